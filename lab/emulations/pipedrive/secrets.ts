import type { ClientRegistry } from '../shared/client-registry.ts';

/** Refreshing the secret: an app has one at a time. */
export type PipedriveSecrets = {
  /**
   * Replaces the secret of an app and returns the new value. The old one dies at once, the tokens of users
   * and the client ID stay as they are.
   *
   * @throws RangeError for an unknown client.
   */
  readonly refreshSecret: (clientId: string) => string;
};

/** The secrets of these apps. New values are made here, and plainly fake. */
export function manageSecrets(clients: ClientRegistry): PipedriveSecrets {
  let refreshed = 0;
  return {
    refreshSecret: (clientId) => {
      const value = `pipedrive-lab-refreshed-secret-${refreshed + 1}-not-a-real-one`;
      clients.replaceSecrets(clientId, [{ description: 'Client secret', value }]);
      refreshed += 1;
      return value;
    },
  };
}
