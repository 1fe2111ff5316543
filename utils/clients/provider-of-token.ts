import type { JsonObject } from '../tokens/json';
import type { Client } from './client';
import { isKnownProvider, PROVIDERS } from './providers';
import { templateOf } from './templates/all-templates';

/** Claims that name the client a token was issued to (RFC 9068 §2.2, OpenID Connect Core §2), and those of providers. */
const CLIENT_CLAIMS = ['client_id', 'azp', 'cid', 'appid', 'aud'] as const;

/**
 * The provider whose token this seems to be: that of the stored client which it names, else the one whose issuer it
 * names. It is taken from what the token says, and explains it; it proves nothing.
 */
export function providerOfToken(
  claims: JsonObject,
  clients: readonly Pick<Client, 'clientId' | 'issuer' | 'provider'>[],
): string | undefined {
  const issuer = textsOf(claims, 'iss')[0];
  const named = new Set(CLIENT_CLAIMS.flatMap((name) => textsOf(claims, name)));
  const client = clients.find(
    (one) =>
      named.has(one.clientId) &&
      (one.issuer === undefined || issuer === undefined || one.issuer === issuer),
  );
  if (client !== undefined) return client.provider;
  return Object.keys(PROVIDERS)
    .filter(isKnownProvider)
    .find(
      (id) =>
        issuer !== undefined &&
        templateOf(id).environments.some((environment) => environment.issuer === issuer),
    );
}

function textsOf(claims: JsonObject, name: string): readonly string[] {
  const value = Object.hasOwn(claims, name) ? claims[name] : undefined;
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  return values.filter((one) => typeof one === 'string');
}
