import { decodeToken } from './decode-token';
import { isJsonObject, type JsonObject, type JsonValue } from './json';
import type { Disclosure, DisclosureCheck, SdJwt } from './sd-jwt';
import { showValue } from './show-value';

/** Where the digest of a disclosure stands: in the `_sd` of an object, or in the place of an element of a list. */
export type DigestPlace = {
  readonly digest: string;
  readonly kind: 'claim' | 'element';
  /** The object that holds `_sd`; undefined for an element */
  readonly object: JsonObject | undefined;
};

/** All places of digests in the JWT of the issuer and in the disclosures (RFC 9901 §4.2.4). */
export function placesOf({ jwt, disclosures }: SdJwt): readonly DigestPlace[] {
  const claims = claimsOf(jwt);
  return [claims, ...disclosures.map(({ value }) => value ?? null)].flatMap(placesIn);
}

/** The claims of an SD-JWT with those that are disclosed beside them, not deeper; only for one that was checked. */
export function disclosedTopLevel(
  { jwt, disclosures }: SdJwt,
  found: readonly DisclosureCheck[],
): JsonObject {
  const { _sd: named, ...claims } = claimsOf(jwt);
  const digests = new Set<unknown>(Array.isArray(named) ? named : []);
  const disclosed = disclosures.flatMap(({ name, value }, index) =>
    name === undefined || value === undefined || !digests.has(found[index]?.digest)
      ? []
      : [[name, value] as const],
  );
  return { ...Object.fromEntries(disclosed), ...claims };
}

/**
 * What must not be in an SD-JWT (RFC 9901 §7.1, 3 and 4), in words: a digest that stands twice, a disclosure of the
 * wrong form for its place, or of a claim that is there already.
 */
export function clashOf(
  places: readonly DigestPlace[],
  disclosures: readonly Disclosure[],
  found: readonly DisclosureCheck[],
): string | undefined {
  const seen = new Set<string>();
  const byDigest = new Map(
    found.flatMap(({ digest }, index) => {
      const disclosure = disclosures[index];
      return digest === undefined || disclosure === undefined
        ? []
        : [[digest, disclosure] as const];
    }),
  );
  const names = new Map<JsonObject, Set<string>>();
  for (const { digest, kind, object } of places) {
    if (seen.has(digest)) {
      return `The digest ${showValue(digest)} stands in the token more than once (RFC 9901 §7.1).`;
    }
    seen.add(digest);
    const disclosure = byDigest.get(digest);
    if (disclosure === undefined) continue;
    const { name } = disclosure;
    if ((name !== undefined) !== (kind === 'claim')) {
      return name === undefined
        ? 'A disclosure without a name stands where a claim is to be (RFC 9901 §7.1).'
        : `The disclosure of ${showValue(name)} stands where an element of a list is to be (RFC 9901 §7.1).`;
    }
    if (name === undefined || object === undefined) continue;
    const taken = names.get(object) ?? new Set(Object.keys(object));
    if (taken.has(name)) {
      return `The disclosure of ${showValue(name)} would take the place of a claim that is there already (RFC 9901 §7.1).`;
    }
    names.set(object, taken.add(name));
  }
  return undefined;
}

function claimsOf(jwt: string): JsonObject {
  const token = decodeToken(jwt);
  return 'claims' in token ? (token.claims ?? {}) : {};
}

function placesIn(root: JsonValue): readonly DigestPlace[] {
  const places: DigestPlace[] = [];
  const open: JsonValue[] = [root];
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    if (Array.isArray(value)) {
      for (const element of value) {
        const digest =
          isJsonObject(element) && Object.keys(element).length === 1 ? element['...'] : undefined;
        if (typeof digest === 'string') places.push({ digest, kind: 'element', object: undefined });
        open.push(element);
      }
    } else if (isJsonObject(value)) {
      const named = Object.hasOwn(value, '_sd') ? value['_sd'] : undefined;
      for (const digest of Array.isArray(named) ? named : []) {
        if (typeof digest === 'string') places.push({ digest, kind: 'claim', object: value });
      }
      open.push(...Object.values(value));
    }
  }
  return places;
}
