import { isLoopback, isWebAddress } from '../../clients/url-rules';
import { showValue } from '../../tokens/show-value';
import type { Evidence } from '../evidence';
import type { FindingRule, Seen } from '../finding';
import { openIdCore, rfc } from '../specifications';
import { ofRequest } from './parameters';

function ofRedirectUri(
  evidence: Evidence,
  judge: (uri: string, url: URL | null) => string | undefined,
): readonly Seen[] {
  return ofRequest(evidence, ({ get }) => {
    const uri = get('redirect_uri');
    const title = uri === undefined ? undefined : judge(uri, URL.parse(uri));
    return title === undefined ? [] : [{ title, seen: `It is ${showValue(uri)}.` }];
  });
}

const plainHttp: FindingRule = {
  id: 'redirect-uri-http',
  about: 'request',
  looksFor: 'The redirect URI is http, other than on loopback.',
  why: 'Codes and tokens go there without encryption, and anyone on the way can read them.',
  remedy: 'Use https. Native apps may use http with 127.0.0.1 or [::1].',
  severities: ['error'],
  specifications: [rfc(9700, '2.6'), rfc(6749, '3.1.2.1')],
  find: (evidence) =>
    ofRedirectUri(evidence, (_, url) =>
      url?.protocol === 'http:' && !isLoopback(url)
        ? 'The redirect URI is not encrypted (http)'
        : undefined,
    ),
};

const localhost: FindingRule = {
  id: 'redirect-uri-localhost',
  about: 'request',
  looksFor: 'The redirect URI of a native app names localhost instead of the loopback address.',
  why: 'The name may lead elsewhere than to this machine, or to another interface of it; the address cannot.',
  remedy: 'Register http://127.0.0.1 or http://[::1], with any port.',
  severities: ['info'],
  specifications: [rfc(8252, '8.3')],
  find: (evidence) =>
    ofRedirectUri(evidence, (_, url) =>
      url?.protocol === 'http:' && url.hostname === 'localhost'
        ? 'The redirect URI names localhost, not the loopback address'
        : undefined,
    ),
};

const scheme: FindingRule = {
  id: 'redirect-uri-scheme',
  about: 'request',
  looksFor: 'The redirect URI has a scheme of its own without a dot.',
  why: 'Another app on the device can claim the same scheme, and gets the code. A reversed domain name at least says whose it is.',
  remedy: 'Use an https address that the app has claimed, or a scheme such as com.example.app.',
  severities: ['warning'],
  specifications: [rfc(8252, '7.1'), rfc(8252, '8.4')],
  find: (evidence) =>
    ofRedirectUri(evidence, (uri, url) =>
      url !== null && !isWebAddress(uri) && !url.protocol.includes('.') && url.protocol !== 'urn:'
        ? `The scheme ${url.protocol} of the redirect URI is not a reversed domain name`
        : undefined,
    ),
};

const wildcard: FindingRule = {
  id: 'redirect-uri-wildcard',
  about: 'request',
  looksFor: 'The redirect URI holds a wildcard.',
  why: 'Redirect URIs are compared character by character. A server that takes patterns sends codes to whoever can answer one of the addresses.',
  remedy: 'Register each redirect URI whole.',
  severities: ['error'],
  specifications: [rfc(9700, '4.1.3'), rfc(9700, '2.1')],
  find: (evidence) =>
    ofRedirectUri(evidence, (uri) =>
      uri.includes('*') ? 'The redirect URI holds a wildcard' : undefined,
    ),
};

const fragment: FindingRule = {
  id: 'redirect-uri-fragment',
  about: 'request',
  looksFor: 'The redirect URI has a fragment.',
  why: 'It must not have one: the response may come in the fragment itself.',
  remedy: 'Leave out “#” and what follows.',
  severities: ['error'],
  specifications: [rfc(6749, '3.1.2')],
  find: (evidence) =>
    ofRedirectUri(evidence, (uri) =>
      uri.includes('#') ? 'The redirect URI has a fragment' : undefined,
    ),
};

const relative: FindingRule = {
  id: 'redirect-uri-relative',
  about: 'request',
  looksFor: 'The redirect URI is not absolute.',
  why: 'The server cannot tell where it leads, and must refuse it.',
  remedy: 'Write it whole, such as https://app.example.com/callback.',
  severities: ['error'],
  specifications: [rfc(6749, '3.1.2')],
  find: (evidence) =>
    ofRedirectUri(evidence, (_, url) =>
      url === null ? 'The redirect URI is not an absolute address' : undefined,
    ),
};

const missing: FindingRule = {
  id: 'redirect-uri-missing',
  about: 'request',
  looksFor: 'The authorization request names no redirect URI.',
  why: 'The server takes the registered one, if there is exactly one; OpenID Connect and OAuth 2.1 do not leave that open.',
  remedy: 'Send redirect_uri, equal to the registered one.',
  severities: ['error', 'info'],
  specifications: [openIdCore('3.1.2.1', 'AuthRequest'), rfc(6749, '3.1.2.3')],
  find: (evidence) =>
    ofRequest(evidence, ({ has, scopes }) => {
      if (has('redirect_uri') || has('request') || has('request_uri')) return [];
      return scopes.includes('openid')
        ? [{ title: 'The request names no redirect URI, which OpenID Connect requires' }]
        : [
            {
              severity: 'info',
              title: 'The request names no redirect URI',
              specification: rfc(6749, '3.1.2.3'),
            },
          ];
    }),
};

export const redirectUriRules: readonly FindingRule[] = [
  plainHttp,
  localhost,
  scheme,
  wildcard,
  fragment,
  relative,
  missing,
];
