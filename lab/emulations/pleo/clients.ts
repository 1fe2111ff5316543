import type { EmulatedClient } from '../shared/emulation.ts';
import { pleoScopes } from './scopes.ts';

/** The one client of the emulation. Pleo makes ID and secret itself; the ID is a UUID. */
export function createPleoClients(redirectUris: readonly string[]): readonly EmulatedClient[] {
  return [
    {
      kind: 'pleo',
      clientId: '1ab00000-0000-4000-8000-000000000001',
      clientName: 'Northwind Expenses',
      secrets: [{ description: 'Client secret', value: 'pleo-lab-secret-not-a-real-one' }],
      redirectUris,
      scopes: pleoScopes.map(({ name }) => name),
    },
  ];
}
