import type { Client } from '../clients/client';
import { redirectOf } from '../clients/redirect';
import { checkSecret, type SecretVerdict } from '../oauth/check-secret';
import { permissionMissing } from '../oauth/failure';
import { makeRedactor } from '../oauth/redactor';
import { fetchWithoutOrigin, plainFetch } from '../platform/fetch';
import { extensionRedirectBase } from '../platform/identity';
import { missingOrigins } from '../platform/permissions';
import { discoverIssuer } from './discover-issuer';

/** Asks the server of a client, as its form describes it, whether it takes a secret. Sends one request. */
export async function checkClientSecret(
  client: Client,
  clientSecret: string,
): Promise<SecretVerdict> {
  const token = client.endpoints.token ?? (await discoveredTokenEndpoint(client));
  if (token === undefined || !URL.canParse(token)) {
    return {
      verdict: 'unknown',
      reason: 'The client has no token endpoint yet. Give it, or press Discover.',
    };
  }
  const missing = await missingOrigins([new URL(token).origin]);
  if (missing.length > 0) {
    const { cause } = permissionMissing(missing);
    return { verdict: 'unknown', reason: `There is ${cause}. Allow it, and check again.` };
  }
  return checkSecret(
    {
      client,
      clientSecret,
      tokenEndpoint: token,
      redirectUri: redirectOf(client, extensionRedirectBase()).uri,
    },
    {
      fetch: client.originHeader === 'removed' ? fetchWithoutOrigin : plainFetch,
      now: () => Date.now(),
      signal: new AbortController().signal,
      redact: makeRedactor(client.clientId, clientSecret),
      onExchange: () => Promise.resolve(),
    },
  );
}

async function discoveredTokenEndpoint({ issuer }: Client): Promise<string | undefined> {
  if (issuer === undefined) return undefined;
  const server = await discoverIssuer(issuer);
  return server.ok ? server.value.token_endpoint : undefined;
}
