import type { ClaimMeaning } from './claims';

/** What names mean, from rows of name, specification and meaning. A Map, so that no name reaches an object prototype. */
export function meaningsOf(
  rows: readonly (readonly [name: string, spec: string, meaning: string])[],
): ReadonlyMap<string, ClaimMeaning> {
  return new Map(rows.map(([name, spec, meaning]) => [name, { meaning, spec }]));
}
