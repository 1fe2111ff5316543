import { pipedriveAuthorizationRoutes } from './pipedrive/authorize.ts';
import { createPipedriveClients } from './pipedrive/clients.ts';
import { pipedriveNotes } from './pipedrive/notes.ts';
import { manageSecrets, type PipedriveSecrets } from './pipedrive/secrets.ts';
import type { CodeInstallation, PipedriveServer } from './pipedrive/server.ts';
import { pipedriveSwitches } from './pipedrive/switches.ts';
import { answerTokenRequest } from './pipedrive/token-endpoint.ts';
import { answerCurrentUser, revoke } from './pipedrive/token-services.ts';
import { createPipedriveTokenStore } from './pipedrive/token-store.ts';
import { createClientRegistry } from './shared/client-registry.ts';
import { createCodeStore } from './shared/code-store.ts';
import type { Emulation, EmulationOptions } from './shared/emulation.ts';
import { homeRoutes } from './shared/home-routes.ts';
import { randomHex } from './shared/random-values.ts';
import type { Routes } from './shared/serve.ts';
import { startEmulation } from './shared/start-emulation.ts';
import { createSwitches } from '../common/switches.ts';

/** An emulation of Pipedrive: an app with exactly one callback URL. */
export type PipedriveEmulation = Emulation & PipedriveSecrets;

/** How to start the emulation of Pipedrive. */
export type PipedriveOptions = EmulationOptions & {
  /** The callback URL of the app. */
  readonly redirectUri: string;
  /** The callback URLs of further apps, each with a client ID of its own. */
  readonly more?: readonly string[];
};

/** Five minutes: https://pipedrive.readme.io/docs/marketplace-oauth-and-api-proxy-status-codes */
const codeLifetime = 300;

/**
 * Starts an emulation of Pipedrive's OAuth server on 127.0.0.1, after its public documentation.
 *
 * @throws Error with the code `EADDRINUSE` when the port is taken.
 */
export async function startPipedrive({
  port,
  redirectUri,
  more = [],
  now = Date.now,
}: PipedriveOptions): Promise<PipedriveEmulation> {
  const clients = createClientRegistry(createPipedriveClients([redirectUri, ...more]));
  const switches = createSwitches(pipedriveSwitches);
  const secrets = manageSecrets(clients);

  const createRoutes = (origin: string): Routes => {
    const server: PipedriveServer = {
      origin,
      clients,
      switches,
      codes: createCodeStore<CodeInstallation>({
        now,
        lifetime: () => (switches.get('code-lifetime') === 'normal' ? codeLifetime : 0),
        create: () => randomHex(20),
      }),
      tokens: createPipedriveTokenStore(now),
    };
    return {
      ...homeRoutes({
        provider: 'Pipedrive',
        origin,
        clients,
        switches,
        secrets: { kind: 'refresh', refresh: secrets.refreshSecret },
        notes: pipedriveNotes,
      }),
      ...pipedriveAuthorizationRoutes(server),
      'POST /oauth/token': (request) => answerTokenRequest(server, request),
      'POST /oauth/token/': (request) => answerTokenRequest(server, request),
      'POST /oauth/revoke': (request) => revoke(server, request),
      'GET /v1/users/me': (request) => answerCurrentUser(server, request),
    };
  };

  const emulation = await startEmulation({ port, clients, switches, createRoutes });
  return Object.assign(emulation, secrets);
}
