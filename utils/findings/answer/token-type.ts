import type { FindingRule } from '../finding';
import { rfc } from '../specifications';

/** Whether the response says how its access token is used. */
const type: FindingRule = {
  id: 'token-type-unknown',
  about: 'token response',
  looksFor: 'The token response has no token_type, or one that is not known.',
  why: 'Clients must not use a token whose type they do not know (RFC 6749 §7.1).',
  remedy: 'The server has to send Bearer or DPoP.',
  severities: ['error'],
  specifications: [rfc(6749, '5.1'), rfc(6749, '7.1')],
  find: ({ answer }) => {
    if (answer?.tokens?.accessToken === undefined) return [];
    const { tokenType } = answer.tokens;
    if (tokenType === undefined) {
      return [
        {
          title: 'The token response has no token_type',
          why: 'It is required. Most clients take the token for a Bearer token all the same.',
        },
      ];
    }
    if (/^dpop$/i.test(tokenType)) return [];
    return /^bearer$/i.test(tokenType)
      ? [{ severity: 'passed', title: `The token type is ${tokenType}` }]
      : [{ title: `The token type “${tokenType}” is unknown` }];
  },
};

const dpop: FindingRule = {
  id: 'dpop-without-key',
  about: 'token response',
  looksFor: 'The access token of a run is bound to a key (DPoP), and no key was sent.',
  why: 'OAuth Workbench sends no DPoP proof: an API that checks the binding will refuse this token.',
  remedy: 'Have the server issue Bearer tokens to this client, if you want to use the token.',
  severities: ['warning'],
  specifications: [rfc(9449, '5')],
  find: ({ ofRun, answer }) =>
    ofRun !== undefined &&
    answer?.tokens?.accessToken !== undefined &&
    /^dpop$/i.test(answer.tokens.tokenType ?? '')
      ? [{ title: 'The access token is bound to a key (DPoP), and no key was sent' }]
      : [],
};

export const tokenTypeRules: readonly FindingRule[] = [type, dpop];
