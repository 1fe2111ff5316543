import type { FaultContext, FaultHandler, FaultServer } from './fault.ts';
import { places } from './places.ts';

/** A parameter of the query that came; empty where it did not come, or not once. */
export function textOf({ query }: FaultContext, name: string): string {
  const value = query[name];
  return typeof value === 'string' ? value : '';
}

/**
 * Returns to the client at once with these parameters, its state and the issuer. To a redirect URI that is not
 * registered nobody is sent: such a request goes on to the server, which refuses it.
 */
export async function sendBack(
  ctx: FaultContext,
  next: () => Promise<void>,
  { clients, issuer }: FaultServer,
  parameters: Readonly<Record<string, string>>,
): Promise<void> {
  const redirectUri = textOf(ctx, 'redirect_uri');
  const client = clients.find(({ clientId }) => clientId === textOf(ctx, 'client_id'));
  if (client === undefined || !client.redirectUris.includes(redirectUri)) return next();
  const url = new URL(redirectUri);
  const answer = { ...parameters, state: textOf(ctx, 'state'), iss: issuer };
  for (const [name, value] of Object.entries(answer)) url.searchParams.set(name, value);
  ctx.redirect(url.href);
  ctx.status = 303;
}

/** Answers every authorization request with an error, without asking anybody. */
export function refusingAuthorization(
  parameters: Readonly<Record<string, string>> & { readonly error: string },
): FaultHandler {
  return (ctx, next, server) =>
    places.authorization(ctx) ? sendBack(ctx, next, server, parameters) : next();
}

/** Changes the address at which the server returns to a client with a code. */
export function changingCallback(change: (url: URL) => void): FaultHandler {
  return async (ctx, next, { clients }) => {
    await next();
    const url = callbackOf(ctx, clients);
    if (url === undefined) return;
    change(url);
    ctx.redirect(url.href);
  };
}

/** The address of the client to which the server is about to send the browser with a code. */
export function callbackOf(ctx: FaultContext, clients: FaultServer['clients']): URL | undefined {
  const { location } = ctx.response.headers;
  if (typeof location !== 'string' || !ctx.path.startsWith('/authorize')) return undefined;
  const isAtClient = clients.some(({ redirectUris }) =>
    redirectUris.some((uri) => location.startsWith(uri)),
  );
  if (!isAtClient) return undefined;
  const url = new URL(location);
  return url.searchParams.has('code') ? url : undefined;
}
