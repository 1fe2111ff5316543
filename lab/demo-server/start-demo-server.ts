import type { EventEmitter } from 'node:events';
import { createServer } from 'node:http';
import Provider from 'oidc-provider';
import { findDeadOrigin, listen, loopback, stop } from '../common/loopback-server.ts';
import { createDemoClients, type DemoClient } from './clients.ts';
import { createFaultSwitches, type FaultSwitches } from './faults/fault-switches.ts';
import { createSigner } from './faults/sign.ts';
import { serveFaults } from './faults/serve-faults.ts';
import { giveFullerAnswers } from './fuller-answers.ts';
import { serveInteractions } from './interactions.ts';
import { acceptLenientRequests } from './lenient-requests.ts';
import { createProviderConfiguration } from './provider-configuration.ts';
import { createSigningKeys } from './signing-keys.ts';
import { serveStaticPages } from './static-pages.ts';

/** A running demo server. */
export type DemoServer = {
  readonly issuer: string;
  readonly clients: readonly DemoClient[];
  /** What this server does wrong at the moment. */
  readonly faults: FaultSwitches;
  /** Stops it and drops the connections that are still open. */
  close(): Promise<void>;
};

/** How to start the demo server. */
export type DemoServerOptions = {
  /** 0 takes any free port. */
  readonly port: number;
  /** Registered for every web client; those with a scheme of an app's own, for `demo-native`, which is there only then. */
  readonly redirectUris: readonly string[];
  /** The faults that are on from the start, by their ids. */
  readonly faults?: readonly string[];
};

/**
 * Starts the demo authorization server on 127.0.0.1: OpenID Connect with sign-in and consent pages.
 * Keys, sessions and grants are new at every start.
 *
 * @throws Error with the code `EADDRINUSE` when the port is taken; an error of oidc-provider
 * with the name `InvalidClientMetadata` when a redirect URI is not acceptable; RangeError for a fault that is not known.
 */
export async function startDemoServer({
  port,
  redirectUris,
  faults: faultsFromStart = [],
}: DemoServerOptions): Promise<DemoServer> {
  const faults = createFaultSwitches();
  faults.setExactly(faultsFromStart);
  const signingKeys = await createSigningKeys();
  const server = createServer();
  const issuer = `http://${loopback}:${await listen(server, port)}`;
  const close = () => stop(server);

  try {
    const clients = createDemoClients(issuer, redirectUris);
    const provider = new Provider(
      issuer,
      createProviderConfiguration({ issuer, clients, signingKeys }),
    );
    // The library registers its clients on first use; doing it now reports a bad redirect URI at the start.
    await Promise.all(clients.map(({ clientId }) => provider.Client.find(clientId)));
    provider.use(serveStaticPages(issuer, clients, faults));
    const deadOrigin = await findDeadOrigin();
    const sign = createSigner(signingKeys);
    provider.use(serveFaults(faults, { issuer, clients, deadOrigin, sign }));
    provider.use(acceptLenientRequests);
    provider.use(giveFullerAnswers);
    provider.use(serveInteractions(provider, clients));
    provider.on('server_error', (_ctx, error) => console.error(error));
    // The library reports who left before the end of an answer, as clients do that are sent too much.
    // Its types do not name this event, which it has of koa.
    const events: EventEmitter = provider;
    events.on('error', (error: unknown) => {
      if (!hasLeft(error)) console.error(error);
    });
    const handle = provider.callback();
    server.on('request', (request, response) => void handle(request, response));
    return { issuer, clients, faults, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function hasLeft(error: unknown): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    (error.code === 'EPIPE' || error.code === 'ECONNRESET')
  );
}
