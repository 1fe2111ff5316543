import type { EmulatedClient } from '../shared/emulation.ts';
import { apiScopes, identityScopes } from './scopes.ts';

const identityNames = identityScopes.map(({ name }) => name);
const apiNames = apiScopes.map(({ name }) => name);

/** The clients of the emulation: both kinds of store app with these redirect URIs, and a custom app, which has none. */
export function createApaleoClients(redirectUris: readonly string[]): readonly EmulatedClient[] {
  return [
    {
      kind: 'apaleo-store-app',
      clientId: 'LAB-AC-STORE',
      clientName: 'Aurora Guest Messaging',
      secrets: [{ description: 'First secret', value: 'apaleo-lab-secret-not-a-real-one' }],
      redirectUris,
      scopes: [...identityNames, ...apiNames],
      accessType: 'scope',
    },
    {
      kind: 'apaleo-store-app',
      clientId: 'LAB-AC-FINE',
      clientName: 'Kestrel Revenue Planner',
      // Every kind of character that form encoding changes: + / = and, for a strict encoder, -.
      secrets: [{ description: 'First secret', value: 'apaleo-lab+secret/not-a-real-one==' }],
      redirectUris,
      scopes: identityNames,
      accessType: 'fine-grained',
    },
    {
      kind: 'apaleo-custom-app',
      clientId: 'LAB-AC-CUSTOM',
      clientName: 'Harbour & Fern Night Report',
      secrets: [{ description: 'First secret', value: 'apaleo-lab-custom-secret-not-a-real-one' }],
      redirectUris: [],
      scopes: ['reports.read', 'reservations.read', 'folios.read', 'availability.read'],
      accessType: 'scope',
    },
  ];
}
