import { calculateJwkThumbprint } from 'jose';
import type { JsonObject } from './json';

/** The SHA-256 thumbprint of a JWK (RFC 7638); nothing where a member that it is made of is missing or wrong. */
export async function thumbprintOf(key: JsonObject): Promise<string | undefined> {
  try {
    return await calculateJwkThumbprint(stringMembers(key));
  } catch {
    return undefined;
  }
}

/** A thumbprint is made of members that are strings. */
function stringMembers(key: JsonObject): Record<string, string> {
  const members = Object.entries(key).flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, value] as const] : [],
  );
  return Object.fromEntries(members);
}
