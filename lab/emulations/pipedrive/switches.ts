import { commonSwitches } from '../shared/common-switches.ts';
import type { EmulationSwitchDefinition } from '../shared/emulation.ts';

/** What the public documents of Pipedrive leave open or disagree about. */
export const pipedriveSwitches = {
  'denied-value': {
    description: 'The error that comes back when the user chooses Cancel.',
    choices: ['user_denied', 'access_denied'],
    source:
      'https://pipedrive.readme.io/docs/app-installation-flows shows user_denied; the README files of github.com/pipedrive/client-nodejs and client-php show access_denied.',
  },
  'client-authentication': {
    description: 'Whether client ID and secret may also stand in the form of a token request.',
    choices: ['basic-and-body', 'basic-only'],
    source:
      'Basic is documented and used by both official SDKs. The status codes page speaks of the parameters client_id and client_secret: https://pipedrive.readme.io/docs/marketplace-oauth-and-api-proxy-status-codes.',
  },
  'client-authentication-failure': {
    description:
      'The status for bad client credentials in a Basic header. In a form they always get 400.',
    choices: ['400', '401'],
    source:
      'The status codes page lists invalid client under 400; a user saw 401: https://github.com/PipedreamHQ/pipedream/issues/20648.',
  },
  'refresh-rotation': {
    description:
      'Whether a refresh gives back the same refresh token or a new one. A new one ends the old one at once, by choice of this lab.',
    choices: ['kept', 'rotates'],
    source:
      'https://developers.pipedrive.com/docs/api/v1/Oauth says that each use sets the expiry back to 60 days, not whether the value changes.',
  },
  ...commonSwitches,
} as const satisfies Record<string, EmulationSwitchDefinition>;
