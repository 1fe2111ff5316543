/** Where two runs are compared: the earlier one first. */
export function comparisonPath(
  one: { readonly id: string; readonly startedAt: number },
  other: { readonly id: string; readonly startedAt: number },
): string {
  const [a, b] = one.startedAt <= other.startedAt ? [one, other] : [other, one];
  return pathOf(a.id, b.id);
}

/** Where these runs are compared, in this order. */
export function pathOf(a: string, b: string): string {
  return `/runs/compare/${a}/${b}`;
}
