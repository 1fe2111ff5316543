import { beforeEach, expect, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { Client } from '../../../utils/clients/client';
import { type Run, runFromEvents } from '../../../utils/oauth/run';
import { updateClients } from '../../../utils/platform/clients-storage';
import type { Runner } from '../../../utils/platform/runner';
import { readRunEvents } from '../../../utils/platform/runs-storage';
import { MEMORY_KEY } from '../../../utils/platform/secrets-storage';
import { sampleClient } from '../clients/sample-client';
import { sendJson, startScriptedServer } from '../oauth/scripted-server';
import { type SimulatedBrowser, simulateBrowser } from './simulated-browser';

export const base = 'https://abcdefghijklmnopabcdefghijklmnop.chromiumapp.org/';

/** A slow machine is no fault. */
export const PATIENCE = { timeout: 4000, interval: 10 };

export type WantedRun = Parameters<Runner['start']>[0];

type Launch = (details: { readonly url: string }) => Promise<string | undefined>;

/** Gives each test a browser of its own, whose sign-in window answers with a code, and access to loopback. */
export function useFreshBrowser() {
  const granted = new Set<string>();
  const launch = vi.fn<Launch>();
  const current: { browser?: SimulatedBrowser } = {};
  beforeEach(() => {
    vi.restoreAllMocks();
    fakeBrowser.reset();
    current.browser = simulateBrowser();
    granted.clear();
    granted.add('http://127.0.0.1/*');
    launch.mockReset().mockImplementation(answerWithCode);
    vi.spyOn(fakeBrowser.identity, 'getRedirectURL').mockReturnValue(base);
    vi.spyOn(fakeBrowser.identity, 'launchWebAuthFlow').mockImplementation((details) =>
      launch({ url: details.url }),
    );
    vi.spyOn(fakeBrowser.permissions, 'contains').mockImplementation(
      async (wanted: { origins?: string[] }) =>
        (wanted.origins ?? []).every((origin) => granted.has(origin)),
    );
  });
  return {
    granted,
    launch,
    browser: (): SimulatedBrowser => {
      if (current.browser === undefined) throw new Error('No test has begun.');
      return current.browser;
    },
  };
}

/** A sign-in window in which the user has signed in already. */
export async function answerWithCode({ url }: { readonly url: string }): Promise<string> {
  const asked = new URL(url).searchParams;
  return `${asked.get('redirect_uri')}?code=the-code&state=${asked.get('state')}`;
}

const tokens = { access_token: 'opaque', token_type: 'Bearer', expires_in: 60 };

/** Stores a client of a server that answers every token request, with `more` in its answer, once `held` is over. */
export async function storeClient(
  changes: Partial<Client> = {},
  more: object = {},
  held: Promise<void> = Promise.resolve(),
) {
  const server = await startScriptedServer((_, response) => {
    void held.then(() => sendJson(response, { ...tokens, ...more }));
  });
  const { issuer: _, ...rest } = sampleClient;
  const client: Client = {
    ...rest,
    provider: 'generic-oauth2',
    tokenEndpointAuthMethod: 'none',
    scopes: ['read'],
    endpoints: {
      authorization: `${server.origin}/authorize`,
      token: `${server.origin}/token`,
    },
    ...changes,
  };
  await updateClients((clients) => [...clients, client]);
  return { ...server, client };
}

export async function startedRunId(
  runner: Runner,
  clientId: string,
  wanted: Omit<WantedRun, 'clientId'> = {},
): Promise<string> {
  const reply = await runner.start({ clientId, ...wanted });
  if (!reply.ok || reply.runId === undefined) throw new Error(JSON.stringify(reply));
  return reply.runId;
}

export async function storeSecrets(
  values: Readonly<Record<string, Readonly<Record<string, string>>>>,
): Promise<void> {
  await fakeBrowser.storage.session.set({ [MEMORY_KEY]: values });
}

export async function storedRun(runId: string): Promise<Run | undefined> {
  return runFromEvents(await readRunEvents(runId));
}

export async function untilRunIs(runId: string, status: string): Promise<void> {
  await vi.waitFor(
    async () => expect((await storedRun(runId))?.state.status).toBe(status),
    PATIENCE,
  );
}
