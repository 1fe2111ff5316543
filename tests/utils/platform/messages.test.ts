import { beforeEach, describe, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { type Command, onCommand, type Reply, sendCommand } from '../../../utils/platform/messages';

const page = {
  id: fakeBrowser.runtime.id,
  url: 'chrome-extension://test-extension-id/popup.html',
};

/** What the listeners answer to a message of this sender, and the commands they took. */
async function receive(message: unknown, sender: object) {
  const handle = vi.fn<(command: Command) => Promise<Reply>>(async () => ({ ok: true }));
  onCommand(handle);
  const answers: unknown[] = await fakeBrowser.runtime.onMessage.trigger(
    message,
    sender,
    () => undefined,
  );
  return { answers, commands: handle.mock.calls.map(([command]) => command) };
}

beforeEach(() => {
  fakeBrowser.reset();
});

describe('onCommand', () => {
  test.each<Command>([
    { type: 'start-run', clientId: 'c' },
    {
      type: 'start-run',
      clientId: 'c',
      redirectMode: 'capture',
      overrides: [['prompt', 'login']],
    },
    { type: 'start-run', clientId: 'c', refreshes: 'r' },
    { type: 'restart-run', runId: 'r' },
    { type: 'restart-run', runId: 'r', redirectMode: 'manual' },
    { type: 'callback-captured', url: 'https://app.example.com/cb?code=c' },
    { type: 'callback-pasted', runId: 'r', text: 'code=c' },
    { type: 'cancel-run', runId: 'r' },
    {
      type: 'use-token',
      runId: 'r',
      wanted: { kind: 'introspection', token: 'access_token', isJwtWanted: true },
    },
    { type: 'use-token', runId: 'r', wanted: { kind: 'revocation', token: 'refresh_token' } },
    { type: 'use-token', runId: 'r', wanted: { kind: 'user-info' } },
    {
      type: 'use-token',
      runId: 'r',
      wanted: {
        kind: 'resource',
        url: 'https://api.example.com',
        method: 'POST',
        headers: [['a', 'b']],
        body: { type: 'json', text: '{}' },
      },
    },
    { type: 'clear-all' },
    {
      type: 'write-secrets',
      clientId: 'c',
      entries: [{ id: 's', value: 'x', isRemembered: true }],
    },
    { type: 'vault-create', passphrase: 'p' },
    { type: 'vault-unlock', passphrase: 'p' },
    { type: 'vault-lock' },
    { type: 'vault-change-passphrase', passphrase: 'p', newPassphrase: 'q' },
    { type: 'vault-forget' },
    { type: 'vault-set-idle', minutes: 60 },
    { type: 'vault-used' },
  ])('takes %j from a page of the extension', async (command) => {
    expect(await receive(command, page)).toEqual({ answers: [{ ok: true }], commands: [command] });
  });

  test.each([
    ['another extension', { ...page, id: 'another-extension' }],
    ['nobody', {}],
    ['a content script', { ...page, url: 'https://evil.example/' }],
    ['a page without an address', { id: page.id }],
    [
      'an address that only looks like ours',
      { ...page, url: 'https://evil.example/chrome-extension://test-extension-id/' },
    ],
    [
      'an extension whose id begins like ours',
      { ...page, url: 'chrome-extension://test-extension-id.evil/popup.html' },
    ],
  ])('takes nothing from %s', async (_, sender) => {
    expect(await receive({ type: 'clear-all' }, sender)).toEqual({
      answers: [undefined],
      commands: [],
    });
  });

  test.each([
    ['an unknown command', { type: 'export-secrets' }],
    ['a command without what it needs', { type: 'start-run' }],
    ['a mode that is none', { type: 'restart-run', runId: 'r', redirectMode: 'proxy' }],
    ['parameters that are no pairs', { type: 'start-run', clientId: 'c', overrides: [['prompt']] }],
    [
      'parameters that are no texts',
      { type: 'start-run', clientId: 'c', overrides: [['max_age', 0]] },
    ],
    [
      'a use that is none',
      { type: 'use-token', runId: 'r', wanted: { kind: 'steal', token: 'access_token' } },
    ],
    [
      'a token that is none',
      { type: 'use-token', runId: 'r', wanted: { kind: 'introspection', token: 'id_token' } },
    ],
    [
      'a method that is none',
      {
        type: 'use-token',
        runId: 'r',
        wanted: { kind: 'resource', url: 'https://a.example', method: 'TRACE', headers: [] },
      },
    ],
    ['a callback without its address', { type: 'callback-captured' }],
    ['a wrong type', { type: 'cancel-run', runId: { $ne: '' } }],
    ['a time that is no choice', { type: 'vault-set-idle', minutes: 1e9 }],
    ['secrets that are none', { type: 'write-secrets', clientId: 'c', entries: [{ id: 's' }] }],
    ['a text', 'clear-all'],
    ['null', null],
    ['nothing', undefined],
  ])('takes no heed of %s', async (_, message) => {
    expect((await receive(message, page)).commands).toEqual([]);
  });
});

describe('onCommand', () => {
  test.each([
    ['a tab', { ...page, tab: { id: 7 } }, 7],
    ['the popup', page, undefined],
  ])('tells the tab of a page in %s', async (_, sender, tabId) => {
    const handle = vi.fn<(command: Command, tabId: number | undefined) => Promise<Reply>>(
      async () => ({ ok: true }),
    );
    onCommand(handle);
    const answers: unknown[] = await fakeBrowser.runtime.onMessage.trigger(
      { type: 'vault-lock' },
      sender as Parameters<typeof fakeBrowser.runtime.onMessage.trigger>[1],
      () => undefined,
    );
    expect(answers).toEqual([{ ok: true }]);
    expect(handle.mock.calls).toEqual([[{ type: 'vault-lock' }, tabId]]);
  });
});

// Reloading the extension would lose every run.
const NO_ANSWER =
  'The background worker was stopped before it answered. Try again; the request may have arrived.';

describe('sendCommand', () => {
  test.each<Reply>([
    { ok: true },
    { ok: true, runId: 'r' },
    { ok: true, runId: 'r', isForeign: true },
    { ok: false, message: 'No.' },
  ])('gives the reply %j', async (reply) => {
    const send = vi.spyOn(fakeBrowser.runtime, 'sendMessage').mockImplementation(async () => reply);
    expect(await sendCommand({ type: 'clear-all' })).toEqual(reply);
    expect(send).toHaveBeenCalledWith({ type: 'clear-all' });
    send.mockRestore();
  });

  test.each([undefined, null, 'x', { ok: 'yes' }, { ok: false }])(
    'says in words that %j is no reply',
    async (reply) => {
      const send = vi
        .spyOn(fakeBrowser.runtime, 'sendMessage')
        .mockImplementation(async () => reply);
      expect(await sendCommand({ type: 'clear-all' })).toEqual({
        ok: false,
        message: NO_ANSWER,
      });
      send.mockRestore();
    },
  );

  // “Could not establish connection. Receiving end does not exist.”
  test('says in words that there is no worker', async () => {
    expect(await sendCommand({ type: 'clear-all' })).toEqual({
      ok: false,
      message: NO_ANSWER,
    });
  });
});
