import { describe, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { Client } from '../../../utils/clients/client';
import { findAll } from '../../../utils/findings/find-all';
import { evidenceOfRun } from '../../../utils/findings/gather-evidence';
import { callbackMissed } from '../../../utils/oauth/failure';
import { resultOf } from '../../../utils/oauth/run-result';
import { updateClients } from '../../../utils/platform/clients-storage';
import { makeRunner, type Runner } from '../../../utils/platform/runner';
import { readPostedCallbacks } from '../../../utils/platform/posted-callbacks';
import { readRunEvents, readRunSummaries } from '../../../utils/platform/runs-storage';
import { VAULT_KEY } from '../../../utils/platform/secrets-storage';
import { markAnswered, readWaitingRun, type WaitingRun } from '../../../utils/platform/waiting-run';
import { startWorker } from '../../components/worker';
import { sampleClient } from '../clients/sample-client';
import { sendJson, startScriptedServer } from '../oauth/scripted-server';
import {
  base,
  PATIENCE,
  startedRunId,
  storeClient,
  storedRun,
  storeSecrets,
  untilRunIs,
  useFreshBrowser,
  type WantedRun,
} from './runner-harness';

const { granted, launch, browser } = useFreshBrowser();

const uri = 'https://app.example.com/callback';
const captured: Partial<Client> = { redirectMode: 'capture' };

/** The record of the run that waits; there is one. */
async function waits(): Promise<WaitingRun> {
  const waiting = await readWaitingRun();
  if (waiting === undefined) throw new Error('No run waits.');
  return waiting;
}

/** Starts a run of this client, and waits until it waits. */
async function parked(runner: Runner, clientId: string, wanted: Omit<WantedRun, 'clientId'> = {}) {
  const runId = await startedRunId(runner, clientId, wanted);
  return untilParked(runId);
}

async function untilParked(runId: string) {
  await vi.waitFor(async () => {
    const run = await storedRun(runId);
    expect(run?.state.status).toBe('authorizing');
    expect((await waits()).runId).toBe(runId);
    if (run?.redirect.mode === 'capture') expect(run.windowOpenedAt).toBeTypeOf('number');
  }, PATIENCE);
  const { state, tabId, redirect } = await waits();
  const answer = (parameters: Readonly<Record<string, string>>) =>
    `${redirect.uri}?${new URLSearchParams(parameters)}`;
  return {
    runId,
    state,
    /** That of the sign-in; -1 where none was opened. */
    tabId: tabId ?? -1,
    callback: answer({ code: 'the-code', state }),
    answer,
  };
}

const typesOf = async (runId: string) => (await readRunEvents(runId)).map(({ type }) => type);

const ruleIds = () =>
  browser()
    .rules()
    .map(({ id }) => id);

/** Nothing is captured any more, and nothing waits. */
async function expectNothingLeft() {
  await vi.waitFor(async () => {
    expect(ruleIds()).toEqual([]);
    expect(await readWaitingRun()).toBeUndefined();
    expect(await fakeBrowser.alarms.getAll()).toEqual([]);
  }, PATIENCE);
}

const grantApp = () => granted.add('https://app.example.com/*');

/** A client whose callbacks may be captured, and a runner. */
async function begin(...args: Parameters<typeof storeClient>) {
  grantApp();
  const [changes, ...others] = args;
  const stored = await storeClient({ ...captured, ...changes }, ...others);
  return { ...stored, runner: makeRunner() };
}

describe('makeRunner: a run that is captured', () => {
  test('opens its sign-in in a tab, waits, and holds its rules', async () => {
    const { client, runner, seen } = await begin();
    const { runId, state, tabId } = await parked(runner, client.id);
    expect(await typesOf(runId)).toEqual([
      'started',
      'server-known',
      'authorization-requested',
      'window-opened',
    ]);
    const run = await storedRun(runId);
    expect(run?.redirect).toEqual({ mode: 'capture', uri });
    expect(await fakeBrowser.tabs.get(tabId)).toMatchObject({ url: run?.authorization?.url });
    expect(state).toBe(run?.authorization?.state);
    expect(browser().changes.map(({ addRules = [] }) => addRules.map(({ id }) => id))).toEqual([
      // The worker lets go of what an earlier one left.
      [],
      [2, 3],
    ]);
    expect(browser().rules()[0]?.condition.regexFilter).toBe(
      String.raw`^https://app\.example\.com/callback[?#](.*[&#])?state=${state}([&#].*)?$`,
    );
    expect(browser().rules()[1]?.condition.tabIds).toEqual([tabId]);
    expect(launch).not.toHaveBeenCalled();
    expect(seen).toEqual([]);
  });

  test('goes on with its callback, and lets go of everything', async () => {
    const { client, runner, seen } = await begin();
    const { runId, callback, tabId } = await parked(runner, client.id);
    expect(await runner.takeCaptured(callback, tabId)).toEqual({
      ok: true,
      runId,
      isForeign: false,
    });
    await untilRunIs(runId, 'done');
    await expectNothingLeft();
    expect((await storedRun(runId))?.authorizationResponseUrl).toBe(callback);
    expect(new URLSearchParams(seen[0]?.body).get('redirect_uri')).toBe(uri);
    expect(await readRunSummaries()).toHaveLength(1);
  });

  test('uses the redirect URI that was chosen', async () => {
    const chosenRedirectUri = 'http://localhost:8080/callback';
    granted.add('http://localhost/*');
    const { client, runner } = await begin({ chosenRedirectUri });
    const { runId } = await parked(runner, client.id);
    expect((await storedRun(runId))?.redirect.uri).toBe(chosenRedirectUri);
    expect(browser().navigate(`${chosenRedirectUri}?code=c`, (await waits()).tabId ?? -1)).toMatch(
      /capture\.html\?http:\/\/localhost:8080/,
    );
  });

  test('goes on in a new worker', async () => {
    const { client, runner, seen } = await begin({ tokenEndpointAuthMethod: 'client_secret_post' });
    await storeSecrets({ [client.id]: { 2: 'the-secret-of-it' } });
    const { runId, callback, tabId } = await parked(runner, client.id);
    const before = await readRunEvents(runId);

    const other = makeRunner();
    expect(await other.start({ clientId: client.id })).toMatchObject({ ok: false });
    expect(ruleIds()).toEqual([2, 3]);
    expect(await other.takeCaptured(callback, tabId)).toMatchObject({ ok: true, runId });
    await untilRunIs(runId, 'done');
    await expectNothingLeft();
    const after = await readRunEvents(runId);
    expect(after.slice(0, before.length)).toEqual(before);
    expect(after.at(-1)?.type).toBe('finished');
    const form = new URLSearchParams(seen[0]?.body);
    expect(form.get('client_secret')).toBe('the-secret-of-it');
    expect(form.get('code_verifier')).toBe((await storedRun(runId))?.authorization?.codeVerifier);
    expect(JSON.stringify(after)).not.toContain('the-secret-of-it');
  });

  test('takes the callback from any tab that has its state', async () => {
    const { client, runner } = await begin();
    const { runId, callback, tabId } = await parked(runner, client.id);
    expect(await runner.takeCaptured(callback, tabId + 100)).toMatchObject({ ok: true, runId });
    await untilRunIs(runId, 'done');
  });

  test('captures nothing of the app while it goes on', async () => {
    const { promise: held, resolve: release } = Promise.withResolvers<void>();
    const { client, runner, seen } = await begin(
      { authorizationParameters: [['response_mode', 'form_post']] },
      {},
      held,
    );
    const { runId, callback, tabId, answer } = await parked(runner, client.id);
    const foreign = answer({ code: 'of-the-app', state: 'of-the-app' });
    const failed = answer({ error: 'access_denied' });
    expect(ruleIds()).toEqual([2, 3, 4]);
    for (const url of [callback, foreign, failed]) {
      expect(browser().navigate(url, tabId)).toContain('capture.html?');
    }
    expect(browser().navigate(uri, tabId, 'post')).toContain('capture.html?');
    await runner.takeCaptured(callback, tabId);
    await vi.waitFor(() => expect(seen).toHaveLength(1), PATIENCE);
    // Number 1 is that of the token request.
    expect(ruleIds().filter((id) => id !== 1)).toEqual([2]);
    for (const url of [foreign, failed]) expect(browser().navigate(url, tabId)).toBe(url);
    expect(browser().navigate(uri, tabId, 'post')).toBe(uri);
    // Its own stays captured: the app must not use its code.
    expect(browser().navigate(callback, tabId)).toContain('capture.html?');
    release();
    await untilRunIs(runId, 'done');
    await expectNothingLeft();
  });

  test.each([
    'https://elsewhere.example/callback',
    'https://app.example.com/callback/',
    'http://app.example.com/callback',
    'https://app.example.com.elsewhere.example/callback',
    'javascript:alert(1)//',
  ])('refuses what is not at its redirect URI, also in its tab: %s', async (address) => {
    const { client, runner, seen } = await begin();
    const { runId, state, tabId } = await parked(runner, client.id);
    const before = await readRunEvents(runId);
    for (const parameters of [`code=c&state=${state}`, 'code=c&state=another', 'error=e']) {
      for (const tab of [tabId, tabId + 100]) {
        expect(await runner.takeCaptured(`${address}?${parameters}`, tab)).toEqual({
          ok: false,
          message: 'This callback belongs to no run.',
        });
      }
    }
    expect(await readRunEvents(runId)).toEqual(before);
    expect((await waits()).isAnswered).toBeUndefined();
    expect(ruleIds()).toEqual([2, 3]);
    expect(seen).toEqual([]);
  });

  test('needs no access to the redirect URI of the extension, which no app sees', async () => {
    const { client } = await storeClient({
      ...captured,
      redirectUris: [`${base}sample-slug`],
    });
    const runner = makeRunner();
    const { runId, callback, tabId } = await parked(runner, client.id);
    await runner.onPermissionsChanged();
    expect((await storedRun(runId))?.redirect).toEqual({
      mode: 'capture',
      uri: `${base}sample-slug`,
      isOwn: true,
    });
    expect(browser().navigate(callback, tabId)).toContain('capture.html?');
    await runner.takeCaptured(callback, tabId);
    await untilRunIs(runId, 'done');
    await expectNothingLeft();
  });

  test('changes nothing with a second callback while it goes on', async () => {
    const { promise: held, resolve: release } = Promise.withResolvers<void>();
    const { client, runner, seen } = await begin({}, {}, held);
    const { runId, callback, tabId, answer, state } = await parked(runner, client.id);
    await runner.takeCaptured(callback, tabId);
    await vi.waitFor(() => expect(seen).toHaveLength(1), PATIENCE);
    const before = await readRunEvents(runId);
    for (const second of [callback, answer({ code: 'another', state }), answer({ error: 'e' })]) {
      expect(await runner.takeCaptured(second, tabId)).toEqual({ ok: true, runId });
      expect(await runner.takePasted(runId, second)).toEqual({
        ok: false,
        message: 'This run does not wait for a callback any more.',
      });
    }
    await runner.onTabClosed(tabId);
    await runner.onTabArrived(tabId, callback);
    await runner.onTabArrived(tabId, uri);
    await runner.onSignInExpired();
    await runner.onPermissionsChanged();
    expect(await readRunEvents(runId)).toEqual(before);
    release();
    await untilRunIs(runId, 'done');
    await expectNothingLeft();
    expect(seen).toHaveLength(1);
  });

  test.each([
    ['another state', { code: 'c', state: 'another' }],
    ['no state', { error: 'access_denied' }],
  ])('refuses what came to another tab with %s', async (_, parameters) => {
    const { client, runner, seen } = await begin();
    const { runId, answer, tabId } = await parked(runner, client.id);
    const before = await readRunEvents(runId);
    for (const other of [tabId + 100, undefined]) {
      expect(await runner.takeCaptured(answer(parameters), other)).toEqual({
        ok: false,
        message: 'This callback belongs to no run.',
      });
    }
    expect(await readRunEvents(runId)).toEqual(before);
    expect((await waits()).isAnswered).toBeUndefined();
    expect(ruleIds()).toEqual([2, 3]);
    expect(seen).toEqual([]);
  });

  test('ends with another state in its own tab, and hands that on to the app', async () => {
    const { client, runner, seen } = await begin();
    const { runId, answer, tabId } = await parked(runner, client.id);
    const foreign = answer({ code: 'of-the-app', state: 'of-the-app' });
    expect(await runner.takeCaptured(foreign, tabId)).toEqual({
      ok: true,
      runId,
      isForeign: true,
    });
    // By then it passes.
    expect(browser().navigate(foreign, tabId)).toBe(foreign);
    expect((await storedRun(runId))?.state).toMatchObject({
      status: 'failed',
      step: 'authorization-response',
      failure: { code: 'state_mismatch' },
    });
    await expectNothingLeft();
    expect(seen).toEqual([]);
  });

  test('ends with an error without a state in its own tab', async () => {
    const { client, runner } = await begin();
    const { runId, answer, tabId } = await parked(runner, client.id);
    expect(await runner.takeCaptured(answer({ error: 'access_denied' }), tabId)).toEqual({
      ok: true,
      runId,
      isForeign: false,
    });
    await untilRunIs(runId, 'failed');
    expect((await storedRun(runId))?.state).toMatchObject({
      failure: { code: 'authorization_error', cause: 'access_denied (and no state came back)' },
    });
    await expectNothingLeft();
  });

  test('takes an answer that was posted', async () => {
    const { client, runner, seen } = await begin({
      authorizationParameters: [['response_mode', 'form_post']],
    });
    readPostedCallbacks();
    const { runId, state, tabId } = await parked(runner, client.id);
    expect(ruleIds()).toEqual([2, 3, 4]);
    browser().beforeRequest.trigger({
      tabId,
      requestBody: { formData: { code: ['posted & kept'], state: [state] } },
    });
    expect(await runner.takeCaptured(uri, tabId)).toMatchObject({ ok: true, isForeign: false });
    await untilRunIs(runId, 'done');
    expect(await storedRun(runId)).toMatchObject({
      callbackNotes: { isForm: true },
      authorizationResponseUrl: `${uri}?code=posted+%26+kept&state=${state}`,
    });
    expect(new URLSearchParams(seen[0]?.body).get('code')).toBe('posted & kept');
  });

  test('hands no form on to the app, whatever its state', async () => {
    const { client, runner } = await begin({
      authorizationParameters: [['response_mode', 'form_post']],
    });
    readPostedCallbacks();
    const { runId, tabId } = await parked(runner, client.id);
    browser().beforeRequest.trigger({
      tabId,
      requestBody: { formData: { code: ['c'], state: ['another'] } },
    });
    expect(await runner.takeCaptured(uri, tabId)).toMatchObject({ ok: true, isForeign: false });
    await untilRunIs(runId, 'failed');
    expect((await storedRun(runId))?.state).toMatchObject({ failure: { code: 'state_mismatch' } });
  });

  test('needs the secret when its callback comes', async () => {
    const [active] = sampleClient.secrets;
    const { client, runner, seen } = await begin({
      tokenEndpointAuthMethod: 'client_secret_post',
      secrets: active === undefined ? [] : [{ ...active, isRemembered: true }],
    });
    await storeSecrets({ [client.id]: { 2: 'the-secret-of-it' } });
    const { runId, callback, tabId } = await parked(runner, client.id);
    await storeSecrets({});
    await fakeBrowser.storage.local.set({
      [VAULT_KEY]: {
        version: 1,
        lock_after_minutes: 15,
        key: 'a.b.c.d.e',
        contents: 'a..c.d.e',
        pending_removals: [],
      },
    });
    await runner.takeCaptured(callback, tabId);
    await untilRunIs(runId, 'failed');
    expect((await storedRun(runId))?.state).toMatchObject({ failure: { code: 'vault_locked' } });
    await expectNothingLeft();
    expect(seen).toEqual([]);
  });

  test('takes nothing where no run waits', async () => {
    const refused = { ok: false, message: 'No run waits for this callback.' };
    const { client, runner } = await begin();
    expect(await runner.takeCaptured(`${uri}?code=c&state=s`, 1)).toEqual(refused);
    const { runId, callback, tabId } = await parked(runner, client.id);
    await runner.takeCaptured(callback, tabId);
    await untilRunIs(runId, 'done');
    await expectNothingLeft();
    expect(await runner.takeCaptured(callback, tabId)).toEqual(refused);
  });

  test('is refused for a native app, and opens no tab', async () => {
    const { client, runner } = await begin({ redirectUris: ['myapp://callback'] });
    const runId = await startedRunId(runner, client.id);
    await untilRunIs(runId, 'failed');
    expect((await storedRun(runId))?.state).toMatchObject({
      failure: { code: 'client_incomplete' },
    });
    expect(await fakeBrowser.tabs.query({})).toHaveLength(1);
    await expectNothingLeft();
  });

  test('ends where no tab can be opened, and can be begun anew', async () => {
    const { client, runner } = await begin();
    const create = vi.spyOn(fakeBrowser.tabs, 'create');
    create.mockImplementationOnce(() => Promise.reject(new Error('No current window.')));
    const runId = await startedRunId(runner, client.id);
    await untilRunIs(runId, 'failed');
    expect((await storedRun(runId))?.state).toMatchObject({ failure: { code: 'tab_not_opened' } });
    await expectNothingLeft();
    await vi.waitFor(async () => {
      expect(await runner.restart(runId)).toMatchObject({ ok: true });
    }, PATIENCE);
    await untilParked(runId);
  });
});

describe('makeRunner: what comes to the redirect URI past the capture page', () => {
  const runPage = (runId: string) =>
    `chrome-extension://test-extension-id/options.html#/runs/${runId}`;

  test.each([
    ['in the tab of the sign-in', 0],
    ['in another tab', 100],
  ])('its own callback %s: the run goes on, and says that the app saw it', async (_, more) => {
    const { client, runner, seen } = await begin();
    const { runId, callback, tabId } = await parked(runner, client.id);
    const update = vi.spyOn(fakeBrowser.tabs, 'update');
    await runner.onTabArrived(tabId + more, callback);
    // The page of the app goes: what it has not done with the code by now it does not do.
    expect(update.mock.calls).toEqual([[tabId + more, { url: runPage(runId) }]]);
    await untilRunIs(runId, 'done');
    await expectNothingLeft();
    const run = await storedRun(runId);
    expect(run).toMatchObject({
      authorizationResponseUrl: callback,
      callbackNotes: { isSeenByApp: true },
    });
    expect(new URLSearchParams(seen[0]?.body).get('code')).toBe('the-code');
    expect(seen).toHaveLength(1);
    if (run === undefined) throw new Error('The run is gone.');
    const titles = findAll(evidenceOfRun(run, resultOf(run), run.updatedAt)).map(
      ({ severity, title }) => [severity, title],
    );
    expect(titles).toContainEqual(['warning', 'The app saw the callback of this run']);
    expect(titles).not.toContainEqual([
      'passed',
      'The callback was captured before the app saw it',
    ]);
  });

  test('its own error: the run ends with it', async () => {
    const { client, runner } = await begin();
    const { runId, answer, state, tabId } = await parked(runner, client.id);
    await runner.onTabArrived(tabId, answer({ error: 'access_denied', state }));
    await untilRunIs(runId, 'failed');
    expect(await storedRun(runId)).toMatchObject({
      state: { failure: { code: 'authorization_error', cause: 'access_denied' } },
      callbackNotes: { isSeenByApp: true },
    });
    await expectNothingLeft();
  });

  test.each([
    ['alone', ''],
    ['with a query of its own', '?tenant=1'],
    ['with the code of another sign-in', '?code=c&state=of-the-app'],
  ])('the redirect URI %s, in the tab of the sign-in: the run ends', async (_, behind) => {
    const { client, runner, seen } = await begin();
    const { runId, tabId } = await parked(runner, client.id);
    const update = vi.spyOn(fakeBrowser.tabs, 'update');
    await runner.onTabArrived(tabId, uri + behind);
    expect((await storedRun(runId))?.state).toEqual({
      status: 'failed',
      step: 'sign-in',
      failure: callbackMissed(uri),
    });
    // The page is as the app shows it.
    expect(update).not.toHaveBeenCalled();
    await expectNothingLeft();
    expect(seen).toEqual([]);
    await parked(runner, client.id);
  });

  test.each([
    ['the redirect URI in another tab', 100, uri],
    ['another sign-in of the app in another tab', 100, `${uri}?code=c&state=of-the-app`],
    ['another page of the app', 0, 'https://app.example.com/'],
    ['a page of the app below the redirect URI', 0, `${uri}/done`],
    ['a page of the app that names it', 0, `https://app.example.com/?next=${uri}`],
    ['a page elsewhere', 0, 'https://elsewhere.example/callback?code=c&error=e'],
    ['the capture page', 0, 'chrome-extension://test-extension-id/capture.html'],
  ])('%s: nothing', async (_, more, url) => {
    const { client, runner } = await begin();
    const { runId, tabId, callback } = await parked(runner, client.id);
    const before = await readRunEvents(runId);
    const update = vi.spyOn(fakeBrowser.tabs, 'update');
    await runner.onTabArrived(tabId + more, url);
    expect(await readRunEvents(runId)).toEqual(before);
    expect((await waits()).isAnswered).toBeUndefined();
    expect(ruleIds()).toEqual([2, 3]);
    expect(update).not.toHaveBeenCalled();
    await runner.takeCaptured(callback, tabId);
    await untilRunIs(runId, 'done');
  });

  test('another page with the state of the run, elsewhere or in another tab: nothing', async () => {
    const { client, runner } = await begin();
    const { runId, tabId, state } = await parked(runner, client.id);
    const before = await readRunEvents(runId);
    await runner.onTabArrived(tabId, `https://elsewhere.example/callback?code=c&state=${state}`);
    await runner.onTabArrived(tabId + 1, `${uri}/more?code=c&state=${state}`);
    await runner.onTabArrived(tabId, `${uri}/more?state=${state}`);
    expect(await readRunEvents(runId)).toEqual(before);
  });

  test('another page of the app with the answer, in the tab of the sign-in: the run says where it came', async () => {
    const { client, runner, seen } = await begin();
    const { runId, tabId, state } = await parked(runner, client.id);
    const update = vi.spyOn(fakeBrowser.tabs, 'update');
    await runner.onTabArrived(tabId, `${uri}/?code=c&state=${state}`);
    await untilRunIs(runId, 'failed');
    expect((await storedRun(runId))?.state).toMatchObject({
      failure: {
        code: 'redirect_mismatch',
        cause: `the answer came to ${uri}/, not to ${uri}`,
      },
    });
    expect(update).not.toHaveBeenCalled();
    expect(seen).toEqual([]);
    await expectNothingLeft();
  });

  test('the front page of the app, where that is the redirect URI: only an answer counts', async () => {
    const frontPage = 'https://app.example.com/';
    const { client, runner } = await begin({ redirectUris: [frontPage] });
    const { runId, tabId, state } = await parked(runner, client.id);
    const before = await readRunEvents(runId);
    await runner.onTabArrived(tabId, frontPage);
    expect(await readRunEvents(runId)).toEqual(before);
    await runner.onTabArrived(tabId, `${frontPage}?error=access_denied&state=${state}`);
    await untilRunIs(runId, 'failed');
  });

  test('its own state beside another: the app does not get it', async () => {
    const { client, runner } = await begin();
    const { tabId, state } = await parked(runner, client.id);
    const reply = await runner.takeCaptured(`${uri}?state=own&code=c&state=${state}`, tabId);
    expect(reply).toMatchObject({ ok: true, isForeign: false });
  });

  test('nothing of a run whose callback is pasted, or where none waits', async () => {
    const { client, runner } = await begin({ redirectMode: 'manual' });
    await runner.onTabArrived(1, `${uri}?code=c&state=s`);
    const { runId, callback } = await parked(runner, client.id);
    const before = await readRunEvents(runId);
    await runner.onTabArrived(1, callback);
    await runner.onTabArrived(1, uri);
    expect(await readRunEvents(runId)).toEqual(before);
    expect((await waits()).isAnswered).toBeUndefined();
  });
});

describe('makeRunner: a run that waits', () => {
  test('keeps others from starting, also in a new worker', async () => {
    const { client, runner } = await begin();
    const { runId } = await parked(runner, client.id);
    const refused = {
      ok: false,
      message:
        '“Booking widget” is running (waiting for sign-in and consent). One run at a time: finish or cancel it first.',
    };
    expect(await runner.start({ clientId: client.id })).toEqual(refused);
    expect(await makeRunner().start({ clientId: client.id })).toEqual(refused);
    expect(await runner.restart(runId)).toEqual(refused);
    expect(await readRunSummaries()).toHaveLength(1);
  });

  test('ends when its tab is closed, and with no other tab', async () => {
    const { client, runner } = await begin();
    const { runId, tabId } = await parked(runner, client.id);
    await runner.onTabClosed(tabId + 100);
    expect((await storedRun(runId))?.state.status).toBe('authorizing');
    await runner.onTabClosed(tabId);
    expect((await storedRun(runId))?.state).toEqual({
      status: 'cancelled',
      step: 'sign-in',
      by: 'window',
    });
    await expectNothingLeft();
    await parked(runner, client.id);
  });

  test('ends when it has waited too long, and says so in its tab', async () => {
    const { client, runner } = await begin();
    const { runId, tabId } = await parked(runner, client.id);
    await runner.onSignInExpired();
    expect((await storedRun(runId))?.state).toEqual({
      status: 'failed',
      step: 'sign-in',
      failure: {
        code: 'sign_in_expired',
        cause: 'no callback came within 30 minutes',
        remedy: 'The run has stopped waiting, and nothing is captured any more. Run again.',
      },
    });
    expect(await fakeBrowser.tabs.get(tabId)).toMatchObject({
      url: `chrome-extension://test-extension-id/options.html#/runs/${runId}`,
    });
    await expectNothingLeft();
  });

  test('ends when its permission is taken away, and says so in its tab', async () => {
    const { client, runner } = await begin();
    const { runId, tabId } = await parked(runner, client.id);
    await runner.onPermissionsChanged();
    expect((await storedRun(runId))?.state.status).toBe('authorizing');
    granted.delete('https://app.example.com/*');
    await runner.onPermissionsChanged();
    expect((await storedRun(runId))?.state).toMatchObject({
      status: 'failed',
      step: 'sign-in',
      failure: {
        code: 'permission_missing',
        cause: 'the permission to reach app.example.com was taken away during the sign-in',
        origins: ['https://app.example.com'],
      },
    });
    expect(await fakeBrowser.tabs.get(tabId)).toMatchObject({
      url: `chrome-extension://test-extension-id/options.html#/runs/${runId}`,
    });
    await expectNothingLeft();

    grantApp();
    await runner.onPermissionsChanged();
    await untilParked(runId);
    expect(ruleIds()).toEqual([2, 3]);
  });

  test.each<[string, (runner: Runner) => Promise<void>, string]>([
    ['has waited too long', (runner) => runner.onSignInExpired(), 'sign_in_expired'],
    [
      'has lost its permission',
      (runner) => {
        granted.delete('https://app.example.com/*');
        return runner.onPermissionsChanged();
      },
      'permission_missing',
    ],
  ])('leaves its user alone who has gone elsewhere when it %s', async (_, end, code) => {
    const { client, runner } = await begin();
    const { runId, tabId } = await parked(runner, client.id);
    const elsewhere = 'https://elsewhere.example/';
    await fakeBrowser.tabs.update(tabId, { url: elsewhere });
    await end(runner);
    expect((await storedRun(runId))?.state).toMatchObject({ status: 'failed', failure: { code } });
    expect(await fakeBrowser.tabs.get(tabId)).toMatchObject({ url: elsewhere });
    await expectNothingLeft();
  });

  // The token request then fails as if the server could not be reached.
  test('ends when the permission of an endpoint is taken away that discovery named', async () => {
    const { origin } = await startScriptedServer((request, response) => {
      const issuer = `http://${request.headers.host}`;
      sendJson(response, {
        issuer,
        authorization_endpoint: `${issuer}/authorize`,
        token_endpoint: `${issuer.replace('127.0.0.1', 'localhost')}/token`,
      });
    });
    granted.add('http://localhost/*');
    const { client, runner } = await begin({
      provider: 'generic-oidc',
      issuer: origin,
      endpoints: {},
    });
    const { runId } = await parked(runner, client.id);
    granted.delete('http://localhost/*');
    await runner.onPermissionsChanged();
    expect((await storedRun(runId))?.state).toMatchObject({
      status: 'failed',
      failure: {
        code: 'permission_missing',
        origins: [origin.replace('127.0.0.1', 'localhost')],
      },
    });
    await expectNothingLeft();
  });

  test('begins, once the permission to capture is given', async () => {
    const { client } = await storeClient(captured);
    const runner = makeRunner();
    const runId = await startedRunId(runner, client.id);
    await untilRunIs(runId, 'failed');
    expect((await storedRun(runId))?.state).toMatchObject({
      failure: { code: 'permission_missing', origins: ['https://app.example.com'] },
    });
    expect(await fakeBrowser.tabs.query({})).toHaveLength(1);
    grantApp();
    await vi.waitFor(async () => {
      await runner.onPermissionsChanged();
      expect((await storedRun(runId))?.state.status).not.toBe('failed');
    }, PATIENCE);
    await untilParked(runId);
  });

  test.each([
    ['its worker', (runner: Runner) => runner],
    ['a new worker', () => makeRunner()],
  ])('is cancelled by %s: first its tab goes, then its rules', async (_, pick) => {
    const { client, runner } = await begin();
    const { runId, tabId, callback } = await parked(runner, client.id);
    const atClosing: number[][] = [];
    fakeBrowser.tabs.onRemoved.addListener((closed) => {
      if (closed === tabId) atClosing.push([...ruleIds()]);
    });
    const other = pick(runner);
    expect(await other.cancel('nobody')).toEqual({
      ok: false,
      message: 'This run has ended already.',
    });
    expect(await other.cancel(runId)).toEqual({ ok: true });
    expect(atClosing).toEqual([[2, 3]]);
    expect(await fakeBrowser.tabs.get(tabId)).toBeUndefined();
    expect((await storedRun(runId))?.state).toEqual({
      status: 'cancelled',
      step: 'sign-in',
      by: 'user',
    });
    await expectNothingLeft();
    expect(await other.takeCaptured(callback, tabId)).toMatchObject({ ok: false });
    expect((await typesOf(runId)).at(-1)).toBe('cancelled');
  });

  test('is cancelled while it goes on, and hears no more', async () => {
    const { promise: held, resolve: release } = Promise.withResolvers<void>();
    const { client, runner, seen } = await begin({}, {}, held);
    const { runId, callback, tabId } = await parked(runner, client.id);
    await runner.takeCaptured(callback, tabId);
    await vi.waitFor(() => expect(seen).toHaveLength(1), PATIENCE);
    expect(await runner.cancel(runId)).toEqual({ ok: true });
    release();
    expect((await storedRun(runId))?.state).toMatchObject({
      status: 'cancelled',
      step: 'token-request',
    });
    await expectNothingLeft();
    await parked(runner, client.id);
  });

  // It stays open, with the sign-in in it and no rule that captures its callback.
  test('leaves no tab behind that opens while it is cancelled', async () => {
    const { client, runner } = await begin();
    const { promise: opening, resolve: open } = Promise.withResolvers<void>();
    const originalCreate = fakeBrowser.tabs.create;
    const create = vi.spyOn(fakeBrowser.tabs, 'create');
    create.mockImplementationOnce((async (properties: { url: string }) => {
      await opening;
      return originalCreate(properties);
    }) as typeof fakeBrowser.tabs.create);
    const runId = await startedRunId(runner, client.id);
    await vi.waitFor(() => expect(create).toHaveBeenCalled(), PATIENCE);
    const cancelled = runner.cancel(runId);
    open();
    expect(await cancelled).toEqual({ ok: true });
    await expectNothingLeft();
    expect(await fakeBrowser.tabs.query({})).toHaveLength(1);
  });

  test('is stopped without a trace', async () => {
    const { client, runner } = await begin();
    const { runId, tabId } = await parked(runner, client.id);
    const before = await readRunEvents(runId);
    await runner.stop();
    expect(await readRunEvents(runId)).toEqual(before);
    expect(await fakeBrowser.tabs.get(tabId)).toBeUndefined();
    await expectNothingLeft();
  });
});

describe('makeRunner: a callback that is pasted', () => {
  const pasted: Partial<Client> = { redirectMode: 'manual', redirectUris: ['myapp://callback'] };

  test('brings the tokens, also in a new worker and for a native app', async () => {
    const { client, runner, seen } = await begin(pasted);
    const { runId, callback } = await parked(runner, client.id);
    expect(ruleIds()).toEqual([]);
    expect(await fakeBrowser.tabs.query({})).toHaveLength(1);
    expect(await makeRunner().takePasted(runId, ` <${callback}> `)).toEqual({ ok: true, runId });
    await untilRunIs(runId, 'done');
    await expectNothingLeft();
    expect(new URLSearchParams(seen[0]?.body).get('redirect_uri')).toBe('myapp://callback');
  });

  test('is refused in words where it is none, and the run goes on waiting', async () => {
    const { client, runner, seen } = await begin(pasted);
    const { runId, answer, callback, state } = await parked(runner, client.id);
    const before = await readRunEvents(runId);
    expect(await runner.takePasted(runId, answer({ code: 'c', state: 'another' }))).toEqual({
      ok: false,
      message: `This is the callback of another sign-in: it carries the state “another”, this run sent “${state}”.`,
    });
    expect(await runner.takePasted(runId, '')).toMatchObject({ ok: false });
    expect(await runner.takePasted('nobody', callback)).toEqual({
      ok: false,
      message: 'This run does not wait for a callback any more.',
    });
    expect(await readRunEvents(runId)).toEqual(before);
    expect(seen).toEqual([]);
    expect(await runner.takePasted(runId, callback)).toMatchObject({ ok: true });
    await untilRunIs(runId, 'done');
  });

  test('is taken for a run that is captured too', async () => {
    const { client, runner } = await begin();
    const { runId, callback } = await parked(runner, client.id);
    expect(await runner.takePasted(runId, callback)).toEqual({ ok: true, runId });
    await untilRunIs(runId, 'done');
    await expectNothingLeft();
  });

  test('is waited for no longer than any other', async () => {
    const { client, runner } = await begin(pasted);
    const { runId } = await parked(runner, client.id);
    await runner.onTabClosed(1);
    expect(await fakeBrowser.alarms.getAll()).toMatchObject([{ name: 'sign-in-expiry' }]);
    await runner.onSignInExpired();
    expect((await storedRun(runId))?.state).toMatchObject({
      failure: { code: 'sign_in_expired' },
    });
    expect(await fakeBrowser.tabs.query({})).toHaveLength(1);
    await expectNothingLeft();
  });

  test('needs no permission for the app, and is cancelled', async () => {
    const { client } = await storeClient({ redirectMode: 'manual' });
    const runner = makeRunner();
    const { runId } = await parked(runner, client.id);
    await runner.onPermissionsChanged();
    expect((await storedRun(runId))?.state.status).toBe('authorizing');
    expect(await runner.cancel(runId)).toEqual({ ok: true });
    await expectNothingLeft();
  });
});

describe('makeRunner: restart', () => {
  const overrides = [['prompt', 'none']] as const;

  /** A run that was captured with its own parameters, and has ended. */
  async function ended(wanted: Omit<WantedRun, 'clientId'>, changes: Partial<Client> = {}) {
    const { client, runner } = await begin(changes);
    const { runId, tabId } = await parked(runner, client.id, wanted);
    await runner.onTabClosed(tabId);
    return { client, runner, runId };
  }

  test('keeps what was asked of the run, under its id', async () => {
    const { runner, runId } = await ended({ overrides });
    expect(await runner.restart(runId)).toEqual({ ok: true, runId });
    const { state } = await untilParked(runId);
    const run = await storedRun(runId);
    expect(run?.overrides).toEqual(overrides);
    expect(run?.redirect).toEqual({ mode: 'capture', uri });
    const { searchParams } = new URL(run?.authorization?.url ?? '');
    expect(searchParams.getAll('prompt')).toEqual(['none']);
    expect(searchParams.get('state')).toBe(state);
    expect((await typesOf(runId)).filter((type) => type === 'started')).toHaveLength(1);
    expect(await readRunSummaries()).toHaveLength(1);
  });

  test('keeps a mode that was not that of the client', async () => {
    const own = { redirectUris: [`${base}sample-slug`], redirectMode: 'extension' } as const;
    granted.add(`${base}*`);
    const { runner, runId } = await ended({ redirectMode: 'capture' }, own);
    expect((await storedRun(runId))?.redirect.mode).toBe('capture');
    expect(await runner.restart(runId)).toEqual({ ok: true, runId });
    await untilParked(runId);
    expect((await storedRun(runId))?.redirect).toEqual({
      mode: 'capture',
      uri: `${base}sample-slug`,
      isOwn: true,
    });
  });

  test('changes to pasting, with the same redirect URI and parameters', async () => {
    const { runner, runId } = await ended({ overrides });
    expect(await runner.restart(runId, 'manual')).toEqual({ ok: true, runId });
    const { callback } = await untilParked(runId);
    expect(await storedRun(runId)).toMatchObject({ overrides, redirect: { mode: 'manual', uri } });
    expect(ruleIds()).toEqual([]);
    expect(await runner.takePasted(runId, callback)).toMatchObject({ ok: true });
    await untilRunIs(runId, 'done');
  });

  test('follows a client that was changed meanwhile', async () => {
    const { client, runner, runId } = await ended({});
    await updateClients(() => [{ ...client, redirectMode: 'extension' }]);
    await runner.restart(runId);
    await untilRunIs(runId, 'done');
    expect(launch).toHaveBeenCalledOnce();
  });

  test('says that a run is not here any more', async () => {
    expect(await makeRunner().restart('nobody')).toEqual({
      ok: false,
      message: 'This run is not here any more.',
    });
  });
});

describe('makeRunner: what an earlier worker left', () => {
  test('is removed where no run waits', async () => {
    await fakeBrowser.declarativeNetRequest.updateSessionRules({
      addRules: [{ id: 2, action: { type: 'block' }, condition: {} }],
    });
    expect(ruleIds()).toEqual([2]);
    await makeRunner().cancel('nobody');
    expect(ruleIds()).toEqual([]);
    expect(browser().changes.at(-1)).toEqual({ removeRuleIds: [2, 3, 4] });
  });

  test('is kept where a run waits', async () => {
    const { client, runner } = await begin();
    const { runId } = await parked(runner, client.id);
    const before = [await readRunEvents(runId), await waits(), browser().changes.length];
    await makeRunner().cancel('nobody');
    expect([await readRunEvents(runId), await waits(), browser().changes.length]).toEqual(before);
    expect(ruleIds()).toEqual([2, 3]);
  });

  test('is marked as interrupted where its callback was being used', async () => {
    const { client, runner } = await begin();
    const { runId, callback, tabId } = await parked(runner, client.id);
    // The worker died right after it had taken the callback.
    await markAnswered(await waits());
    const other = makeRunner();
    expect(await other.takeCaptured(callback, tabId)).toEqual({
      ok: false,
      message: 'No run waits for this callback.',
    });
    expect((await storedRun(runId))?.state).toEqual({ status: 'interrupted', step: 'sign-in' });
    await expectNothingLeft();
    await parked(other, client.id);
  });

  // The worker writes the end of a run before it lets go of what waits, and may die in between.
  test('is removed where the run that waits has ended', async () => {
    const { client, runner } = await begin();
    const { runId, tabId } = await parked(runner, client.id);
    const waiting = await waits();
    await runner.onTabClosed(tabId);
    await fakeBrowser.storage.session.set({ 'waiting-run': waiting });
    expect((await storedRun(runId))?.state.status).toBe('cancelled');
    await parked(makeRunner(), client.id);
  });

  test.each([
    ['a new worker', async () => makeRunner()],
    [
      'the worker that was there before it',
      async () => {
        const runner = makeRunner();
        await runner.cancel('nobody');
        return runner;
      },
    ],
  ])('does not block %s where its run is not here any more', async (_, start) => {
    grantApp();
    const { client } = await storeClient(captured);
    const keep = () =>
      fakeBrowser.storage.session.set({
        'waiting-run': { runId: 'gone', state: 's', redirect: { mode: 'capture', uri } },
      });
    await keep();
    const runner = await start();
    await keep();
    const { runId, callback, tabId } = await parked(runner, client.id);
    await runner.takeCaptured(callback, tabId);
    await untilRunIs(runId, 'done');
    await expectNothingLeft();
  });
});

describe('the worker', () => {
  /** A run that waits, started by the real worker. */
  async function workAt() {
    grantApp();
    const { client } = await storeClient(captured);
    const worker = startWorker();
    const reply = await fakeBrowser.runtime.sendMessage({ type: 'start-run', clientId: client.id });
    const { runId } = reply as { runId: string };
    return { ...(await untilParked(runId)), worker };
  }

  test('ends a run when its alarm rings', async () => {
    const { runId } = await workAt();
    const [alarm] = await fakeBrowser.alarms.getAll();
    if (alarm === undefined) throw new Error('No alarm is set.');
    await fakeBrowser.alarms.onAlarm.trigger(alarm);
    await untilRunIs(runId, 'failed');
  });

  test('ends a run when its tab is closed', async () => {
    const { runId, tabId } = await workAt();
    await fakeBrowser.tabs.remove(tabId);
    await untilRunIs(runId, 'cancelled');
  });

  test('goes on with a run whose callback came to the app', async () => {
    const { runId, tabId, callback } = await workAt();
    await fakeBrowser.tabs.update(tabId, { url: callback });
    await untilRunIs(runId, 'done');
    expect((await storedRun(runId))?.callbackNotes).toEqual({ isSeenByApp: true });
    expect(await fakeBrowser.tabs.get(tabId)).toMatchObject({
      url: `chrome-extension://test-extension-id/options.html#/runs/${runId}`,
    });
  });

  test('ends a run whose tab shows the app without a callback', async () => {
    const { runId, tabId } = await workAt();
    await fakeBrowser.tabs.update(tabId, { url: uri });
    await untilRunIs(runId, 'failed');
    expect((await storedRun(runId))?.state).toMatchObject({ failure: { code: 'callback_missed' } });
    expect(await fakeBrowser.tabs.get(tabId)).toMatchObject({ url: uri });
  });

  // Else every page that is opened anywhere would wake it.
  test('hears of tabs only while a sign-in is open in one', async () => {
    const { onRemoved, onUpdated } = fakeBrowser.tabs;
    const hears = () => [onRemoved.hasListeners(), onUpdated.hasListeners()];
    const { runId, tabId } = await workAt();
    expect(hears()).toEqual([true, true]);
    await fakeBrowser.tabs.remove(tabId);
    await untilRunIs(runId, 'cancelled');
    await vi.waitFor(() => expect(hears()).toEqual([false, false]), PATIENCE);
    fakeBrowser.tabs.resetState();
    startWorker();
    // An event may have woken it: it listens until it knows that nothing waits.
    expect(hears()).toEqual([true, true]);
    await vi.waitFor(() => expect(hears()).toEqual([false, false]), PATIENCE);
  });

  test('ends a run when its permission is taken away', async () => {
    const { runId, worker } = await workAt();
    granted.delete('https://app.example.com/*');
    worker.permissionRemoved.trigger();
    await untilRunIs(runId, 'failed');
  });

  test('closes the tab and lets go of its rules when everything is forgotten', async () => {
    const { tabId, worker } = await workAt();
    expect(worker.rules()).toHaveLength(2);
    expect(await fakeBrowser.runtime.sendMessage({ type: 'clear-all' })).toEqual({ ok: true });
    expect(await fakeBrowser.tabs.get(tabId)).toBeUndefined();
    expect(worker.rules()).toEqual([]);
    expect(await fakeBrowser.storage.session.get(null)).toEqual({});
  });
});
