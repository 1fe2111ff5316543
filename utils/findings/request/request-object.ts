import { isUnsigned } from '../../tokens/algorithms';
import { type DecodedToken, decodeToken } from '../../tokens/decode-token';
import type { JsonObject } from '../../tokens/json';
import { showValue } from '../../tokens/show-value';
import type { Evidence } from '../evidence';
import type { FindingRule, Seen } from '../finding';
import { openIdCore, rfc } from '../specifications';
import { namesOf } from '../scopes/names';
import { ofRequest, type RequestReader } from './parameters';
import { memberOf } from '../../tokens/members';

type Jwt = Extract<DecodedToken, { readonly kind: 'jwt' }>;

/** Judges the request object of a request, where it can be read. */
function ofObject(
  evidence: Evidence,
  judge: (object: Jwt, request: RequestReader) => readonly Seen[],
): readonly Seen[] {
  return ofRequest(evidence, (request) => {
    const object = decodeToken(request.get('request') ?? '');
    return object.kind === 'jwt' ? judge(object, request) : [];
  });
}

const unsigned: FindingRule = {
  id: 'request-object-unsigned',
  about: 'request',
  looksFor: 'The request object is not signed (alg none).',
  why: 'Anyone can have made it: it protects nothing that the query would not.',
  remedy: 'Sign it with a key that is registered for the client.',
  severities: ['warning'],
  specifications: [rfc(9101, '10.2'), openIdCore('6.1', 'RequestObject')],
  find: (evidence) =>
    ofObject(evidence, ({ header }) =>
      isUnsigned(header['alg']) ? [{ title: 'The request object is not signed' }] : [],
    ),
};

const expired: FindingRule = {
  id: 'request-object-expired',
  about: 'request',
  looksFor: 'The request object has expired.',
  why: 'The server answers invalid_request_object.',
  remedy: 'Make a new one for every request.',
  severities: ['error'],
  specifications: [rfc(9101, '6.3'), rfc(7519, '4.1.4')],
  find: (evidence) =>
    ofObject(evidence, ({ claims }) => {
      const exp = memberOf(claims, 'exp');
      return typeof exp === 'number' && exp * 1000 < evidence.now
        ? [{ title: 'The request object has expired' }]
        : [];
    }),
};

const differs: FindingRule = {
  id: 'request-object-differs',
  about: 'request',
  looksFor: 'The request object and the query say different things.',
  why: 'The server uses the request object alone; client_id must be the same in both. Whoever reads the query sees another request than the server.',
  remedy:
    'Leave in the query only client_id, and what OpenID Connect wants there, with the same values.',
  severities: ['error', 'warning'],
  specifications: [rfc(9101, '10.7'), rfc(9101, '6.3')],
  find: (evidence) =>
    ofObject(evidence, ({ claims }, { request }) => {
      const names = request.parameters
        .filter(([name, value]) => isOther(claims, name, value))
        .map(([name]) => name);
      if (names.length === 0) return [];
      return names.includes('client_id')
        ? [{ title: 'The client_id of the request object is not that of the query' }]
        : [
            {
              severity: 'warning',
              title: 'The request object and the query differ',
              seen: `In ${namesOf(names.map((name) => name.slice(0, 60)))}.`,
            },
          ];
    }),
};

function isOther(claims: JsonObject, name: string, value: string): boolean {
  const claim = memberOf(claims, name);
  return (
    name !== 'request' &&
    (typeof claim === 'string' || typeof claim === 'number') &&
    `${claim}` !== value
  );
}

const nestedRequest: FindingRule = {
  id: 'request-object-nested',
  about: 'request',
  looksFor: 'request and request_uri are sent together, or stand inside of a request object.',
  why: 'Only one of them may be used, and neither may stand in a request object: the server refuses the request.',
  remedy: 'Send one of the two.',
  severities: ['error'],
  specifications: [rfc(9101, '5'), rfc(9101, '4')],
  find: (evidence) => [
    ...ofRequest(evidence, ({ has }) =>
      has('request') && has('request_uri')
        ? [{ title: 'request and request_uri are sent together' }]
        : [],
    ),
    ...ofObject(evidence, ({ claims }) =>
      Object.hasOwn(claims, 'request') || Object.hasOwn(claims, 'request_uri')
        ? [{ title: 'The request object holds another one (request or request_uri)' }]
        : [],
    ),
  ],
};

const requestUri: FindingRule = {
  id: 'request-uri-not-https',
  about: 'request',
  looksFor: 'request_uri is neither https nor a URN of the server.',
  why: 'Someone on the way could replace the request object.',
  remedy: 'Use https, or the request_uri that the server gave for a pushed request.',
  severities: ['error'],
  specifications: [rfc(9101, '5.2'), rfc(9126, '2.2')],
  find: (evidence) =>
    ofRequest(evidence, ({ get }) => {
      const uri = get('request_uri');
      return uri === undefined || /^(?:https|urn):/i.test(uri)
        ? []
        : [{ title: `request_uri ${showValue(uri, 60)} is not https` }];
    }),
};

export const requestObjectRules: readonly FindingRule[] = [
  unsigned,
  expired,
  differs,
  nestedRequest,
  requestUri,
];
