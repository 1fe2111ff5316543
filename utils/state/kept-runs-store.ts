import { useEffect, useState } from 'react';
import type { KeptRunSummary } from '../history/kept-run';
import { oldestInWords } from '../history/quota';
import {
  keepRun,
  type KeepWish,
  type KeptRun,
  readKeptRun,
  sizeOfRun,
} from '../platform/keep-runs';
import {
  forgetKept,
  forgetUnreadableRuns,
  type KeptReply,
  type KeptUsage,
  listKeptClients,
  listKeptRuns,
  type ListPart,
  type ListWish,
  previewForgetting,
  readKeptSummary,
  readKeptUsage,
  setMaxKeptRuns,
} from '../platform/kept-runs';
import { followKeptRuns } from '../platform/kept-runs-changes';
import { useVault } from './vault-store';

export type { KeptRun } from '../platform/keep-runs';
export type { KeptUsage } from '../platform/kept-runs';

/** What came of a change, in words, and whether it is what was wanted. */
export type KeptOutcome = { readonly ok: boolean; readonly message: string };

/** Reads something of the kept runs, now and whenever they change in any page; undefined until it was read. */
function useKept<Value>(read: () => Promise<Value>, dependencies: readonly unknown[]) {
  const [found, setFound] = useState<{ readonly for: string; readonly value: Value }>();
  const wanted = JSON.stringify(dependencies);
  useEffect(() => {
    let newest = 0;
    const refresh = async () => {
      newest += 1;
      const mine = newest;
      const value = await read();
      if (mine === newest) setFound({ for: wanted, value });
    };
    const stop = followKeptRuns(() => void refresh());
    void refresh();
    return () => {
      newest = Number.NaN;
      stop();
    };
    // What is read follows from these alone.
    // oxlint-disable-next-line react/exhaustive-effect-dependencies, react/exhaustive-deps
  }, [wanted]);
  return { latest: found?.value, isCurrent: found?.for === wanted };
}

/** How many kept runs more are listed at once. */
export const LIST_STEP = 100;

export type KeptList = {
  /** What was read last; of the search before, until this one is through. */
  readonly part: KeptReply<ListPart> | undefined;
  readonly isCurrent: boolean;
};

/** The kept runs that fit the search, newest first, as many as are wanted. */
export function useKeptRuns({ query, clientId, limit }: ListWish): KeptList {
  const { latest, isCurrent } = useKept(
    () => listKeptRuns({ query, clientId, limit }),
    [query, clientId, limit],
  );
  return { part: latest, isCurrent };
}

/** The clients that have kept runs. */
export function useKeptClients(): readonly Pick<KeptRunSummary, 'clientId' | 'label'>[] {
  const { latest } = useKept(listKeptClients, []);
  return latest?.ok === true ? latest.value : [];
}

/** How much is kept; undefined until it is known, or while it cannot be read. */
export function useKeptUsage(): KeptUsage | undefined {
  const { latest } = useKept(readKeptUsage, []);
  return latest?.ok === true ? latest.value : undefined;
}

/** One kept run; what is sealed is there only while the vault is open. Nothing is read where none is wanted. */
export function useKeptRun(runId: string | undefined): KeptRun | 'loading' {
  const vault = useVault();
  const { latest, isCurrent } = useKept<KeptRun>(
    async () => (runId === undefined ? { status: 'missing' } : readKeptRun(runId)),
    [runId, vault.status],
  );
  return latest === undefined || !isCurrent ? 'loading' : latest;
}

/** How a run is kept; undefined where it is not, or as long as that is not known. */
export function useKeptSummary(runId: string): KeptRunSummary | undefined {
  const { latest, isCurrent } = useKept(() => readKeptSummary(runId), [runId]);
  return isCurrent && latest?.ok === true ? latest.value : undefined;
}

/** What keeping a run would make room for, in words; nothing where nothing has to go. */
export function useForgettingNotice(runId: string): string | undefined {
  const { latest } = useKept(async () => {
    const reply = await previewForgetting({ id: runId, bytes: await sizeOfRun(runId) });
    return reply.ok && reply.value.length > 0
      ? `Keeping this one will forget ${oldestInWords(reply.value)}.`
      : undefined;
  }, [runId]);
  return latest;
}

const KEPT_WORDS = {
  redacted: 'The run is kept, redacted.',
  sealed: 'The run is kept whole, sealed in the vault.',
} as const satisfies Record<KeepWish['as'], string>;

/** Keeps a run of this browser session beyond it. */
export async function keep(wish: KeepWish): Promise<KeptOutcome> {
  return told(await keepRun(wish), (forgotten) =>
    [KEPT_WORDS[wish.as], ...goneInWords(forgotten)].join(' '),
  );
}

export async function forgetKeptRun(runId: string): Promise<KeptOutcome> {
  return told(await forgetKept(runId), () => 'The kept run was forgotten.');
}

/** Forgets the entries that cannot be read. */
export async function forgetUnreadable(): Promise<KeptOutcome> {
  return told(await forgetUnreadableRuns(), () => 'What could not be read was forgotten.');
}

/** Sets how many runs are kept at most, and forgets the oldest where more are. */
export async function setMaxRuns(maxRuns: number): Promise<KeptOutcome> {
  return told(await setMaxKeptRuns(maxRuns), (forgotten) =>
    [
      maxRuns === 1
        ? 'At most 1 run is kept.'
        : `At most ${maxRuns.toLocaleString('en')} runs are kept.`,
      ...goneInWords(forgotten),
    ].join(' '),
  );
}

function goneInWords(forgotten: readonly KeptRunSummary[]): readonly string[] {
  return forgotten.length === 0
    ? []
    : [
        `To make room, ${oldestInWords(forgotten)}, ${forgotten.length === 1 ? 'was' : 'were'} forgotten.`,
      ];
}

function told<Value>(reply: KeptReply<Value>, inWords: (value: Value) => string): KeptOutcome {
  return reply.ok ? { ok: true, message: inWords(reply.value) } : reply;
}
