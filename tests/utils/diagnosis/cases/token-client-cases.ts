import { sampleClient } from '../../clients/sample-client';
import { basicClient, errorOf, postClient, refusedToken } from './refused-token';
import { type CauseCase, done } from './symptoms';

const wrongGrant = errorOf('invalid_grant', undefined, { client: postClient });
const refusedBasic = errorOf('invalid_client', undefined, { client: basicClient, status: 401 });
const refusedPost = errorOf('invalid_client', undefined, { client: postClient, status: 401 });
const [active] = sampleClient.secrets;
const secretOf = (id: string, addedAt: number, state: 'active' | 'spare') => ({
  id,
  description: active?.description ?? '',
  addedAt,
  state,
  isRemembered: false,
});
const both = { token_endpoint_auth_methods_supported: ['client_secret_basic', 'none'] };

/** Who the client is, and how it proves that. */
export const tokenClientCases: Readonly<Record<string, CauseCase>> = {
  'client-id-with-white-space': {
    fault: [
      errorOf('invalid_client', undefined, { client: { clientId: 'booking ' } }),
      errorOf('unauthorized_client', undefined, { client: { clientId: 'book\u200Bing' } }),
    ],
    sound: [
      done,
      errorOf('invalid_client'),
      errorOf('invalid_grant', undefined, { client: { clientId: 'a b' } }),
    ],
    isNotFirst: true,
  },
  'client-secret-with-white-space': {
    fault: [
      errorOf('invalid_client', undefined, {
        client: basicClient,
        secretTraits: ['white-space-around', 'changed-by-encoding'],
      }),
    ],
    sound: [
      done,
      refusedBasic,
      errorOf('invalid_grant', undefined, {
        client: postClient,
        secretTraits: ['white-space-around'],
      }),
    ],
  },
  'token-request-to-other-environment': {
    fault: [
      errorOf('invalid_client', undefined, {
        client: { ...basicClient, provider: 'pleo', environment: 'Staging' },
        url: 'https://auth.pleo.io/oauth/token',
      }),
    ],
    sound: [
      done,
      errorOf('invalid_client', undefined, {
        client: { ...basicClient, provider: 'pleo', environment: 'Production' },
        url: 'https://auth.pleo.io/oauth/token',
      }),
    ],
  },
  'client-id-looks-wrong': {
    fault: [
      errorOf('invalid_client', undefined, { client: { clientId: '"booking"' } }),
      errorOf('invalid_client', undefined, { client: { clientId: '<client-id>' } }),
      errorOf('invalid_client', undefined, { client: { clientId: 'ada@example.com' } }),
    ],
    sound: [done, refusedPost],
  },
  'client-unknown-to-token-endpoint': {
    fault: [
      errorOf('invalid_client', 'Client not found', { client: postClient }),
      errorOf('invalid_client', 'client is not registered'),
      errorOf('invalid_client', 'No such client', { client: basicClient }),
    ],
    sound: [done, refusedPost, errorOf('invalid_client', 'client authentication failed')],
  },
  'client-secret-expired': {
    fault: [errorOf('invalid_client', 'The client secret has expired', { client: postClient })],
    sound: [
      done,
      refusedPost,
      errorOf('invalid_grant', 'The code has expired', { client: postClient }),
    ],
  },
  'client-secret-is-its-id': {
    fault: [
      errorOf(
        'invalid_client',
        'Ensure the secret being sent is the client secret value, not the client secret ID.',
        { status: 401, client: basicClient },
      ),
    ],
    sound: [done, errorOf('invalid_client', 'The client secret is wrong')],
  },
  'client-off-at-token-endpoint': {
    fault: [
      errorOf('invalid_client', 'Client is disabled', { status: 401 }),
      errorOf('unauthorized_client', 'The application has been suspended'),
    ],
    sound: [done, errorOf('invalid_client', 'The flow is disabled for the client')],
  },
  'client-assertion-wanted': {
    fault: [
      errorOf('invalid_client', 'Parameter client_assertion_type is missing', {
        client: basicClient,
      }),
    ],
    sound: [
      done,
      errorOf('invalid_client', "Missing parameter: 'client_assertion' or 'client_secret'"),
    ],
  },
  'client-secret-wrong': {
    fault: [
      errorOf('invalid_client', 'Invalid client secret', { client: postClient }),
      errorOf('invalid_client', 'client_secret is incorrect', { client: basicClient }),
    ],
    sound: [done, refusedPost, errorOf('invalid_client', 'A client secret is required')],
  },
  'client-secret-of-several': {
    fault: [
      errorOf('invalid_client', undefined, {
        client: {
          ...postClient,
          secrets: [secretOf('1', 1e12, 'active'), secretOf('2', 2e12, 'spare')],
        },
        metadata: { token_endpoint_auth_methods_supported: ['client_secret_post'] },
      }),
    ],
    sound: [
      done,
      refusedPost,
      errorOf('invalid_client', undefined, {
        client: { ...postClient, secrets: [secretOf('1', 1e12, 'active')] },
      }),
    ],
  },
  'client-credentials-refused': {
    fault: [
      errorOf('invalid_client', undefined, {
        client: postClient,
        metadata: { token_endpoint_auth_methods_supported: ['client_secret_post'] },
      }),
    ],
    sound: [done, wrongGrant],
  },
  'client-authentication-unsupported-here': {
    fault: [
      errorOf('invalid_client', undefined, {
        client: basicClient,
        metadata: { token_endpoint_auth_methods_supported: ['private_key_jwt', 'tls_client_auth'] },
      }),
    ],
    sound: [
      done,
      refusedBasic,
      errorOf('invalid_client', undefined, { client: basicClient, metadata: both }),
    ],
  },
  'client-authentication-not-announced': {
    fault: [
      errorOf('invalid_client', undefined, { client: postClient, metadata: both }),
      errorOf('invalid_request', 'client_secret is missing', {
        metadata: { token_endpoint_auth_methods_supported: ['client_secret_basic'] },
        form: { grant_type: 'client_credentials' },
      }),
    ],
    sound: [
      done,
      refusedPost,
      errorOf('invalid_client', undefined, { client: basicClient, metadata: both }),
      errorOf('invalid_grant', undefined, { client: postClient, metadata: both }),
    ],
    isNotFirst: true,
  },
  'client-authentication-not-of-provider': {
    fault: [
      errorOf('invalid_client', undefined, {
        client: { ...basicClient, provider: 'google', tokenEndpointAuthMethod: 'none' },
      }),
    ],
    sound: [
      done,
      errorOf('invalid_client', undefined, { client: { ...postClient, provider: 'google' } }),
      errorOf('invalid_client'),
    ],
  },
  'client-authenticated-twice': {
    fault: [
      errorOf('invalid_request', 'The client must use only one authentication method', {
        client: postClient,
      }),
      errorOf('invalid_client', undefined, {
        client: basicClient,
        url: 'https://auth.example.com/token?client_secret=x',
      }),
    ],
    sound: [done, refusedPost],
  },
  'client-secret-unwanted': {
    fault: [
      errorOf('invalid_request', 'Public clients must not send a client secret', {
        client: postClient,
      }),
      errorOf('invalid_client', 'client_secret is not allowed', { client: basicClient }),
    ],
    sound: [
      done,
      errorOf('invalid_request', 'Public clients must not send a client secret'),
      refusedPost,
    ],
  },
  'client-secret-wanted': {
    fault: [
      errorOf('invalid_client', undefined, { status: 401 }),
      errorOf('invalid_request', 'client_secret is required'),
      errorOf('invalid_client', 'Client authentication is required', {
        headers: { 'www-authenticate': 'Basic realm="x"' },
      }),
    ],
    sound: [done, refusedPost, errorOf('invalid_grant')],
  },
  'client-authentication-other-place': {
    fault: [
      errorOf('invalid_client', undefined, {
        client: postClient,
        headers: { 'WWW-Authenticate': 'Basic realm="x"' },
      }),
      errorOf('invalid_client', 'client_id is missing', { client: basicClient }),
    ],
    sound: [done, errorOf('invalid_client'), wrongGrant],
  },
  'basic-encoding': {
    fault: [
      errorOf('invalid_client', undefined, {
        client: basicClient,
        secretTraits: ['changed-by-encoding'],
      }),
      refusedToken({
        client: { ...basicClient, basicEncoding: 'raw' },
        secretTraits: ['changed-by-encoding'],
        status: 403,
      }),
    ],
    sound: [
      done,
      refusedBasic,
      errorOf('invalid_client', undefined, {
        client: postClient,
        secretTraits: ['changed-by-encoding'],
      }),
      errorOf('invalid_grant', undefined, {
        client: basicClient,
        secretTraits: ['changed-by-encoding'],
      }),
    ],
  },
};
