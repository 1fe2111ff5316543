import type { EmulatedClient } from '../shared/emulation.ts';
import { pipedriveScopes } from './scopes.ts';

/** One app for each callback URL: an app has exactly one, and its scopes are its own. */
export function createPipedriveClients(callbackUrls: readonly string[]): readonly EmulatedClient[] {
  return callbackUrls.map((callbackUrl, index) => {
    const number = index + 1;
    return {
      kind: 'pipedrive',
      clientId: `1ab1ab1ab1ab${String(number).padStart(8, '0')}`,
      clientName: number === 1 ? 'Kestrel Lead Capture' : `Kestrel Lead Capture ${number}`,
      secrets: [{ description: 'Client secret', value: 'pipedrive-lab-secret-not-a-real-one' }],
      redirectUris: [callbackUrl],
      scopes: pipedriveScopes.map(({ name }) => name),
    };
  });
}
