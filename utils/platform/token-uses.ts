import type { Client } from '../clients/client';
import { checkSecret } from '../oauth/flow';
import { type Failure, permissionMissing } from '../oauth/failure';
import { askForPage, pageToSee } from '../oauth/probe-authorization-page';
import { NoResponseError } from '../oauth/recording-fetch';
import { makeRedactor } from '../oauth/redactor';
import { isOver, type Run } from '../oauth/run';
import { tokenOfUse, type WantedUse } from '../oauth/token-use';
import { endpointOfUse, isSameRegistration, serverForUses } from '../oauth/use-endpoints';
import { faultyUse, interruptedUse, playUse, type UseInput } from '../oauth/use-token';
import { tokenOf } from '../oauth/used-tokens';
import { resourceError } from '../oauth/resource-request';
import { readClients } from './clients-storage';
import { fetchWithoutOrigin, plainFetch } from './fetch';
import type { Obstacle, Reply } from './messages';
import { missingOrigins } from './permissions';
import { readSecretOf } from './run-input';
import { readRunLog, type RunLog } from './run-log';
import { readRunSummaries } from './runs-storage';

type Refusal = Extract<Reply, { readonly ok: false }>;

/** What is done with runs that are over, and with their tokens; one thing at a time for each run. */
export type TokenUses = {
  /** Begins a use, or says why it cannot begin. `finished` never rejects. */
  begin(runId: string, wanted: WantedUse): Promise<Refusal | { readonly finished: Promise<Reply> }>;
  /** Begins to ask for the sign-in page of a run, or says why it cannot be asked for. */
  beginSeeingPage(runId: string): Promise<Refusal | { readonly finished: Promise<Reply> }>;
  isBusy(runId: string): boolean;
  /** Breaks off all of them. */
  stop(): Promise<void>;
};

type Use = { readonly controller: AbortController; readonly finished: Promise<Reply> };

/** Makes the worker's keeper of uses. */
export function makeTokenUses(): TokenUses {
  const active = new Map<string, Use>();
  const launch = (runId: string, work: (signal: AbortSignal) => Promise<Reply>) => {
    const controller = new AbortController();
    const finished = work(controller.signal).finally(() => active.delete(runId));
    active.set(runId, { controller, finished });
    return { finished };
  };
  return {
    isBusy: (runId) => active.has(runId),
    begin: async (runId, wanted) => {
      if (active.has(runId)) return refuse(BUSY);
      const log = await readRunLog(runId);
      const input = await inputOf(log.run(), wanted);
      return 'ok' in input ? input : launch(runId, (signal) => play(input, log, signal));
    },
    beginSeeingPage: async (runId) => {
      if (active.has(runId)) return refuse(BUSY);
      const log = await readRunLog(runId);
      const wanted = await pageOf(log.run());
      return 'ok' in wanted ? wanted : launch(runId, (signal) => seePage(wanted, log, signal));
    },
    stop: async () => {
      const uses = [...active.values()];
      for (const { controller } of uses) controller.abort();
      await Promise.all(uses.map(({ finished }) => finished));
    },
  };
}

const BUSY = 'Another request with a token of this run is under way. Wait for its answer.';

/** The run whose sign-in page is to be asked for, and its address; or what is in the way. */
async function pageOf(
  run: Run | undefined,
): Promise<{ readonly run: Run; readonly url: string } | Refusal> {
  if (run === undefined) return refuse('This run is not here any more.');
  const url = pageToSee(run);
  if (url === undefined) return refuse('There is no sign-in page of this run to ask for.');
  const missing = await missingOrigins([new URL(url).origin]);
  return missing.length > 0 ? refusedBy(permissionMissing(missing)) : { run, url };
}

/** Whatever comes is recorded in the run, which is over and stays as it is. */
async function seePage(
  { run, url }: { readonly run: Run; readonly url: string },
  log: RunLog,
  signal: AbortSignal,
): Promise<Reply> {
  const { clientSecret } = await readSecretOf(run.client);
  const now = () => Date.now();
  try {
    await askForPage(url, {
      fetch: plainFetch,
      now,
      signal,
      redact: makeRedactor(run.client.clientId, clientSecret),
      onExchange: (exchange) => log.append({ type: 'exchanged', at: now(), exchange }),
    });
    return { ok: true };
  } catch (error) {
    if (error instanceof NoResponseError) return { ok: true };
    const message = error instanceof Error ? error.message : String(error);
    return refuse(
      signal.aborted ? 'It was broken off.' : `The page was not asked for: ${message}.`,
    );
  }
}

