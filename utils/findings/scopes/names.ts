const MAX_NAMES = 5;

/** The names of some scopes, at most five: `a, b and 3 more`. */
export function namesOf(scopes: readonly string[]): string {
  const names = scopes.slice(0, MAX_NAMES);
  const more = scopes.length - names.length;
  return more === 0 ? names.join(', ') : `${names.join(', ')} and ${more} more`;
}

/** `a was`, `a and b were` of the rows of a table of scopes. */
export function namesWere(rows: readonly { readonly scope: string }[]): string {
  return `${namesOf(rows.map(({ scope }) => scope))} ${rows.length === 1 ? 'was' : 'were'}`;
}
