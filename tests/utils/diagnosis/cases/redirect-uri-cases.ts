import { redirectUri } from '../../oauth/sample-run';
import { captured, closedWindow, page, refused } from './authorization-symptoms';
import { type CauseCase, done } from './symptoms';

const elsewhere = { client: { redirectUris: ['https://app.example.com/callback'] } };
const listed = { client: { redirectUris: [redirectUri] } };

export const redirectUriCases: Readonly<Record<string, CauseCase>> = {
  'redirect-uri-refused': {
    fault: [
      page(400, '<h1>Error</h1><p>The redirect_uri is not valid</p>'),
      page(400, 'redirect_uri_mismatch', elsewhere),
      page(400, '<h1>Oops</h1><!-- OAuthError: redirect_uri not in allow list -->'),
      page(401, 'The redirect URI did not match a registered one.', listed),
      page(400, 'The callback does not match: redirect_uri', { redirect: captured }),
      page(400, 'ungültig: redirect_uri https://app.example.com/callback/', { redirect: captured }),
      closedWindow({ body: '<h1>Error</h1>invalid_request: redirect_uri mismatch' }),
      refused({ error: 'invalid_request', error_description: 'redirect_uri is not allowed' }),
      refused({ error: 'unauthorized_client', error_description: 'bad redirect uri' }),
    ],
    sound: [page(400, 'Unknown client'), refused({ error: 'invalid_scope' }), done],
  },
  'redirect-uri-unlisted': {
    fault: [
      page(400, 'Bad request', elsewhere),
      page(400, 'unauthorized_client', elsewhere),
      page(400, 'x', {
        redirect: captured,
        client: { redirectUris: [`${captured.uri}/`] },
      }),
    ],
    sound: [
      page(400, 'Bad request', listed),
      page(404, 'no', elsewhere),
      page(500, 'x', elsewhere),
      refused({ error: 'unauthorized_client' }, elsewhere),
      done,
    ],
  },
  'redirect-uri-suspect': {
    fault: [page(400, '<h1>400</h1>'), page(400, 'unauthorized_client', listed)],
    sound: [page(404, 'x'), page(400, 'redirect_uri'), refused({ error: 'server_error' }), done],
    isNotFirst: true,
  },
};
