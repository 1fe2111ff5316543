/**
 * Whether lists and objects lie in each other deeper than this. `JSON.parse` reads any depth, but what walks or writes
 * values by recursion runs out of stack.
 */
export function isDeeperThan(root: unknown, levels: number): boolean {
  const open: (readonly [value: unknown, depth: number])[] = [[root, 0]];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [value, depth] = next;
    if (depth > levels) return true;
    if (typeof value !== 'object' || value === null) continue;
    for (const inner of Object.values(value)) open.push([inner, depth + 1]);
  }
  return false;
}
