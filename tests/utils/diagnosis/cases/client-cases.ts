import { page, refused } from './authorization-symptoms';
import { type CauseCase, done } from './symptoms';

const withId = (clientId: string) => ({ client: { clientId } });
const staging = {
  client: { provider: 'pleo', environment: 'Staging' },
  server: { authorization_endpoint: 'https://auth.pleo.io/oauth/authorize' },
};

export const clientCases: Readonly<Record<string, CauseCase>> = {
  'client-id-odd': {
    fault: [
      page(400, 'Unknown client', withId('booking-widget ')),
      page(400, '', withId('booking-wıdget')),
      page(401, 'invalid_client', withId('"booking-widget"')),
      page(400, 'invalid_client', withId('<your client id>')),
    ],
    sound: [page(400, 'Unknown client'), page(500, '', withId('booking widget')), done],
  },
  'client-of-other-environment': {
    fault: [page(400, 'invalid_client', staging)],
    sound: [page(400, 'invalid_client'), refused({ error: 'access_denied' }, staging), done],
  },
  'client-unknown': {
    fault: [
      page(400, '<p>We are sorry… Client not found.</p>'),
      page(404, 'Unknown client: booking-widget'),
      page(401, '{"error":"invalid_client"}', { headers: { 'content-type': 'application/json' } }),
      page(400, 'Application with identifier booking-widget was not found in the directory'),
      page(400, 'Missing or invalid client id.'),
      refused({ error: 'invalid_client' }),
      page(400, '<b>invalid_client</b> Register the redirect URI https://a.example/ first.'),
    ],
    sound: [
      page(400, 'Invalid redirect_uri'),
      refused({ error: 'invalid_scope' }),
      refused({
        error: 'invalid_request',
        error_description: 'The client is not registered for this response mode',
      }),
      refused({ error: 'invalid_scope', error_description: 'Scope unknown, or client not found' }),
      done,
    ],
  },
  'client-id-suspect': {
    fault: [page(400, '<h1>400</h1>'), page(400, 'unauthorized_client')],
    sound: [page(404, 'x'), page(400, 'Unknown client'), done],
    isNotFirst: true,
  },
};
