/** So many clients as the product stores them, each with everything that a usual one has. */
export function storedClients(count: number): object {
  return { version: 1, clients: Array.from({ length: count }, (_, index) => storedClient(index)) };
}

const ENVIRONMENTS = ['Production', 'Staging', 'Local'] as const;

function storedClient(index: number): object {
  const environment = ENVIRONMENTS[index % ENVIRONMENTS.length];
  const issuer = `https://auth-${index}.example.com`;
  return {
    client_id: `client-${index}-0123456789abcdef`,
    client_name: `Client ${index} of the benchmark`,
    redirect_uris: [],
    scope: 'openid profile email reservations.read folios.manage',
    grant_types: ['authorization_code'],
    response_types: ['code'],
    token_endpoint_auth_method: 'client_secret_basic',
    oauth_workbench: {
      id: `client-${index}`,
      slug: `slug-${index}`,
      provider: 'generic-oidc',
      environment,
      issuer,
      redirect_mode: 'extension',
      pkce: 'S256',
      origin_header: 'removed',
      basic_encoding: 'form',
      registration: {},
      secrets: [
        {
          id: `secret-${index}`,
          description: 'First',
          added_at: 1_700_000_000_000,
          state: 'active',
          is_remembered: false,
        },
      ],
      authorization_parameters: [['prompt', 'login']],
    },
  };
}
