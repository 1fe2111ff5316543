import type { EmulationSwitchDefinition } from './emulation.ts';

/** Switches that every emulation has. Their choices are the same everywhere. */
export const commonSwitches = {
  'basic-decoding': {
    description:
      'How the server reads client ID and secret from a Basic header: with their form encoding taken off, or as they stand.',
    choices: ['form-decoded', 'raw'],
    source:
      'RFC 6749 section 2.3.1 asks clients to form-encode both. Many clients do not, and none of the providers documents what its server does. The default is a choice of this lab.',
  },
  'code-lifetime': {
    description: 'Whether new authorization codes can still be used when they arrive.',
    choices: ['normal', 'already expired'],
    source: 'A choice of this lab, to show an expired code without waiting.',
  },
} as const satisfies Record<string, EmulationSwitchDefinition>;
