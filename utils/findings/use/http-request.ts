import { isLoopback } from '../../clients/url-rules';
import type { RecognisedRequest } from '../../tokens/recognised';
import type { Evidence } from '../evidence';
import type { FindingRule, Seen } from '../finding';
import { namesOf } from '../scopes/names';
import { rfc } from '../specifications';

function ofHttpRequest(
  { httpRequest }: Evidence,
  judge: (request: RecognisedRequest, url: URL) => readonly Seen[],
): readonly Seen[] {
  const url = httpRequest === undefined ? null : URL.parse(httpRequest.url);
  return httpRequest === undefined || url === null ? [] : judge(httpRequest, url);
}

const SECRETS = [
  'access_token',
  'refresh_token',
  'id_token',
  'client_secret',
  'password',
  'code_verifier',
];

const inUrl: FindingRule = {
  id: 'token-in-url',
  about: 'use',
  looksFor: 'A request carries a token or a secret in its address.',
  why: 'Addresses are written to the logs of servers and proxies, and to the history of browsers.',
  remedy: 'Send tokens in the Authorization header, and secrets in the body or with Basic.',
  severities: ['error'],
  specifications: [rfc(9700, '4.3.2'), rfc(6750, '2.3'), rfc(6749, '2.3.1')],
  find: (evidence) =>
    ofHttpRequest(evidence, (_, url) => {
      const names = SECRETS.filter((name) => url.searchParams.get(name));
      return names.length === 0
        ? []
        : [{ title: `The address of the request carries ${namesOf(names)}` }];
    }),
};

const overHttp: FindingRule = {
  id: 'token-over-http',
  about: 'use',
  looksFor: 'A token or a secret is sent over http, other than to loopback.',
  why: 'Anyone on the way can read and use it.',
  remedy: 'Use https. Take what was sent for lost.',
  severities: ['error'],
  specifications: [rfc(6750, '5.3'), rfc(6749, '1.6')],
  find: (evidence) =>
    ofHttpRequest(evidence, ({ headers, form = [] }, url) =>
      url.protocol === 'http:' &&
      !isLoopback(url) &&
      (headers.some(([name]) => /^(?:authorization|dpop)$/i.test(name)) ||
        form.some(([name]) => SECRETS.includes(name) || name === 'code'))
        ? [{ title: `The request to ${url.host} is not encrypted (http)` }]
        : [],
    ),
};

const twice: FindingRule = {
  id: 'credentials-sent-twice',
  about: 'use',
  looksFor: 'A request carries its credentials in more than one way.',
  why: 'Only one way may be used in one request: servers answer with invalid_request, or check only one of them.',
  remedy: 'Leave one of them out.',
  severities: ['error'],
  specifications: [rfc(6749, '2.3'), rfc(6750, '2')],
  find: (evidence) =>
    ofHttpRequest(evidence, ({ headers, form = [] }, url) => {
      const scheme = headers.find(([name]) => /^authorization$/i.test(name))?.[1] ?? '';
      const inForm = new Set(form.map(([name]) => name));
      const ways = /^basic\b/i.test(scheme)
        ? ['client_secret', 'client_assertion'].filter((name) => inForm.has(name))
        : /^(?:bearer|dpop)\b/i.test(scheme)
          ? ['access_token'].filter((name) => inForm.has(name) || url.searchParams.has(name))
          : [];
      return ways.length === 0
        ? []
        : [{ title: `The request carries ${namesOf(ways)} besides its Authorization header` }];
    }),
};

const passwordGrant: FindingRule = {
  id: 'password-grant',
  about: 'use',
  looksFor: 'A token request uses the password grant.',
  why: 'The client sees the password of the user, and no second factor is possible. It must not be used any more.',
  remedy:
    'Use the authorization code grant with PKCE, or client credentials where there is no user.',
  severities: ['warning'],
  specifications: [rfc(9700, '2.4')],
  find: (evidence) =>
    ofHttpRequest(evidence, ({ form = [] }) =>
      form.some(([name, value]) => name === 'grant_type' && value === 'password')
        ? [{ title: 'The request uses the password grant' }]
        : [],
    ),
};

const verifierForm: FindingRule = {
  id: 'code-verifier-malformed',
  about: 'use',
  looksFor: 'A token request with a code has a code verifier of the wrong form.',
  why: 'A verifier has 43 to 128 letters, digits and -._~. The server refuses any other (invalid_grant).',
  remedy: 'Make it of 32 random bytes in base64url.',
  severities: ['error'],
  specifications: [rfc(7636, '4.1')],
  find: (evidence) =>
    ofHttpRequest(evidence, ({ form = [] }) => {
      const verifier = form.find(([name]) => name === 'code_verifier')?.[1];
      return verifier === undefined || /^[\w.~-]{43,128}$/.test(verifier)
        ? []
        : [
            {
              title: 'The code verifier has the wrong form',
              seen: `It has ${verifier.length} characters.`,
            },
          ];
    }),
};

export const httpRequestRules: readonly FindingRule[] = [
  inUrl,
  overHttp,
  twice,
  passwordGrant,
  verifierForm,
];
