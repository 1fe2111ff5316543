import type { EmulatedClient, EmulatedSecret } from './emulation.ts';

/** The clients of one emulation. Only their secrets ever change. */
export type ClientRegistry = {
  list(): readonly EmulatedClient[];
  find(clientId: string | null | undefined): EmulatedClient | undefined;
  /** @throws RangeError for an unknown client. */
  get(clientId: string): EmulatedClient;
  /** @throws RangeError for an unknown client. */
  replaceSecrets(clientId: string, secrets: readonly EmulatedSecret[]): void;
};

/** A registry that starts with these clients. */
export function createClientRegistry(initial: readonly EmulatedClient[]): ClientRegistry {
  const clients = new Map(initial.map((client) => [client.clientId, client]));

  function get(clientId: string): EmulatedClient {
    const client = clients.get(clientId);
    if (client === undefined) throw new RangeError(`There is no client "${clientId}".`);
    return client;
  }

  return {
    list: () => [...clients.values()],
    find: (clientId) => clients.get(clientId ?? ''),
    get,
    replaceSecrets: (clientId, secrets) => {
      clients.set(clientId, { ...get(clientId), secrets });
    },
  };
}
