import { isLoopback } from '../../clients/url-rules';
import { isUnsigned } from '../../tokens/algorithms';
import { decodeToken } from '../../tokens/decode-token';
import { showValue } from '../../tokens/show-value';
import type { CallbackEvidence, Evidence } from '../evidence';
import type { FindingRule, Seen } from '../finding';
import { isAuthorizationError, isTokenError } from '../known-errors';
import { JARM, OAUTH_PARAMETERS, openIdCore, rfc } from '../specifications';
import { namesOf } from '../scopes/names';
import { textOf } from '../../tokens/members';

function ofCallback(
  { callback }: Evidence,
  judge: (callback: CallbackEvidence) => readonly Seen[],
): readonly Seen[] {
  return callback === undefined ? [] : judge(callback);
}

const TOKENS = ['access_token', 'id_token', 'refresh_token'];

const tokensInQuery: FindingRule = {
  id: 'callback-tokens-in-query',
  about: 'response',
  looksFor: 'Tokens came in the query of the callback.',
  why: 'The query reaches the server of the app, its log, the history of the browser and the Referer header of the next page.',
  remedy: 'Take them for leaked, and revoke them. Use response_type=code.',
  severities: ['error'],
  specifications: [rfc(9700, '4.3.2'), rfc(6749, '4.2.2')],
  find: (evidence) =>
    ofCallback(evidence, ({ query }) => {
      const names = TOKENS.filter((name) => query.get(name));
      // A posted form stands in the query of the record.
      return names.length === 0 || evidence.ofRun?.run.callbackNotes?.isForm === true
        ? []
        : [{ title: `The query of the callback carries ${namesOf(names)}` }];
    }),
};

const accessTokenInFragment: FindingRule = {
  id: 'callback-access-token',
  about: 'response',
  looksFor: 'An access token came in the fragment of the callback.',
  why: 'That is the implicit grant: the token stands in the history of the browser, and scripts of the page can read it.',
  remedy: 'Use response_type=code with PKCE.',
  severities: ['warning'],
  specifications: [rfc(9700, '2.1.2'), rfc(9700, '4.3.2')],
  find: (evidence) =>
    ofCallback(evidence, ({ fragment }) =>
      fragment.get('access_token')
        ? [{ title: 'An access token came in the address (implicit grant)' }]
        : [],
    ),
};

const codeInFragment: FindingRule = {
  id: 'callback-code-in-fragment',
  about: 'response',
  looksFor: 'A code alone came in the fragment of the callback.',
  why: 'The fragment does not reach the server of an app, only scripts of its page. That is meant only with response_mode=fragment.',
  remedy: 'Leave response_mode out, unless a page without a server takes the code.',
  severities: ['info'],
  specifications: [rfc(6749, '4.1.2')],
  find: (evidence) =>
    ofCallback(evidence, ({ fragment }) =>
      fragment.get('code') && !TOKENS.some((name) => fragment.has(name))
        ? [{ title: 'The code came in the fragment' }]
        : [],
    ),
};

const unknownError: FindingRule = {
  id: 'callback-error-unknown',
  about: 'response',
  looksFor: 'The error of an authorization response is not a registered one.',
  why: 'Clients know what to do about registered errors; others are of one provider.',
  remedy: 'Look into the documents of the provider.',
  severities: ['info'],
  specifications: [OAUTH_PARAMETERS, rfc(6749, '4.1.2.1')],
  find: (evidence) =>
    ofCallback(evidence, ({ parameters }) => {
      const error = parameters.get('error');
      if (!error || isAuthorizationError(error)) return [];
      return isTokenError(error)
        ? [
            {
              title: `The error ${showValue(error, 60)} is one of other endpoints`,
              why: 'Clients do not expect it in an authorization response.',
            },
          ]
        : [{ title: `The error ${showValue(error, 60)} is not a registered one` }];
    }),
};

const errorAndCode: FindingRule = {
  id: 'callback-error-with-code',
  about: 'response',
  looksFor: 'The authorization response carries an error and a code.',
  why: 'An answer is either a success or an error: the two may come from different hands.',
  remedy: 'Take it for an error, and do not use the code.',
  severities: ['error'],
  specifications: [rfc(6749, '4.1.2.1')],
  find: (evidence) =>
    ofCallback(evidence, ({ parameters }) =>
      parameters.get('error') && (parameters.get('code') || parameters.get('access_token'))
        ? [{ title: 'The callback carries an error and a success' }]
        : [],
    ),
};

