import { useEffect } from 'react';
import { createStore } from 'zustand/vanilla';
import type { Client } from '../clients/client';
import { originsOfRun } from '../clients/origins';
import { type Redirect, redirectOf } from '../clients/redirect';
import { extensionRedirectBase } from '../platform/identity';
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
export function useAccessLookup(clients: readonly Client[]): void {
  const origins = [
    ...new Set(clients.flatMap((client) => originsOfRun(client, ownRedirect(client)))),
  ];
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
  const missing = missingOf(origins);
  return missing.length === 0 ? true : requestAccess(missing);
}

/**
 * The same for all that a run of this client needs, with its own redirect or another one. Call it first thing in the
 * handler of a click.
 */
export async function askForRun(client: Client, redirect = ownRedirect(client)): Promise<boolean> {
  const origins = originsOfRun(client, redirect);
  return hasPostedCallback(client, redirect)
    ? requestAccess(missingOf(origins), true)
    : askForAccess(origins);
}

function missingOf(origins: readonly string[]): readonly string[] {
  const known = store.getState();
  return origins.filter((origin) => known.get(origin) !== true);
}

/** Where the answer is asked for as a form, its body has to be read; the browser may show no prompt for that. */
function hasPostedCallback({ authorizationParameters }: Client, { mode }: Redirect): boolean {
  return (
    mode === 'capture' &&
    authorizationParameters.some(
      ([name, value]) => name === 'response_mode' && value === 'form_post',
    )
  );
}

function ownRedirect(client: Client): Redirect {
  return redirectOf(client, extensionRedirectBase());
}
