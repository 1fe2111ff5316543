import { server } from '../../oauth/sample-run';
import { closedWindow, noPage, page, refused } from './authorization-symptoms';
import { type CauseCase, done } from './symptoms';

const unreachable = noPage({ kind: 'error', message: 'could not be reached (connection refused)' });
const late = noPage({ kind: 'error', message: 'did not answer within 20 s' });
const redirected = noPage({ kind: 'redirect' });
const silent = noPage(undefined);
const notFound = page(404, '<title>404 Not Found</title><h1>Not Found</h1>');

export const pageCases: Readonly<Record<string, CauseCase>> = {
  'authorization-endpoint-not-found': {
    fault: [
      notFound,
      page(410, ''),
      page(404, 'No route for /authorize?client_id=a&redirect_uri=https://a.example/'),
      page(404, 'Cannot GET /authorise', {
        client: { provider: 'pleo', environment: 'Production' },
      }),
    ],
    sound: [page(405, ''), unreachable, done],
  },
  'authorization-endpoint-takes-no-get': {
    fault: [page(405, '<h1>Method Not Allowed</h1>')],
    sound: [notFound, done],
  },
  'authorization-request-too-long': {
    fault: [page(414, 'Request-URI Too Large'), page(431, '')],
    sound: [page(400, 'Bad request'), done],
  },
  'sign-in-page-forbidden': {
    fault: [page(403, '<title>Attention required</title>', { headers: { server: 'edge' } })],
    sound: [page(401, ''), done],
  },
  'sign-in-page-wants-credentials': {
    fault: [page(401, '', { headers: { 'www-authenticate': 'Basic realm="test"' } })],
    sound: [page(403, ''), done],
  },
  'sign-in-page-rate-limited': {
    fault: [page(429, 'Too many', { headers: { 'retry-after': '60' } })],
    sound: [page(503, ''), done],
  },
  'sign-in-page-failed': {
    fault: [page(500, '<title>Oops</title>')],
    sound: [page(503, ''), done],
  },
  'sign-in-page-gateway': {
    fault: [page(503, 'Maintenance', { headers: { 'retry-after': '120' } }), page(502, '')],
    sound: [page(500, ''), done],
  },
  'authorization-endpoint-is-another': {
    fault: [
      page(405, '', { server: { authorization_endpoint: server.token_endpoint } }),
      closedWindow({ server: { authorization_endpoint: server.token_endpoint } }),
    ],
    sound: [page(405, ''), done],
    isNotFirst: true,
  },
  'authorization-endpoint-sends-no-page': {
    fault: [closedWindow({ body: '' })],
    sound: [closedWindow({ body: '<title>Sign in</title>' }), page(400, ''), done],
    isNotFirst: true,
  },
  'sign-in-server-unreachable': {
    fault: [
      unreachable,
      late,
      noPage(
        { kind: 'error', message: 'could not be reached' },
        { server: { authorization_endpoint: 'https://localhost:8443/authorize' } },
      ),
    ],
    sound: [notFound, redirected, silent, done],
  },
  'sign-in-redirect-failed': { fault: [redirected], sound: [unreachable, done] },
  'sign-in-server-silent': { fault: [silent], sound: [unreachable, notFound, done] },
  'sign-in-page-refuses-request': {
    fault: [page(400, '<h1>Sorry</h1>Something went wrong'), page(422, 'nope')],
    sound: [notFound, page(400, 'invalid_scope'), refused({ error: 'invalid_request' }), done],
  },
};
