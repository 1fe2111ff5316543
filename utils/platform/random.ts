import { makeSlug } from '../clients/slug';

/** A random id that can also be the path of a redirect URI. */
export function makeId(): string {
  return makeSlug(crypto.getRandomValues(new Uint8Array(10)));
}
