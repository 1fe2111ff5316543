import { commonSwitches } from '../shared/common-switches.ts';
import type { EmulationSwitchDefinition } from '../shared/emulation.ts';

/** What the public documents of apaleo leave open or disagree about. */
export const apaleoSwitches = {
  'refresh-rotation': {
    description:
      'Whether a refresh gives back the same refresh token or a new one. A new one ends the old one at once, by choice of this lab.',
    choices: ['same', 'new value'],
    source:
      'Every refresh answers with a refresh_token (github.com/apaleo/slack demands it, github.com/apaleo/oss-traces replaces its own); whether its value changes is not documented.',
  },
  'scope-in-response': {
    description: 'Whether the token response has the member scope.',
    choices: ['yes', 'no'],
    source:
      'https://apaleo.dev/guides/api/scopes.md shows it; the samples of 2018 and 2019 have none: https://github.com/apaleo/api/issues/44 and /109.',
  },
  'loopback-http-redirects': {
    description: 'Whether a registered redirect URI may be http on loopback.',
    choices: ['accepted', 'refused'],
    source:
      'https://apaleo.dev/guides/oauth-connection/register-connect-client-app.html asks for https; in 2019 staff registered one on 127.0.0.1: https://github.com/apaleo/api/issues/110.',
  },
  'scopes-added-since-sign-in': {
    description:
      'Whether scopes were added to the app after the user signed in. Every refresh then answers invalid_request.',
    choices: ['no', 'yes'],
    source: 'https://github.com/apaleo/api/issues/152. As a switch: a choice of this lab.',
  },
  ...commonSwitches,
} as const satisfies Record<string, EmulationSwitchDefinition>;
