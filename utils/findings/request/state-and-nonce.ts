import type { FindingRule, Seen } from '../finding';
import { whyGuessable } from '../guessable';
import { openIdCore, rfc } from '../specifications';
import { asksForTokens, ofRequest } from './parameters';

const stateMissing: FindingRule = {
  id: 'state-missing',
  about: 'request',
  looksFor: 'The authorization request carries no state.',
  why: 'Without it, or PKCE or a nonce, an attacker can have a victim use a code of the attacker (cross-site request forgery).',
  remedy: 'Send a new random state with every request, and compare it.',
  severities: ['warning', 'info'],
  specifications: [rfc(6749, '10.12'), rfc(9700, '4.7')],
  find: (evidence) =>
    ofRequest(evidence, ({ has }) => {
      if (has('state') || has('request') || has('request_uri')) return [];
      return has('code_challenge')
        ? [
            {
              severity: 'info',
              title: 'The request carries no state',
              seen: 'PKCE protects it, if the server is known to enforce that.',
            },
          ]
        : [{ title: 'The request carries no state' }];
    }),
};

const stateGuessable: FindingRule = {
  id: 'state-guessable',
  about: 'request',
  looksFor: 'The state is short, plain or otherwise easy to guess.',
  why: 'A state that an attacker can guess does not tell the own answer from a forged one.',
  remedy: 'Make it of at least 16 random bytes, anew for every request.',
  severities: ['warning'],
  specifications: [rfc(6749, '10.10'), rfc(6749, '10.12')],
  find: (evidence) =>
    ofRequest(evidence, ({ get }) => {
      const why = whyGuessable(get('state') ?? '');
      return get('state') === undefined || why === undefined
        ? []
        : [{ title: 'The state of the request can be guessed', seen: why }];
    }),
};

const stateReadable: FindingRule = {
  id: 'state-readable',
  about: 'request',
  looksFor: 'The state is an address or readable data, not a random value.',
  why: 'It passes through the browser and the server, where it can be read and changed. An address in it may send the user elsewhere (open redirector).',
  remedy: 'Keep such data in the session of the user, and send a random reference to it.',
  severities: ['info'],
  specifications: [rfc(9700, '4.11.1'), rfc(6749, '10.15')],
  find: (evidence) =>
    ofRequest(evidence, ({ get }) =>
      /^(?:https?:\/\/|\{|\/[a-z])/i.test(get('state') ?? '')
        ? [{ title: 'The state of the request holds readable data' }]
        : [],
    ),
};

const stateIsNonce: FindingRule = {
  id: 'state-equals-nonce',
  about: 'request',
  looksFor: 'State and nonce are the same value.',
  why: 'The state comes back in the address, where others may see it; the nonce then protects the ID token no longer.',
  remedy: 'Make two random values.',
  severities: ['warning'],
  specifications: [openIdCore('15.5.2', 'NonceNotes')],
  find: (evidence) =>
    ofRequest(evidence, ({ get }) =>
      get('state') !== undefined && get('state') === get('nonce')
        ? [{ title: 'The nonce is the same as the state' }]
        : [],
    ),
};

const nonceMissing: FindingRule = {
  id: 'nonce-missing',
  about: 'request',
  looksFor: 'An OpenID Connect request carries no nonce.',
  why: 'The nonce binds the ID token to the request: without it one that was stolen elsewhere can be injected.',
  remedy: 'Send a new random nonce, and compare it with that of the ID token.',
  severities: ['error', 'info'],
  specifications: [
    openIdCore('3.2.2.1', 'ImplicitAuthRequest'),
    openIdCore('15.5.2', 'NonceNotes'),
  ],
  find: (evidence) =>
    ofRequest(evidence, ({ has, scopes, responseTypes }): readonly Seen[] => {
      if (has('nonce') || has('request') || has('request_uri')) return [];
      if (responseTypes.includes('id_token')) {
        return [
          {
            title: 'The request carries no nonce, which is required for this response type',
            seen: `response_type is “${responseTypes.join(' ')}”.`,
          },
        ];
      }
      return scopes.includes('openid') && responseTypes.includes('code')
        ? [
            {
              severity: 'info',
              title: 'The request carries no nonce',
              seen: 'It is optional in the code flow.',
              specification: openIdCore('3.1.2.1', 'AuthRequest'),
            },
          ]
        : [];
    }),
};

const nonceGuessable: FindingRule = {
  id: 'nonce-guessable',
  about: 'request',
  looksFor: 'The nonce is short, plain or otherwise easy to guess.',
  why: 'A nonce that can be guessed, or that stays the same, does not bind the ID token to this request.',
  remedy: 'Make it of at least 16 random bytes, anew for every request.',
  severities: ['warning'],
  specifications: [openIdCore('15.5.2', 'NonceNotes')],
  find: (evidence) =>
    ofRequest(evidence, (request) => {
      const nonce = request.get('nonce');
      const state = request.get('state');
      const why = whyGuessable(nonce ?? '');
      if (nonce !== undefined && why !== undefined) {
        return [{ title: 'The nonce of the request can be guessed', seen: why }];
      }
      const isStateSound = state !== undefined && whyGuessable(state) === undefined;
      if (!isStateSound || state === nonce || (nonce === undefined && asksForTokens(request))) {
        return [];
      }
      return [
        {
          severity: 'passed',
          title: `The request’s state ${nonce === undefined ? 'is' : 'and nonce are'} not easily guessed`,
        },
      ];
    }),
};

export const stateAndNonceRules: readonly FindingRule[] = [
  stateMissing,
  stateGuessable,
  stateReadable,
  stateIsNonce,
  nonceMissing,
  nonceGuessable,
];
