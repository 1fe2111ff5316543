import { calculateJwkThumbprint, exportJWK, generateKeyPair } from 'jose';
import { apaleoAuthorizationRoutes } from './apaleo/authorize.ts';
import { createApaleoClients } from './apaleo/clients.ts';
import { endSession } from './apaleo/end-session.ts';
import { createMetadata, jwksPath } from './apaleo/metadata.ts';
import { apaleoNotes } from './apaleo/notes.ts';
import { manageSecrets, type ApaleoSecrets } from './apaleo/secrets.ts';
import type { ApaleoServer } from './apaleo/server.ts';
import { apaleoSwitches } from './apaleo/switches.ts';
import { answerTokenRequest } from './apaleo/token-endpoint.ts';
import { answerUserinfo, introspect, revoke } from './apaleo/token-services.ts';
import { jsonAnswer } from './shared/answer.ts';
import { createClientRegistry } from './shared/client-registry.ts';
import { createCodeStore } from './shared/code-store.ts';
import type { Emulation, EmulationOptions } from './shared/emulation.ts';
import { homeRoutes } from './shared/home-routes.ts';
import { randomHex } from './shared/random-values.ts';
import type { Routes } from './shared/serve.ts';
import { startEmulation } from './shared/start-emulation.ts';
import { createSwitches } from '../common/switches.ts';

/** An emulation of apaleo: two store apps, one of each type of access, and a custom app. */
export type ApaleoEmulation = Emulation & ApaleoSecrets;

/** How to start the emulation of apaleo. */
export type ApaleoOptions = EmulationOptions & {
  /** Registered for both store apps. */
  readonly redirectUris: readonly string[];
};

/** Not documented: a choice of this lab. */
const codeLifetime = 300;

/**
 * Starts an emulation of apaleo Identity on 127.0.0.1, after its public documentation.
 *
 * @throws Error with the code `EADDRINUSE` when the port is taken.
 */
export async function startApaleo({
  port,
  redirectUris,
  now = Date.now,
}: ApaleoOptions): Promise<ApaleoEmulation> {
  const clients = createClientRegistry(createApaleoClients(redirectUris));
  const switches = createSwitches(apaleoSwitches);
  const secrets = manageSecrets(clients);
  const signingKey = await createSigningKey();
  const codes = createCodeStore<Parameters<ApaleoServer['codes']['issue']>[0]>({
    now,
    lifetime: () => (switches.get('code-lifetime') === 'normal' ? codeLifetime : 0),
    // 64 hexadecimal characters: https://github.com/apaleo/api/issues/196
    create: () => randomHex(32),
  });

  const createRoutes = (origin: string): Routes => {
    const server: ApaleoServer = {
      origin,
      now,
      clients,
      switches,
      codes,
      refreshTokens: new Map(),
      accessTokens: new Map(),
      signingKey,
    };
    return {
      ...homeRoutes({
        provider: 'apaleo',
        origin,
        clients,
        switches,
        secrets: {
          kind: 'add-and-remove',
          add: secrets.addSecret,
          remove: secrets.removeSecret,
        },
        notes: apaleoNotes,
      }),
      ...apaleoAuthorizationRoutes(server),
      'GET /.well-known/openid-configuration': () => jsonAnswer(200, createMetadata(origin)),
      [`GET ${jwksPath}`]: () => jsonAnswer(200, { keys: [signingKey.publicJwk] }),
      'POST /connect/token': (request) => answerTokenRequest(server, request),
      'POST /connect/introspect': (request) => introspect(server, request),
      'POST /connect/revocation': (request) => revoke(server, request),
      'GET /connect/userinfo': (request) => answerUserinfo(server, request),
      'POST /connect/userinfo': (request) => answerUserinfo(server, request),
      'GET /connect/endsession': (request) => endSession(server, request),
    };
  };

  const emulation = await startEmulation({ port, clients, switches, createRoutes });
  return Object.assign(emulation, secrets);
}

async function createSigningKey(): Promise<ApaleoServer['signingKey']> {
  const { privateKey, publicKey } = await generateKeyPair('RS256');
  const jwk = await exportJWK(publicKey);
  const kid = await calculateJwkThumbprint(jwk);
  return { privateKey, publicJwk: { ...jwk, alg: 'RS256', use: 'sig', kid } };
}
