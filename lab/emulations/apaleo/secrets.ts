import type { ClientRegistry } from '../shared/client-registry.ts';

/** Adding and removing secrets: a client may have several, and all of them work. */
export type ApaleoSecrets = {
  /**
   * Gives a client one more secret and returns its value.
   *
   * @throws RangeError for an unknown client, and for a description that is empty or taken.
   */
  readonly addSecret: (clientId: string, description: string) => string;
  /** @throws RangeError for an unknown client or secret. */
  readonly removeSecret: (clientId: string, description: string) => void;
};

/** The secrets of these clients. What is typed is a description; the value is made here, and plainly fake. */
export function manageSecrets(clients: ClientRegistry): ApaleoSecrets {
  let added = 0;
  return {
    addSecret: (clientId, description) => {
      const { secrets } = clients.get(clientId);
      if (description.trim() === '') throw new RangeError('A secret needs a description.');
      if (secrets.some((secret) => secret.description === description)) {
        throw new RangeError(`${clientId} already has a secret "${description}".`);
      }
      added += 1;
      const value = `apaleo-lab-added-secret-${added}-not-a-real-one`;
      clients.replaceSecrets(clientId, [...secrets, { description, value }]);
      return value;
    },
    removeSecret: (clientId, description) => {
      const { secrets } = clients.get(clientId);
      const rest = secrets.filter((secret) => secret.description !== description);
      if (rest.length === secrets.length) {
        throw new RangeError(`${clientId} has no secret "${description}".`);
      }
      clients.replaceSecrets(clientId, rest);
    },
  };
}
