import type { ShownRun } from '../diagnosis/shown-run';
import { endStateOf, type KeptAs, type KeptRunSummary, keptRunSummary } from '../history/kept-run';
import {
  readRedactedRun,
  readWholeRun,
  redactNote,
  redactRun,
  wholeRun,
} from '../history/snapshot';
import { type Run, runFromEvents } from '../oauth/run';
import type { RunEvent } from '../oauth/run-event';
import { openRun, sealRun } from '../vault/sealed-run';
import { vaultIdOf } from '../vault/sealed-vault';
import { type KeptReply, readKept, writeKept } from './kept-runs';
import { makeReportKey } from './report-facts';
import { readRunEvents } from './runs-storage';
import { VAULT_KEY } from './secrets-storage';
import { exclusively } from './storage';
import { readVault } from './vault-storage';

export type KeepWish = { readonly runId: string; readonly as: KeptAs; readonly note: string };

/** A kept run, as far as it can be shown now. */
export type KeptRun =
  | { readonly status: 'missing' }
  | { readonly status: 'shown'; readonly summary: KeptRunSummary; readonly shown: ShownRun }
  /** It is sealed, and the vault is not open. */
  | { readonly status: 'locked'; readonly summary: KeptRunSummary }
  /** It is sealed in a vault that is not there any more. */
  | { readonly status: 'lost'; readonly summary: KeptRunSummary }
  | { readonly status: 'unreadable'; readonly message: string };

/**
 * Keeps a run of this browser session beyond it: redacted, or whole under the key of the open vault.
 *
 * @returns the kept runs that the quota forgot for it, or why nothing was kept, in words
 */
export async function keepRun(wish: KeepWish): Promise<KeptReply<readonly KeptRunSummary[]>> {
  const events = await readRunEvents(wish.runId);
  const run = runFromEvents(events);
  if (run === undefined) return refuse('This run is not in this browser session any more.');
  // What is kept must not change afterwards.
  if (run.pendingUse !== undefined)
    return refuse(
      'A token of this run is being used. Wait until the answer is there, then keep it.',
    );
  return wish.as === 'redacted'
    ? keepRedacted(run, events, wish.note)
    : // Nobody forgets or changes the vault meanwhile.
      exclusively(VAULT_KEY, () => keepSealed(run, events, wish.note));
}

/** How much room a run would take, in bytes, give or take what redaction and sealing change. */
export async function sizeOfRun(runId: string): Promise<number> {
  return bytesOf(wholeRun(await readRunEvents(runId)));
}

/** Reads a kept run; one that is sealed only while its vault is open. */
export async function readKeptRun(id: string): Promise<KeptRun> {
  const reply = await readKept(id);
  if (!reply.ok) return { status: 'unreadable', message: reply.message };
  if (reply.value === undefined) return { status: 'missing' };
  const { summary, text } = reply.value;
  if (summary === undefined || text === undefined) return UNREADABLE;
  return summary.keptAs === 'redacted'
    ? shownOr(UNREADABLE, summary, readRedactedRun(text))
    : openSealed(summary, text);
}

const UNREADABLE: KeptRun = {
  status: 'unreadable',
  message:
    'What is stored of this run is damaged, or comes from another version of OAuth Workbench. It is left untouched until you forget it.',
};

const ALTERED: KeptRun = {
  status: 'unreadable',
  message:
    'The sealed run was altered or damaged, and cannot be opened. It is left untouched until you forget it.',
};

async function keepRedacted(run: Run, events: readonly RunEvent[], note: string) {
  const { text, ...inTheClear } = await redactRun(run, events, {
    note,
    key: await makeReportKey(),
  });
  return store(run, text, { keptAs: 'redacted', ...inTheClear });
}

async function keepSealed(run: Run, events: readonly RunEvent[], note: string) {
  const vault = await readVault();
  if (vault.status === 'none')
    return refuse('There is no vault yet. Create one, then keep the run.');
  if (vault.status === 'unreadable') return refuse(vault.message);
  if (vault.status === 'locked')
    return refuse('The vault is locked. Unlock it, then keep the run.');
  const vaultId = vaultIdOf(vault.document);
  if (vaultId === undefined) return refuse('The vault is damaged. Nothing was kept.');
  const text = await sealRun(wholeRun(events), vault.open.key, { vaultId, runId: run.id });
  return store(run, text, {
    keptAs: 'sealed',
    vaultId,
    cause: undefined,
    note: await redactNote(run, note, await makeReportKey()),
  });
}

async function store(
  run: Run,
  text: string,
  {
    cause,
    ...kept
  }: Pick<KeptRunSummary, 'keptAs' | 'vaultId' | 'note'> & {
    readonly cause: string | undefined;
  },
): Promise<KeptReply<readonly KeptRunSummary[]>> {
  const state = endStateOf(run);
  if (state === undefined)
    return refuse('This run is still under way. Wait until it has ended, then keep it.');
  const summary = keptRunSummary(run, state, {
    ...kept,
    ...(cause === undefined ? {} : { cause }),
    keptAt: Date.now(),
    bytes: bytesOf(text),
  });
  return writeKept(summary, text);
}

async function openSealed(summary: KeptRunSummary, text: string): Promise<KeptRun> {
  const vault = await readVault();
  const vaultId = 'document' in vault ? vaultIdOf(vault.document) : undefined;
  if (summary.vaultId === undefined || vaultId !== summary.vaultId) {
    return vault.status === 'unreadable'
      ? { status: 'unreadable', message: vault.message }
      : { status: 'lost', summary };
  }
  if (vault.status !== 'open') return { status: 'locked', summary };
  const opened = await openRun(text, vault.open.key, { vaultId, runId: summary.id });
  return shownOr(ALTERED, summary, opened === undefined ? undefined : readWholeRun(opened));
}

/** The body has to be of the run that it stands for. */
function shownOr(
  otherwise: KeptRun,
  summary: KeptRunSummary,
  shown: ShownRun | undefined,
): KeptRun {
  return shown?.run.id === summary.id ? { status: 'shown', summary, shown } : otherwise;
}

function bytesOf(text: string): number {
  return new TextEncoder().encode(text).length;
}

function refuse(message: string): { readonly ok: false; readonly message: string } {
  return { ok: false, message };
}
