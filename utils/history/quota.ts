/** How much is kept: what is beyond it goes, the oldest first. */
export type Quota = { readonly maxRuns: number; readonly maxBytes: number };

export const DEFAULT_QUOTA: Quota = { maxRuns: 1000, maxBytes: 100_000_000 };

/** The most runs that a user can choose to keep. */
export const MOST_RUNS = 10_000;

/** What the quota has to know of a kept run. */
export type Sized = { readonly id: string; readonly startedAt: number; readonly bytes: number };

/**
 * The kept runs that have to be forgotten, the oldest first, so that the rest, and the one that is going to be kept, is
 * within the quota. One of the same id is replaced and does not count. The incoming one itself never goes.
 */
export function runsToForget<Kept extends Sized>(
  kept: readonly Kept[],
  incoming: Pick<Sized, 'id' | 'bytes'> | undefined,
  { maxRuns, maxBytes }: Quota,
): readonly Kept[] {
  const others = kept.filter(({ id }) => id !== incoming?.id);
  let runs = others.length + (incoming === undefined ? 0 : 1);
  let bytes = others.reduce((sum, run) => sum + run.bytes, incoming?.bytes ?? 0);
  const forgotten: Kept[] = [];
  for (const run of others.toSorted(byAge)) {
    if (runs <= maxRuns && bytes <= maxBytes) break;
    forgotten.push(run);
    runs -= 1;
    bytes -= run.bytes;
  }
  return forgotten;
}

/** The older first; of the same time always in the same order. */
function byAge(one: Sized, other: Sized): number {
  return one.startedAt - other.startedAt || (one.id < other.id ? -1 : 1);
}

/** Which kept runs go, or went: `the oldest kept run, from 3 Nov 2026`. */
export function oldestInWords(runs: readonly Sized[]): string {
  const days = [...new Set(runs.toSorted(byAge).map(({ startedAt }) => dayInWords(startedAt)))];
  const [first = '', last = first] = [days[0], days.at(-1)];
  const from = first === last ? `from ${first}` : `from ${first} to ${last}`;
  return runs.length === 1
    ? `the oldest kept run, ${from}`
    : `the ${runs.length.toLocaleString('en')} oldest kept runs, ${from}`;
}

function dayInWords(milliseconds: number): string {
  return new Date(milliseconds).toLocaleDateString('en-GB', { dateStyle: 'medium' });
}

/** A number of bytes, in words: `12.3 MB`. */
export function bytesInWords(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`;
  return bytes < 1_000_000
    ? `${(bytes / 1000).toFixed(1)} kB`
    : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
