import type { Symptoms } from '../../../../utils/diagnosis/symptoms';
import type { Exchange } from '../../../../utils/oauth/exchange';
import { errorOf, page, type Refusal, refusedToken } from './refused-token';
import { type CauseCase, done } from './symptoms';

const notFound = refusedToken({ status: 404 });
const lost = (message: string, more: Refusal = {}): Symptoms =>
  refusedToken({
    outcome: { kind: 'error', message },
    failure: { code: 'server_unreachable' },
    ...more,
  });
const unreachable = 'could not be reached (connection refused or broken off, or no such host)';
const truncated: Exchange['outcome'] = {
  kind: 'response',
  status: 200,
  headers: [['content-type', 'application/json']],
  body: '{"a":',
  end: 'too large',
};

/** What answered in place of a server, or did not. */
export const answerCases: Readonly<Record<string, CauseCase>> = {
  'address-not-filled-in': {
    fault: [lost(unreachable, { url: 'https://{host}.example.com/token' })],
    sound: [done, notFound],
  },
  'status-not-of-http': {
    fault: [
      refusedToken({ status: 600, body: '{}' }),
      errorOf('server_error', undefined, { status: 999 }),
    ],
    sound: [done, notFound, refusedToken({ status: 599, body: '{}' })],
  },
  'scheme-of-address-wrong': {
    fault: [
      refusedToken({
        url: 'http://auth.example.com/token',
        ...page('<title>400 The plain HTTP request was sent to HTTPS port</title>', 400),
      }),
    ],
    sound: [
      done,
      notFound,
      refusedToken(page('<title>The plain HTTP request was sent to HTTPS port</title>', 400)),
    ],
  },
  'request-redirected': {
    fault: [
      refusedToken({ outcome: { kind: 'redirect' } }),
      refusedToken({ status: 307, headers: { location: 'https://auth.example.com/token/' } }),
      refusedToken({ outcome: { kind: 'redirect' }, url: 'http://auth.example.com/token/' }),
    ],
    sound: [done, notFound],
  },
  'server-too-slow': { fault: [lost('did not answer within 20 s')], sound: [done, notFound] },
  'answer-broken-off': {
    fault: [refusedToken({ outcome: { ...truncated, end: 'broken off' } })],
    sound: [done, notFound, lost(unreachable)],
  },
  'connection-broken-off': {
    fault: [lost(unreachable)],
    sound: [done, notFound, lost(unreachable, { url: 'https://other.example.com/token' })],
  },
  'server-unreachable': {
    fault: [
      lost(unreachable, { url: 'https://other.example.com/token' }),
      lost(unreachable, { url: 'http://localhost:9/token' }),
      lost(unreachable, { url: 'https://intranet:8443/token' }),
    ],
    sound: [done, notFound],
  },
  'asked-too-often': {
    fault: [
      refusedToken({ status: 429, headers: { 'retry-after': '30' } }),
      refusedToken({ status: 429, headers: { 'retry-after': 'Wed, 21 Oct 2026 07:28:00 GMT' } }),
    ],
    sound: [done, notFound],
  },
  'server-down': {
    fault: [
      refusedToken(page('<h1>502 Bad Gateway</h1>', 502)),
      refusedToken({ status: 503, headers: { 'retry-after': '5' } }),
    ],
    sound: [done, notFound],
  },
  'server-failed': {
    fault: [
      refusedToken({ status: 500, body: { error: 'Internal Server Error' } }),
      refusedToken(page('<h1>Whoops</h1>', 500)),
    ],
    sound: [done, notFound, errorOf('server_error', undefined, { status: 500 })],
  },
  'access-to-server-refused': {
    fault: [refusedToken({ status: 403, body: 'Forbidden' })],
    sound: [done, notFound],
  },
  'proxy-answered': {
    fault: [
      refusedToken(page('<title>Web filter</title>Access blocked by Zscaler', 403)),
      refusedToken({
        ...page('<title>Attention Required! | Cloudflare</title>', 403),
        headers: { 'content-type': 'text/html', server: 'cloudflare' },
      }),
      refusedToken(page('<title>Captive portal</title>Network sign-in')),
    ],
    sound: [done, notFound, refusedToken(page('<title>Welcome</title>'))],
  },
  'sign-in-page-answered': {
    fault: [
      refusedToken(page('<title>Log in</title>')),
      refusedToken(page('<form><input type="password"></form>')),
    ],
    sound: [done, notFound, refusedToken(page('<title>Welcome</title>'))],
  },
  'page-instead-of-json': {
    fault: [
      refusedToken(page('<title>Welcome</title>')),
      refusedToken({ status: 200, body: '<!doctype html><p>Hello' }),
    ],
    sound: [done, notFound],
  },
  'answer-too-large': { fault: [refusedToken({ outcome: truncated })], sound: [done, notFound] },
  'json-broken': {
    fault: [
      refusedToken({
        status: 200,
        body: '{"access_token": ',
        failure: {
          cause: 'JSON that cannot be used: Not JSON: it ends too early, after 17 characters',
        },
      }),
      refusedToken({ status: 200, body: '{"access_token": "\uFFFD"', failure: { cause: 'x' } }),
    ],
    sound: [done, notFound, refusedToken({ status: 200, body: 'OK' })],
  },
  'answer-empty': {
    fault: [refusedToken({ status: 200 }), refusedToken({ status: 204 })],
    sound: [done, notFound],
  },
};
