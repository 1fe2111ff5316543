import { showValue } from '../../tokens/show-value';
import type { FindingRule } from '../finding';
import { MULTIPLE_RESPONSE_TYPES, OAUTH_PARAMETERS, openIdCore, rfc } from '../specifications';
import { asksForTokens, ofRequest } from './parameters';

const KNOWN_TYPES = new Set(['code', 'token', 'id_token', 'none']);

const implicit: FindingRule = {
  id: 'response-type-with-access-token',
  about: 'request',
  looksFor: 'An access token is asked for through the browser (response_type with token).',
  why: 'The token comes in the address: it stands in the history, may leak to other sites, and can be replaced without being noticed. OAuth 2.1 has no implicit grant any more.',
  remedy: 'Use response_type=code with PKCE, which works in single-page apps too.',
  severities: ['warning'],
  specifications: [rfc(9700, '2.1.2')],
  find: (evidence) =>
    ofRequest(evidence, ({ responseTypes }) =>
      responseTypes.includes('token')
        ? [
            {
              title: `response_type=${responseTypes.join(' ')} brings the access token in the address`,
            },
          ]
        : [],
    ),
};

const idTokenInFront: FindingRule = {
  id: 'response-type-with-id-token',
  about: 'request',
  looksFor: 'An ID token is asked for through the browser (response_type with id_token).',
  why: 'Its claims, often personal data, stand in the address and in the history of the browser, and the client must check the signature itself.',
  remedy: 'Use response_type=code, or response_mode=form_post where the ID token alone is needed.',
  severities: ['info'],
  specifications: [openIdCore('3.2', 'ImplicitFlowAuth')],
  find: (evidence) =>
    ofRequest(evidence, ({ responseTypes, get }) =>
      responseTypes.includes('id_token') && get('response_mode') !== 'form_post'
        ? [{ title: `response_type=${responseTypes.join(' ')} brings the ID token in the address` }]
        : [],
    ),
};

const unknownType: FindingRule = {
  id: 'response-type-unknown',
  about: 'request',
  looksFor: 'The response type is missing or not registered.',
  why: 'Servers answer with unsupported_response_type. Grants without a page, such as password, have no authorization request.',
  remedy: 'Use response_type=code.',
  severities: ['error'],
  specifications: [rfc(6749, '3.1.1'), OAUTH_PARAMETERS],
  find: (evidence) =>
    ofRequest(evidence, ({ responseTypes, has }) => {
      if (responseTypes.length === 0) {
        return has('request') || has('request_uri')
          ? []
          : [{ title: 'The request names no response type' }];
      }
      const unknown = responseTypes.find((type) => !KNOWN_TYPES.has(type));
      const isMixed = responseTypes.includes('none') && responseTypes.length > 1;
      return unknown === undefined && !isMixed
        ? []
        : [{ title: `The response type ${showValue(responseTypes.join(' '))} is unknown` }];
    }),
};

const MODES = new Set([
  'query',
  'fragment',
  'form_post',
  'web_message',
  'jwt',
  'query.jwt',
  'fragment.jwt',
  'form_post.jwt',
]);

const tokensInQuery: FindingRule = {
  id: 'response-mode-query-with-tokens',
  about: 'request',
  looksFor: 'Tokens are asked for in the query of the redirect URI.',
  why: 'The query reaches the server of the app, its log and the Referer header. It must not be used for tokens.',
  remedy: 'Leave response_mode out, or use fragment or form_post.',
  severities: ['error'],
  specifications: [MULTIPLE_RESPONSE_TYPES],
  find: (evidence) =>
    ofRequest(evidence, (request) =>
      asksForTokens(request) && /^query$/.test(request.get('response_mode') ?? '')
        ? [{ title: 'response_mode=query would put tokens into the query' }]
        : [],
    ),
};

const unknownMode: FindingRule = {
  id: 'response-mode-unknown',
  about: 'request',
  looksFor: 'The response mode is not one that is specified.',
  why: 'A server that does not know it answers with an error, or in another mode.',
  remedy: 'Leave response_mode out, or use query, fragment, form_post or one of those with .jwt.',
  severities: ['info'],
  specifications: [MULTIPLE_RESPONSE_TYPES],
  find: (evidence) =>
    ofRequest(evidence, ({ get }) => {
      const mode = get('response_mode');
      return mode === undefined || MODES.has(mode)
        ? []
        : [{ title: `The response mode ${showValue(mode)} is not a specified one` }];
    }),
};

export const responseTypeRules: readonly FindingRule[] = [
  implicit,
  idTokenInFront,
  unknownType,
  tokensInQuery,
  unknownMode,
];
