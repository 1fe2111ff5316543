/** A client of the demo server, as the workbench imports it; the secret is typed in afterwards. */
export type DemoRegistration = {
  readonly slug: string;
  readonly label: string;
  readonly secret?: string;
  /** RFC 7591 client metadata. */
  readonly metadata: object;
};

const SCOPE = 'openid profile email offline_access reservations.read folios.manage';

/** One public and one confidential client of the demo server at this issuer. */
export function demoClients(issuer: string): readonly DemoRegistration[] {
  return [
    {
      slug: 'demo-public',
      label: 'Aurora Travel Planner',
      metadata: metadata('demo-public', 'Aurora Travel Planner', 'none', issuer),
    },
    {
      slug: 'demo-confidential',
      label: 'Northwind Expenses',
      // Made up for the lab: it opens nothing but the demo server.
      secret: 'demo-secret-not-a-real-one',
      metadata: metadata('demo-confidential', 'Northwind Expenses', 'client_secret_basic', issuer),
    },
  ];
}

function metadata(clientId: string, name: string, authMethod: string, issuer: string) {
  return {
    client_id: clientId,
    client_name: name,
    scope: SCOPE,
    token_endpoint_auth_method: authMethod,
    oauth_workbench: {
      slug: clientId,
      provider: 'generic-oidc',
      environment: 'Demo server',
      issuer,
    },
  };
}
