import { commonSwitches } from '../shared/common-switches.ts';
import type { EmulationSwitchDefinition } from '../shared/emulation.ts';

/** What the public documents of Pleo leave open or disagree about. */
export const pleoSwitches = {
  'client-authentication': {
    description: 'Whether client ID and secret may also stand in the form of a token request.',
    choices: ['basic-and-body', 'basic-only'],
    source:
      'https://developers.pleo.io/docs/client-configuration (archived) allows client_secret_basic only; the current how-to articles and sample code of Pleo put both in the form: https://developers.pleo.io/docs/current/how-tos/oauth/how-to-refresh-tokens.',
  },
  'access-token-format': {
    description: 'Whether new access tokens are opaque or JWTs.',
    choices: ['opaque', 'jwt'],
    source:
      'The token overview says that clients must not inspect or decode them; https://developers.pleo.io/reference/authentication-3 calls them JWTs.',
  },
  state: {
    description: 'Whether an authorization request needs state.',
    choices: ['required', 'optional'],
    source:
      'https://developers.pleo.io/docs/current/how-tos/oauth/how-to-direct-users-to-the-authorisation-endpoint lists it as required; https://developers.pleo.io/docs/quick-start (legacy) calls it optional.',
  },
  pkce: {
    description: 'Whether an authorization request needs an S256 code challenge.',
    choices: ['required', 'exception granted'],
    source:
      'Required, with exceptions through the partner manager: the registration article on https://developers.pleo.io.',
  },
  'scope-in-response': {
    description: 'Whether the token response has the member scope.',
    choices: ['no', 'yes'],
    source:
      'The documents name access_token, refresh_token and expires_in; no complete token response was found in them.',
  },
  'error-description': {
    description: 'Whether the answer to a refused authorization has error_description.',
    choices: ['sent', 'left out'],
    source:
      'Optional: https://developers.pleo.io/docs/current/how-tos/oauth/how-to-handle-redirects-and-exchange-authorisation-code.',
  },
  'refresh-token-lifetime': {
    description: 'Whether new refresh tokens can still be used when they arrive.',
    choices: ['normal', 'already expired'],
    source: 'A choice of this lab, to show an expired refresh token without waiting 60 days.',
  },
  ...commonSwitches,
} as const satisfies Record<string, EmulationSwitchDefinition>;
