import { useEffect } from 'react';
import { createStore } from 'zustand/vanilla';
import type { Client } from '../clients/client';
import { requiredOrigins } from '../clients/origins';
import { missingOrigins, requestAccess, watchPermissions } from '../platform/permissions';

/** Origins that were looked up, and whether the extension may reach them. */
const store = createStore<ReadonlyMap<string, boolean>>(() => new Map());

/** Keeps what is known of permissions up to date. */
export function connectAccess(): void {
  watchPermissions(() => void lookUp([...store.getState().keys()]));
}

async function lookUp(origins: readonly string[]): Promise<void> {
  const missing = new Set(await missingOrigins(origins));
  store.setState(
    (known) =>
      new Map([...known, ...origins.map((origin) => [origin, !missing.has(origin)] as const)]),
    true,
  );
}

/** Looks up, once, what these clients need, so that a click can ask for what is missing without waiting. */
export function useAccessLookup(
  clients: readonly Pick<Client, 'provider' | 'issuer' | 'endpoints'>[],
): void {
  const origins = [...new Set(clients.flatMap(requiredOrigins))];
  const key = origins.join(' ');
  useEffect(() => {
    const unknown = key
      .split(' ')
      .filter((origin) => origin !== '' && !store.getState().has(origin));
    if (unknown.length > 0) void lookUp(unknown);
  }, [key]);
}

/**
 * Asks the user for access to those of the origins that are not known to be granted. Call it first thing in the
 * handler of a click. @returns whether all can be reached now; it may never settle in a popup.
 */
export async function askForAccess(origins: readonly string[]): Promise<boolean> {
  const known = store.getState();
  const missing = origins.filter((origin) => known.get(origin) !== true);
  return missing.length === 0 ? true : requestAccess(missing);
}
