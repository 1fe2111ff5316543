import type { Emulation } from '../lab/emulations/shared/emulation.ts';
import type { RunningEmulations } from '../lab/emulations/start-emulations.ts';
import type { DemoRegistration } from './demo-clients.ts';

/** Where each kind of client is served: its emulation, its paths, its secret handling, and its registration there. */
const KINDS = [
  {
    kind: 'apaleo-store-app',
    of: 'apaleo',
    slug: 'lab-apaleo-store-app',
    paths: {
      authorization: '/connect/authorize',
      token: '/connect/token',
      jwks: '/.well-known/openid-configuration/jwks',
    },
    pkce: 'S256',
    scope: 'openid profile offline_access reservations.read folios.read',
  },
  {
    kind: 'apaleo-custom-app',
    of: 'apaleo',
    slug: 'lab-apaleo-custom-app',
    paths: { token: '/connect/token' },
    pkce: 'off',
  },
  {
    kind: 'pleo',
    of: 'Pleo',
    slug: 'lab-pleo',
    paths: { authorization: '/oauth/authorize', token: '/oauth/token' },
    pkce: 'S256',
  },
  {
    kind: 'pipedrive',
    of: 'Pipedrive',
    slug: 'lab-pipedrive',
    paths: { authorization: '/oauth/authorize', token: '/oauth/token' },
    pkce: 'off',
  },
] as const;

/** The paths of the redirect URIs, in the order of the kinds; Pipedrive takes one only, and gets the first. */
export const EMULATION_SLUGS = ['lab-pipedrive', 'lab-apaleo-store-app', 'lab-pleo'] as const;

/** One client for each kind of registration, at these emulations, as the workbench imports it. */
export function emulationClients(emulations: RunningEmulations): readonly DemoRegistration[] {
  return KINDS.flatMap((entry) => {
    const emulation: Emulation = emulations[entry.of];
    const client = emulation.clients.find(({ kind }) => kind === entry.kind);
    const secret = client?.secrets[0]?.value;
    if (client === undefined || secret === undefined) return [];
    const label = `${client.clientName} (${entry.of} emulation)`;
    return [
      {
        slug: entry.slug,
        label,
        secret,
        metadata: {
          client_id: client.clientId,
          client_name: client.clientName,
          scope: 'scope' in entry ? entry.scope : client.scopes.join(' '),
          token_endpoint_auth_method: 'client_secret_basic',
          oauth_workbench: {
            label,
            slug: entry.slug,
            provider: entry.kind,
            environment: 'Emulation',
            authorization_endpoint:
              'authorization' in entry.paths
                ? emulation.origin + entry.paths.authorization
                : undefined,
            token_endpoint: emulation.origin + entry.paths.token,
            ...('jwks' in entry.paths
              ? { issuer: emulation.origin, jwks_uri: emulation.origin + entry.paths.jwks }
              : {}),
            pkce: entry.pkce,
            registration: client.accessType === undefined ? {} : { access_type: client.accessType },
          },
        },
      },
    ];
  });
}