async function play(input: UseInput, log: RunLog, signal: AbortSignal): Promise<Reply> {
  try {
    await playUse(input, {
      fetch: input.client.originHeader === 'removed' ? fetchWithoutOrigin : plainFetch,
      now: () => Date.now(),
      emit: async (event) => {
        if (!signal.aborted) await log.append(event);
      },
      signal,
    });
    return { ok: true };
  } catch (error) {
    if (signal.aborted) return refuse('It was broken off.');
    const message = error instanceof Error ? error.message : String(error);
    const begun = log.run()?.pendingUse;
    // Where nothing can be stored any more, the reply says it all the same.
    if (begun !== undefined) {
      await log.append(faultyUse(begun, Date.now(), message)).catch(() => undefined);
    }
    return refuse(`A fault in OAuth Workbench itself: ${message}. Please report it.`);
  }
}

/** Notes the uses that an earlier worker has begun, and did not end: what came of them is not known. */
export async function noteInterruptedUses(): Promise<void> {
  const inUse = (await readRunSummaries()).filter(({ isTokenInUse }) => isTokenInUse === true);
  for (const { id } of inUse) {
    const log = await readRunLog(id);
    const begun = log.run()?.pendingUse;
    if (begun !== undefined) await log.append(interruptedUse(begun, Date.now()));
  }
}

/** What a use needs, or what is in its way. Nothing was sent then. */
async function inputOf(run: Run | undefined, wanted: WantedUse): Promise<UseInput | Refusal> {
  if (run === undefined) return refuse('This run is not here any more.');
  if (!isOver(run.state)) return refuse('This run is still under way. Wait for its end.');
  const text = tokenOf(run, tokenOfUse(wanted));
  if (text === undefined) return refuse('This run has no such token.');
  const client = await clientOf(run, wanted);
  if ('ok' in client) return client;
  const server = serverForUses(run, client);
  if (server === undefined) return refuse('The endpoints of this run are not known.');
  const secret = await readSecretOf(client);
  if (wanted.kind === 'introspection' || wanted.kind === 'revocation') {
    const ready = checkSecret({ client, ...secret });
    if (!ready.ok) return refusedBy(ready.failure);
  }
  const address = wanted.kind === 'resource' ? wanted.url : endpointOfUse(server, wanted.kind);
  const wrong = wanted.kind === 'resource' ? resourceError(wanted) : undefined;
  if (wrong !== undefined) return refuse(wrong.message);
  if (address === undefined) return refuse('This server has no such endpoint.');
  const missing = await missingOrigins([new URL(address).origin]);
  if (missing.length > 0) return refusedBy(permissionMissing(missing));
  return { run, server, client, clientSecret: secret.clientSecret, text, wanted };
}

/**
 * The client in whose name a token is used: as it is stored now, where it has to authenticate. Tokens go to no other
 * server than the one that issued them, and to the one that was typed.
 */
async function clientOf(run: Run, wanted: WantedUse): Promise<Client | Refusal> {
  const document = await readClients();
  const stored = document.ok ? document.clients.find(({ id }) => id === run.client.id) : undefined;
  const isSame = stored !== undefined && isSameRegistration(run.client, stored);
  if (wanted.kind === 'user-info' || wanted.kind === 'resource') {
    return isSame ? stored : run.client;
  }
  if (!document.ok) return refuse(document.message);
  if (stored === undefined) {
    return refuse(
      'This client is not stored any more, and the server wants to know who asks. Import or register it again.',
    );
  }
  return isSame
    ? stored
    : refuse(
        'The client has another client ID, issuer or token endpoint than when this run was made. Its tokens are not sent there: run the client anew.',
      );
}

const OBSTACLE_CODES: ReadonlyMap<Failure['code'], Obstacle> = new Map([
  ['permission_missing', 'permission_missing'],
  ['vault_locked', 'vault_locked'],
  ['secret_missing', 'secret_missing'],
]);

/** Those of a run speak of the run. */
const REMEDIES: ReadonlyMap<Failure['code'], string> = new Map([
  ['permission_missing', 'OAuth Workbench asks for each server on its own: allow access.'],
  ['vault_locked', 'Unlock the vault with its passphrase.'],
]);

function refusedBy({ code, cause, remedy, origins }: Failure): Refusal {
  const obstacle = OBSTACLE_CODES.get(code);
  return {
    ok: false,
    message: `Nothing was sent: ${cause}. ${REMEDIES.get(code) ?? remedy}`,
    ...(obstacle === undefined ? {} : { obstacle }),
    ...(origins === undefined ? {} : { origins }),
  };
}

function refuse(message: string): Refusal {
  return { ok: false, message };
}
