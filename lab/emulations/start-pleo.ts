import { generateKeyPair, SignJWT } from 'jose';
import { pleoAuthorizationRoutes } from './pleo/authorize.ts';
import { createPleoClients } from './pleo/clients.ts';
import { accessClaims, introspectBearer, introspectToken } from './pleo/introspection.ts';
import { pleoNotes } from './pleo/notes.ts';
import { accessLifetime, type PleoCodeGrant, type PleoServer } from './pleo/server.ts';
import { pleoSwitches } from './pleo/switches.ts';
import { answerTokenRequest } from './pleo/token-endpoint.ts';
import { createPleoTokenStore } from './pleo/token-store.ts';
import { createClientRegistry } from './shared/client-registry.ts';
import { createCodeStore } from './shared/code-store.ts';
import type { Emulation, EmulationOptions } from './shared/emulation.ts';
import { homeRoutes } from './shared/home-routes.ts';
import { randomBase64Url } from './shared/random-values.ts';
import type { Routes } from './shared/serve.ts';
import { startEmulation } from './shared/start-emulation.ts';
import { createSwitches } from '../common/switches.ts';

/** How to start the emulation of Pleo. */
export type PleoOptions = EmulationOptions & {
  /** Registered for the client. */
  readonly redirectUris: readonly string[];
};

/** "Short-lived" is all that is documented: a choice of this lab. */
const codeLifetime = 300;

/** "At least 60 days", and not fixed: exactly 60 days is a choice of this lab. */
const refreshLifetime = 60 * 24 * 3600;

/**
 * Starts an emulation of Pleo's authorization server on 127.0.0.1, after its public documentation.
 *
 * @throws Error with the code `EADDRINUSE` when the port is taken.
 */
export async function startPleo({
  port,
  redirectUris,
  now = Date.now,
}: PleoOptions): Promise<Emulation> {
  const clients = createClientRegistry(createPleoClients(redirectUris));
  const switches = createSwitches(pleoSwitches);
  const { privateKey } = await generateKeyPair('RS256');

  const createRoutes = (origin: string): Routes => {
    const server: PleoServer = {
      origin,
      clients,
      switches,
      codes: createCodeStore<PleoCodeGrant>({
        now,
        lifetime: () => (switches.get('code-lifetime') === 'normal' ? codeLifetime : 0),
        create: () => randomBase64Url(32),
      }),
      tokens: createPleoTokenStore({
        seconds: () => Math.floor(now() / 1000),
        accessLifetime,
        refreshLifetime: () =>
          switches.get('refresh-token-lifetime') === 'normal' ? refreshLifetime : 0,
        // Nobody can check the signature of a JWT here: Pleo documents no keys.
        createAccessToken: (access) =>
          switches.get('access-token-format') === 'opaque'
            ? randomBase64Url(32)
            : new SignJWT(accessClaims(origin, access))
                .setProtectedHeader({ alg: 'RS256', typ: 'JWT' })
                .sign(privateKey),
      }),
    };
    return {
      ...homeRoutes({
        provider: 'Pleo',
        origin,
        clients,
        switches,
        secrets: { kind: 'none' },
        notes: pleoNotes,
      }),
      ...pleoAuthorizationRoutes(server),
      'POST /oauth/token': (request) => answerTokenRequest(server, request),
      'POST /oauth/token/introspect': (request) => introspectToken(server, request),
      'GET /v1/introspect': (request) => introspectBearer(server, request),
    };
  };

  return startEmulation({ port, clients, switches, createRoutes });
}