const repeated: FindingRule = {
  id: 'callback-parameter-repeated',
  about: 'response',
  looksFor: 'A parameter of the authorization response stands more than once.',
  why: 'No parameter may be repeated. Which of them counts is not defined, which attackers can use.',
  remedy: 'Refuse the response, and look whether the redirect URI has parameters of the same name.',
  severities: ['error'],
  specifications: [rfc(6749, '3.1')],
  find: (evidence) =>
    ofCallback(evidence, ({ parameters }) => {
      const names = ['code', 'state', 'error', 'iss', ...TOKENS].filter(
        (name) => parameters.getAll(name).length > 1,
      );
      return names.length === 0
        ? []
        : [{ title: `The callback carries ${namesOf(names)} more than once` }];
    }),
};

/** What 96 bits have as base64url: the specification wants at least 128. */
const SHORTEST_CODE = 16;

const shortCode: FindingRule = {
  id: 'code-guessable',
  about: 'response',
  looksFor: 'The authorization code is very short, or a number.',
  why: 'The chance to guess a code must be at most one in 2^128, which takes 22 random characters.',
  remedy: 'The server has to make longer codes. PKCE helps until then.',
  severities: ['warning'],
  specifications: [rfc(6749, '10.10')],
  find: (evidence) =>
    ofCallback(evidence, ({ parameters }) => {
      const code = parameters.get('code');
      if (!code) return [];
      const isShort = code.length < SHORTEST_CODE || (/^\d+$/.test(code) && code.length < 30);
      return isShort
        ? [{ title: 'The code may be guessed', seen: `It has ${code.length} characters.` }]
        : [];
    }),
};

const plainHttp: FindingRule = {
  id: 'callback-http',
  about: 'response',
  looksFor: 'The callback came over http, other than to loopback.',
  why: 'Anyone on the way could read the code or the tokens.',
  remedy: 'Register and use an https redirect URI.',
  severities: ['error'],
  specifications: [rfc(9700, '2.6'), rfc(6749, '3.1.2.1')],
  find: (evidence) =>
    ofCallback(evidence, ({ url }) => {
      const parsed = URL.parse(url);
      return parsed?.protocol === 'http:' && !isLoopback(parsed)
        ? [{ title: `The callback to ${parsed.host} was not encrypted (http)` }]
        : [];
    }),
};

const jarm: FindingRule = {
  id: 'jarm-response-faulty',
  about: 'response',
  looksFor: 'The JWT of a response (JARM) is not signed, has expired, or lacks iss, aud or exp.',
  why: 'The client must refuse it: the JWT is what says whose answer it is and for whom.',
  remedy: 'The server has to sign it, and to put iss, aud and exp into it.',
  severities: ['error'],
  specifications: [JARM],
  find: (evidence) =>
    ofCallback(evidence, ({ parameters }) => {
      const token = decodeToken(parameters.get('response') ?? '');
      if (token.kind !== 'jwt') return [];
      const { claims, header } = token;
      const missing = ['iss', 'aud', 'exp'].filter((name) => !Object.hasOwn(claims, name));
      const exp = claims['exp'];
      return [
        ...(isUnsigned(header['alg']) ? [{ title: 'The JWT of the response is not signed' }] : []),
        ...(missing.length > 0
          ? [{ title: `The JWT of the response has no ${namesOf(missing)}` }]
          : []),
        ...(typeof exp === 'number' && exp * 1000 < evidence.now
          ? [{ title: 'The JWT of the response has expired' }]
          : []),
      ];
    }),
};

const idTokenUnbound: FindingRule = {
  id: 'callback-id-token-unbound',
  about: 'response',
  looksFor: 'An ID token that came with a code or an access token has no hash of it, or no nonce.',
  why: 'Through the browser they could be exchanged one for another: c_hash, at_hash and nonce are required there.',
  remedy: 'Do not accept the response. The server has to put them into the ID token.',
  severities: ['error'],
  specifications: [
    openIdCore('3.3.2.11', 'HybridIDToken'),
    openIdCore('3.2.2.10', 'ImplicitIDToken'),
  ],
  find: (evidence) =>
    ofCallback(evidence, ({ parameters }) => {
      const token = decodeToken(parameters.get('id_token') ?? '');
      if (token.kind !== 'jwt') return [];
      const missing = [
        ...(parameters.get('code') && textOf(token.claims, 'c_hash') === undefined
          ? ['c_hash']
          : []),
        ...(parameters.get('access_token') && textOf(token.claims, 'at_hash') === undefined
          ? ['at_hash']
          : []),
        ...(textOf(token.claims, 'nonce') === undefined ? ['nonce'] : []),
      ];
      return missing.length === 0
        ? []
        : [{ title: `The ID token of the callback has no ${namesOf(missing)}` }];
    }),
};

export const callbackRules: readonly FindingRule[] = [
  tokensInQuery,
  accessTokenInFragment,
  codeInFragment,
  unknownError,
  errorAndCode,
  repeated,
  shortCode,
  plainHttp,
  jarm,
  idTokenUnbound,
];
