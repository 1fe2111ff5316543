import type { RunSummary } from './run-summary';

/**
 * The run that has what came of the refresh token of this one: a refresh replaced it by another, and perhaps that one
 * too. Nothing while its own is the newest.
 */
export function newestRefresh(
  runId: string,
  runs: readonly Pick<RunSummary, 'id' | 'replaces'>[],
): string | undefined {
  const seen = new Set([runId]);
  let newest = runId;
  for (;;) {
    const next = runs.find(({ id, replaces }) => replaces === newest && !seen.has(id));
    if (next === undefined) return newest === runId ? undefined : newest;
    seen.add(next.id);
    newest = next.id;
  }
}
