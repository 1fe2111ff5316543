import type { RunEvent } from '../oauth/run-event';
import type { RunSummary } from '../oauth/run-summary';
import { readKey, removeKeys, followKey, writeKeys } from './storage';

/** Runs live in memory, beside other things that share the 10 MB of `storage.session`. */
const MAX_RUNS = 50;
const MAX_CHARACTERS = 3_000_000;

const INDEX = 'runs';
const keyOf = (runId: string) => `run:${runId}`;

/** The runs of this browser session, newest first. */
export async function readRunSummaries(): Promise<readonly RunSummary[]> {
  return toSummaries(await readKey('session', INDEX));
}

export function followRunSummaries(onValue: (runs: readonly RunSummary[]) => void): () => void {
  return followKey('session', INDEX, (value) => onValue(toSummaries(value)));
}

export async function readRunEvents(runId: string): Promise<readonly RunEvent[]> {
  return toEvents(await readKey('session', keyOf(runId)));
}

export function followRunEvents(
  runId: string,
  onValue: (events: readonly RunEvent[]) => void,
): () => void {
  return followKey('session', keyOf(runId), (value) => onValue(toEvents(value)));
}

/** Keeps a run. Only the worker writes runs. The oldest are forgotten when there are too many, or they grow too large. */
export async function writeRun(summary: RunSummary, events: readonly RunEvent[]): Promise<void> {
  const others = (await readRunSummaries()).filter(({ id }) => id !== summary.id);
  const kept = await fitting(others, JSON.stringify(events).length);
  const dropped = others.slice(kept.length);
  if (dropped.length > 0)
    await removeKeys(
      'session',
      dropped.map(({ id }) => keyOf(id)),
    );
  const index = [summary, ...kept].toSorted((a, b) => b.startedAt - a.startedAt);
  await writeKeys('session', { [INDEX]: index, [keyOf(summary.id)]: events });
}

async function fitting(
  runs: readonly RunSummary[],
  newCharacters: number,
): Promise<readonly RunSummary[]> {
  let characters = newCharacters;
  const kept: RunSummary[] = [];
  for (const run of runs.slice(0, MAX_RUNS - 1)) {
    characters += JSON.stringify(await readRunEvents(run.id)).length;
    if (characters > MAX_CHARACTERS) break;
    kept.push(run);
  }
  return kept;
}

// Session storage is written by this version of the extension alone: an update empties it.
function toSummaries(value: unknown): readonly RunSummary[] {
  return Array.isArray(value) ? (value as readonly RunSummary[]) : [];
}

function toEvents(value: unknown): readonly RunEvent[] {
  return Array.isArray(value) ? (value as readonly RunEvent[]) : [];
}
