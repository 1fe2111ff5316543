import { action, setting } from '../look';
import { isGrant } from './is-grant';
import type { ProviderCatalogue } from './provider-error';

const DOCS = 'https://docs.aws.amazon.com/cognito/latest/developerguide';
const token = { name: 'Amazon Cognito: token endpoint', url: `${DOCS}/token-endpoint.html` };
const authorize = {
  name: 'Amazon Cognito: authorize endpoint',
  url: `${DOCS}/authorization-endpoint.html`,
};

export const cognitoErrors: ProviderCatalogue = {
  name: 'Amazon Cognito',
  providers: ['cognito'],
  hosts: [/\.amazoncognito\.com$/, /^cognito-idp\.[\w-]+\.amazonaws\.com$/],
  errors: [
    {
      id: 'cognito-redirect-mismatch',
      at: ['sign-in', 'authorization response'],
      match: { text: /\bredirect_mismatch\b/ },
      cause: '{redirect URI} is not among the allowed callback URLs of the app client.',
      remedy: 'Add it to the app client exactly as it was sent: a slash at the end counts.',
      places: [setting('redirect-uris'), setting('redirect-mode')],
      source: authorize,
      standing: 'third-party',
      isUnmistakable: true,
    },
    {
      id: 'cognito-redirect-uri-at-token',
      at: ['token request'],
      match: { code: ['unauthorized_client'] },
      fits: (symptoms) => isGrant(symptoms, 'authorization_code'),
      cause:
        '{redirect URI} of the token request is not the registered one to the last slash, or the app client may not use the code grant.',
      remedy:
        'Compare it with the callback URLs of the app client, then look whether “Authorization code grant” is on there.',
      places: [setting('redirect-uris'), setting('grant-type')],
      source: token,
      standing: 'third-party',
    },
    {
      id: 'cognito-client-credentials-not-allowed',
      at: ['token request'],
      match: { code: ['unauthorized_client'] },
      fits: (symptoms) => isGrant(symptoms, 'client_credentials'),
      cause: 'The app client may not use client_credentials.',
      remedy:
        'Make an app client of its own for it: one client cannot have this grant and the code grant.',
      places: [setting('grant-type'), setting('client-id')],
      source: token,
      standing: 'documented',
    },
    {
      id: 'cognito-client-secret',
      at: ['token request'],
      match: { text: 'invalid_client_secret' },
      cause: 'The client secret is wrong for {client ID}, or this app client has none.',
      remedy:
        'Compare it with the app client, or set the client authentication to “None” if it has no secret.',
      places: [setting('client-secret'), setting('client-authentication')],
      source: token,
      standing: 'third-party',
    },
    {
      id: 'cognito-invalid-client',
      at: ['token request'],
      match: { code: ['invalid_client'] },
      certainty: 'likely',
      cause:
        'The user pool has no app client with {client ID} and this secret, or wants a secret that was not sent.',
      remedy:
        'Compare client ID, secret and user pool. An app client with a secret needs it in every token request.',
      places: [setting('client-id'), setting('client-secret'), setting('client-authentication')],
      source: token,
      standing: 'documented',
    },
    {
      id: 'cognito-invalid-grant',
      at: ['token request'],
      match: { code: ['invalid_grant'] },
      certainty: 'likely',
      cause: 'The code was used before or does not exist, or the refresh token was revoked.',
      remedy: 'Run again. A code works once, and belongs to the app client that asked for it.',
      places: [action('run-again')],
      source: token,
      standing: 'documented',
    },
  ],
};
