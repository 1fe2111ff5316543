import type { RunEvent } from '../oauth/run-event';
import type { RunSummary } from '../oauth/run-summary';
import { exclusively, readKey, removeKeys, followKey, writeKeys } from './storage';

/** Runs live in memory, beside other things that share the 10 MB of `storage.session`. */
const MAX_RUNS = 50;
const MAX_CHARACTERS = 3_000_000;

/** The index holds the size of each run, so that none has to be read to know whether there is room. */
type IndexEntry = RunSummary & { readonly characters: number };

const INDEX = 'runs';
const DROPPED = 'runs-dropped';
const keyOf = (runId: string) => `run:${runId}`;

/** The runs of this browser session, newest first. */
export async function readRunSummaries(): Promise<readonly RunSummary[]> {
  return readIndex();
}

export function followRunSummaries(onValue: (runs: readonly RunSummary[]) => void): () => void {
  return followKey('session', INDEX, (value) => onValue(toIndex(value)));
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

/** How many runs of this browser session were forgotten to make room for newer ones. */
export function followDroppedRuns(onValue: (count: number) => void): () => void {
  return followKey('session', DROPPED, (value) => onValue(toCount(value)));
}

/** Keeps a run. Only the worker writes runs. The oldest are forgotten when there are too many, or they grow too large. */
export async function writeRun(summary: RunSummary, events: readonly RunEvent[]): Promise<void> {
  // A token of one run may be used while another is under way: both write to the index.
  await exclusively('runs-index', () => write(summary, events));
}

async function write(summary: RunSummary, events: readonly RunEvent[]): Promise<void> {
  const written: IndexEntry = { ...summary, characters: JSON.stringify(events).length };
  const others = (await readIndex()).filter(({ id }) => id !== summary.id);
  const kept = fitting(others, written.characters);
  const dropped = others.slice(kept.length);
  if (dropped.length > 0)
    await removeKeys(
      'session',
      dropped.map(({ id }) => keyOf(id)),
    );
  const index = [written, ...kept].toSorted((a, b) => b.startedAt - a.startedAt);
  await writeKeys('session', {
    [INDEX]: index,
    [keyOf(summary.id)]: events,
    ...(dropped.length === 0
      ? {}
      : { [DROPPED]: toCount(await readKey('session', DROPPED)) + dropped.length }),
  });
}

function fitting(runs: readonly IndexEntry[], newCharacters: number): readonly IndexEntry[] {
  let characters = newCharacters;
  const firstTooMany = runs.slice(0, MAX_RUNS - 1).findIndex((run) => {
    characters += run.characters;
    return characters > MAX_CHARACTERS;
  });
  return runs.slice(0, firstTooMany === -1 ? MAX_RUNS - 1 : firstTooMany);
}

async function readIndex(): Promise<readonly IndexEntry[]> {
  return toIndex(await readKey('session', INDEX));
}

// Session storage is written by this version of the extension alone: an update empties it.
function toIndex(value: unknown): readonly IndexEntry[] {
  return Array.isArray(value) ? (value as readonly IndexEntry[]) : [];
}

function toCount(value: unknown): number {
  return typeof value === 'number' ? value : 0;
}

function toEvents(value: unknown): readonly RunEvent[] {
  return Array.isArray(value) ? (value as readonly RunEvent[]) : [];
}
