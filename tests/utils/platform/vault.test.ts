import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { readSecretValues } from '../../../utils/platform/secrets-storage';
import {
  changeVaultPassphrase,
  clearAll,
  createVault,
  forgetVault,
  keepVaultAwake,
  lockVault,
  onVaultIdle,
  setVaultIdle,
  unlockVault,
  writeSecretValues,
} from '../../../utils/platform/vault';

const { session, local } = fakeBrowser.storage;
const passphrase = 'correct horse battery';
const DONE = { ok: true };
const FULL = {
  ok: false,
  message: 'The storage that the browser gives an extension is full. Nothing was changed.',
};
const WRONG = {
  ok: false,
  message: "The passphrase is wrong (or the vault's key was altered). Nothing was changed.",
};
const NONE = { ok: false, message: 'There is no vault. Create one in Settings.' };

const held = (id: string, value: string) => ({ id, value, isRemembered: false });
const sealed = (id: string, value: string) => ({ id, value, isRemembered: true });

const memory = async () => (await session.get('secrets'))['secrets'] ?? {};
const isOpen = async () => Object.keys(await session.get(null)).includes('vault-open');
const alarm = () => fakeBrowser.alarms.get('lock-vault');

// Deriving a key is slow on purpose: one vault is made, and most tests begin with a copy of it, open.
let made: { readonly local: object; readonly session: object } | undefined;

async function openVault() {
  if (made === undefined) {
    expect(await createVault(passphrase)).toEqual(DONE);
    made = { local: await local.get(null), session: await session.get(null) };
  } else {
    await local.set(made.local);
    await session.set(made.session);
  }
}

/** What is left after the browser was closed. */
async function restart() {
  await session.clear();
}

const quotaError = new Error('Resource::kQuotaBytes quota exceeded');

beforeEach(() => {
  fakeBrowser.reset();
  vi.restoreAllMocks();
});

describe('createVault', () => {
  test('makes an empty vault that is open', async () => {
    await openVault();
    expect(await isOpen()).toBe(true);
    expect(Object.keys(await local.get(null))).toEqual(['vault']);
    expect(await readSecretValues()).toEqual({});
  });

  test('refuses a short passphrase', async () => {
    expect(await createVault('short')).toEqual({
      ok: false,
      message: 'The passphrase needs at least 8 characters. Several words are a good one.',
    });
    expect(await local.get(null)).toEqual({});
  });

  test.each(['open', 'locked'])('never replaces a vault that is %s', async (state) => {
    await openVault();
    if (state === 'locked') await lockVault();
    const before = await local.get(null);
    expect(await createVault('another passphrase')).toEqual({
      ok: false,
      message: 'There is a vault already. Unlock it, or forget it in Settings first.',
    });
    expect(await local.get(null)).toEqual(before);
  });

  test.each([
    ['a newer version', { version: 2, seal: 'of the future' }, 'The vault has version 2'],
    ['junk', 'junk', 'The stored vault is damaged'],
  ])('leaves %s untouched, as every other command does', async (_, stored, words) => {
    await local.set({ vault: stored });
    const refused = { ok: false, message: expect.stringContaining(words) };
    expect(await createVault(passphrase)).toEqual(refused);
    expect(await unlockVault(passphrase)).toEqual(refused);
    expect(await changeVaultPassphrase(passphrase, 'another passphrase')).toEqual(refused);
    expect(await setVaultIdle(5)).toEqual(refused);
    expect(await writeSecretValues('a', [sealed('s', 'x')])).toEqual(refused);
    expect(await lockVault()).toEqual(DONE);
    expect(await local.get(null)).toEqual({ vault: stored });
    expect(await forgetVault()).toEqual(DONE);
    expect(await local.get('vault')).not.toHaveProperty('vault', stored);
  });
});

describe('unlockVault', () => {
  test('opens the vault after a restart, and shows what it holds', async () => {
    await openVault();
    await writeSecretValues('a', [sealed('s1', 'sealed-secret'), held('s2', 'held-secret')]);
    await restart();
    expect(await readSecretValues()).toEqual({});
    expect(await unlockVault('wrong passphrase')).toEqual(WRONG);
    expect(await isOpen()).toBe(false);
    expect(await unlockVault(passphrase)).toEqual(DONE);
    expect(await readSecretValues()).toEqual({ a: { s1: 'sealed-secret' } });
  });

  test('has nothing to unlock', async () => {
    expect(await unlockVault(passphrase)).toEqual(NONE);
    expect(await changeVaultPassphrase(passphrase, 'another passphrase')).toEqual(NONE);
    expect(await setVaultIdle(5)).toEqual(NONE);
  });

  test('says that the vault was altered', async () => {
    await openVault();
    await restart();
    const { vault } = (await local.get('vault')) as { vault: { contents: string } };
    const contents = vault.contents.split('.').with(3, 'AAAA').join('.');
    await local.set({ vault: { ...vault, contents } });
    expect(await unlockVault(passphrase)).toMatchObject({
      ok: false,
      message: expect.stringContaining('The vault was altered or damaged'),
    });
    expect(await isOpen()).toBe(false);
  });
});

describe('changeVaultPassphrase', () => {
  test('has the new passphrase open the same secrets, and refuses the old one', async () => {
    await openVault();
    await writeSecretValues('a', [sealed('s1', 'sealed-secret')]);
    expect(await changeVaultPassphrase('wrong passphrase', 'another passphrase')).toEqual(WRONG);
    expect(await changeVaultPassphrase(passphrase, 'short')).toMatchObject({ ok: false });
    expect(await changeVaultPassphrase(passphrase, 'another passphrase')).toEqual(DONE);
    expect(await isOpen()).toBe(true);
    await writeSecretValues('b', [sealed('s1', 'sealed-later')]);
    await lockVault();
    expect(await unlockVault(passphrase)).toEqual(WRONG);
    expect(await unlockVault('another passphrase')).toEqual(DONE);
    expect(await readSecretValues()).toEqual({
      a: { s1: 'sealed-secret' },
      b: { s1: 'sealed-later' },
    });
  });
});

describe('forgetVault', () => {
  test('is the way out of a forgotten passphrase: all that was sealed is gone, the rest stays', async () => {
    await openVault();
    await writeSecretValues('a', [sealed('s1', 'sealed-secret'), held('s2', 'held-secret')]);
    await lockVault();
    expect(await forgetVault()).toEqual(DONE);
    expect(await local.get(null)).toEqual({});
    expect(await readSecretValues()).toEqual({ a: { s2: 'held-secret' } });
    expect(await unlockVault(passphrase)).toEqual(NONE);
  });

  test('closes an open vault', async () => {
    await openVault();
    await forgetVault();
    expect(await isOpen()).toBe(false);
    expect(await alarm()).toBeUndefined();
  });
});

describe('writeSecretValues', () => {
  test('keeps in memory what is not remembered, and never on disk', async () => {
    await writeSecretValues('a', [held('s1', 'one'), held('s2', '')]);
    await writeSecretValues('b', [held('s1', 'two')]);
    expect(await readSecretValues()).toEqual({ a: { s1: 'one' }, b: { s1: 'two' } });
    expect(await local.get(null)).toEqual({});
    await writeSecretValues('a', []);
    expect(await memory()).toEqual({ b: { s1: 'two' } });
  });

  test('refuses to remember without a vault, and changes nothing', async () => {
    await writeSecretValues('a', [held('s1', 'one')]);
    expect(await writeSecretValues('a', [held('s1', 'two'), sealed('s2', 'three')])).toEqual({
      ok: false,
      message:
        'There is no vault that could remember the secret. Create one in Settings, or keep the secret in memory only.',
    });
    expect(await readSecretValues()).toEqual({ a: { s1: 'one' } });
    expect(await writeSecretValues('a', [held('s1', 'one'), sealed('s2', '')])).toEqual(DONE);
  });

  test('moves a value into the vault and out of it again', async () => {
    await openVault();
    await writeSecretValues('a', [held('s1', 'the-secret')]);
    await writeSecretValues('a', [sealed('s1', 'the-secret')]);
    expect(await memory()).toEqual({});
    await lockVault();
    expect(await readSecretValues()).toEqual({});
    await unlockVault(passphrase);
    await writeSecretValues('a', [held('s1', 'the-secret')]);
    expect(await memory()).toEqual({ a: { s1: 'the-secret' } });
    await lockVault();
    await unlockVault(passphrase);
    expect((await session.get('vault-open'))['vault-open']).toMatchObject({ values: {} });
  });

  test('forgets a value that was emptied while the vault is open', async () => {
    await openVault();
    await writeSecretValues('a', [sealed('s1', 'one'), sealed('s2', 'two')]);
    await writeSecretValues('a', [sealed('s1', ''), sealed('s2', 'two')]);
    expect(await readSecretValues()).toEqual({ a: { s2: 'two' } });
  });

  test('leaves alone what is sealed while the vault is locked, and takes nothing in', async () => {
    await openVault();
    await writeSecretValues('a', [sealed('s1', 'one')]);
    await lockVault();
    expect(await writeSecretValues('a', [sealed('s1', 'two')])).toEqual({
      ok: false,
      message: 'The vault is locked. Unlock it first, then save the secret again.',
    });
    expect(await writeSecretValues('a', [sealed('s1', ''), held('s2', 'held')])).toEqual(DONE);
    expect(await readSecretValues()).toEqual({ a: { s2: 'held' } });
    await unlockVault(passphrase);
    expect(await readSecretValues()).toEqual({ a: { s1: 'one', s2: 'held' } });
  });

  test('removes at the next unlock what was removed while the vault was locked', async () => {
    await openVault();
    await writeSecretValues('a', [sealed('s1', 'one'), sealed('s2', 'two'), sealed('s3', 'three')]);
    await writeSecretValues('b', [sealed('s1', 'four')]);
    await writeSecretValues('c', [sealed('s1', 'five')]);
    await restart();
    // One is deleted, one moves to memory, one stays; then a whole client is deleted.
    await writeSecretValues('a', [held('s2', 'typed again'), sealed('s3', '')]);
    await writeSecretValues('b', []);
    await unlockVault(passphrase);
    const expected = { a: { s2: 'typed again', s3: 'three' }, c: { s1: 'five' } };
    expect(await readSecretValues()).toEqual(expected);
    expect((await local.get('vault'))['vault']).toMatchObject({ pending_removals: [] });
    await lockVault();
    await unlockVault(passphrase);
    expect(await readSecretValues()).toEqual(expected);
  });

  test('keeps what is pending when the passphrase changes meanwhile', async () => {
    await openVault();
    await writeSecretValues('a', [sealed('s1', 'one')]);
    await lockVault();
    await writeSecretValues('a', []);
    expect(await changeVaultPassphrase(passphrase, 'another passphrase')).toEqual(DONE);
    expect(await isOpen()).toBe(false);
    await unlockVault('another passphrase');
    expect(await readSecretValues()).toEqual({});
  });

  test('loses none of many at once', async () => {
    await openVault();
    const ids = Array.from({ length: 10 }, (_, n) => `client-${n}`);
    const replies = await Promise.all(
      ids.map((id) => writeSecretValues(id, [sealed('s1', id), held('s2', id)])),
    );
    expect(replies).toEqual(ids.map(() => DONE));
    const all = Object.fromEntries(ids.map((id) => [id, { s1: id, s2: id }]));
    expect(await readSecretValues()).toEqual(all);
    await lockVault();
    await unlockVault(passphrase);
    expect(await readSecretValues()).toEqual(all);
  });

  test.each(['__proto__', 'constructor', 'toString'])('takes %s for an id', async (id) => {
    await openVault();
    await writeSecretValues(id, [sealed(id, 'sealed'), held('valueOf', 'held')]);
    const values = await readSecretValues();
    expect(Object.keys(values)).toEqual([id]);
    expect(values[id]?.[id]).toBe('sealed');
    expect(values[id]?.['valueOf']).toBe('held');
  });

  test('takes what is stored for what is sealed, where memory is behind it', async () => {
    await openVault();
    const behind = await session.get('vault-open');
    await writeSecretValues('a', [sealed('s1', 'one')]);
    await session.set(behind);
    await writeSecretValues('b', [sealed('s1', 'two')]);
    expect(await readSecretValues()).toEqual({ a: { s1: 'one' }, b: { s1: 'two' } });
  });

  test('overwrites no vault that the open one does not match', async () => {
    await openVault();
    const { vault } = (await local.get('vault')) as { vault: { contents: string } };
    const altered = { ...vault, contents: vault.contents.split('.').with(4, 'AAAA').join('.') };
    await local.set({ vault: altered });
    expect(await writeSecretValues('a', [sealed('s1', 'one')])).toMatchObject({
      ok: false,
      message: expect.stringContaining('The vault was altered or damaged'),
    });
    expect((await local.get('vault'))['vault']).toEqual(altered);
  });

  test('leaves nothing in the clear on the device', async () => {
    await openVault();
    await writeSecretValues('a', [sealed('s1', 'sealed-secret'), held('s2', 'held-secret')]);
    await setVaultIdle(5);
    await lockVault();
    await writeSecretValues('a', [sealed('s1', ''), held('s2', 'held-secret')]);
    const text = JSON.stringify(await local.get(null));
    for (const secret of ['sealed-secret', 'held-secret', passphrase]) {
      expect(text).not.toContain(secret);
      expect(text).not.toContain(btoa(secret).replace(/=+$/, ''));
    }
  });
});

describe('a storage that is full', () => {
  test.each(['local', 'session'] as const)(
    'is told in words, and changes nothing (%s)',
    async (area) => {
      await openVault();
      await writeSecretValues('a', [sealed('s1', 'one'), held('s2', 'two')]);
      const before = [await local.get(null), await session.get(null)];
      vi.spyOn(fakeBrowser.storage[area], 'set').mockRejectedValueOnce(quotaError);
      expect(await writeSecretValues('a', [sealed('s2', 'x'.repeat(100))])).toEqual(FULL);
      expect([await local.get(null), await session.get(null)]).toEqual(before);
    },
  );

  test.each(['local', 'session'] as const)('leaves no half of a new vault (%s)', async (area) => {
    vi.spyOn(fakeBrowser.storage[area], 'set').mockRejectedValueOnce(quotaError);
    expect(await createVault(passphrase)).toEqual(FULL);
    expect(await local.get(null)).toEqual({});
    expect(await isOpen()).toBe(false);
  });

  test('is not blamed for another fault', async () => {
    vi.spyOn(session, 'set').mockRejectedValueOnce(new Error('disk failure'));
    expect(await writeSecretValues('a', [held('s1', 'one')])).toEqual({
      ok: false,
      message: 'The browser refused to store it (disk failure). Nothing was changed.',
    });
  });
});

describe('lockVault', () => {
  test('is harmless where nothing is open', async () => {
    await writeSecretValues('a', [held('s1', 'one')]);
    await session.set({ 'draft:x': { values: { secrets: [sealed('s', 'typed')] } } });
    const before = await session.get(null);
    expect(await lockVault()).toEqual(DONE);
    expect(await session.get(null)).toEqual(before);
  });

  test('takes sealed secrets out of half-filled forms, and leaves what was only typed', async () => {
    await openVault();
    await writeSecretValues('i', [sealed('s1', 'in-the-vault')]);
    const draft = (secrets: unknown) => ({ id: 'i', slug: 's', values: { label: 'L', secrets } });
    const others = {
      'draft:a': draft([held('s1', 'held')]),
      'draft:b': draft('odd'),
      'draft:c': draft([null, 7, { isRemembered: 'yes', value: 'kept' }]),
      'draft:d': { id: 'i', slug: 's' },
      'draft:e': 'odd',
      'draft:f': draft([sealed('s1', 'typed over it'), sealed('s2', 'typed')]),
      'draft:g': { ...draft([sealed('s1', 'in-the-vault')]), id: 7 },
      drafted: draft([sealed('s1', 'in-the-vault')]),
    };
    await session.set({
      ...others,
      'draft:i': draft([
        sealed('s1', 'in-the-vault'),
        sealed('s2', 'typed'),
        held('s3', 'h'),
        null,
      ]),
    });
    expect(await lockVault()).toEqual(DONE);
    expect(await session.get(null)).toEqual({
      secrets: {},
      ...others,
      'draft:i': draft([sealed('s1', ''), sealed('s2', 'typed'), held('s3', 'h'), null]),
    });
  });

  test('locks even if a form cannot be written', async () => {
    await openVault();
    await writeSecretValues('i', [sealed('s1', 'in-the-vault')]);
    await session.set({
      'draft:i': { id: 'i', values: { secrets: [sealed('s1', 'in-the-vault')] } },
    });
    vi.spyOn(session, 'set').mockRejectedValueOnce(new Error('disk failure'));
    expect(await lockVault()).toEqual({
      ok: false,
      message:
        'The vault is closed, but secrets that were typed into unsaved forms could not be removed. Discard those forms.',
    });
    expect(await isOpen()).toBe(false);
  });
});

describe('an unused vault', () => {
  const ring = (name: string) =>
    fakeBrowser.alarms.onAlarm.trigger({ name, scheduledTime: 0, persistAcrossSessions: false });
  const minutesLeft = async () =>
    Math.round(((await alarm())?.scheduledTime ?? 0) / 60_000 - Date.now() / 60_000);

  test('locks after the chosen minutes', async () => {
    onVaultIdle();
    await openVault();
    await keepVaultAwake();
    expect(await minutesLeft()).toBe(15);
    expect(await setVaultIdle(240)).toEqual(DONE);
    expect(await minutesLeft()).toBe(240);
    await ring('another');
    expect(await isOpen()).toBe(true);
    await ring('lock-vault');
    await vi.waitFor(async () => expect(await isOpen()).toBe(false));
    expect(await alarm()).toBeUndefined();
  });

  test('counts anew after every use', async () => {
    await openVault();
    await fakeBrowser.alarms.create('lock-vault', { delayInMinutes: 1 });
    await writeSecretValues('a', [sealed('s1', 'one')]);
    expect(await minutesLeft()).toBe(15);
    await fakeBrowser.alarms.create('lock-vault', { delayInMinutes: 1 });
    await keepVaultAwake();
    expect(await minutesLeft()).toBe(15);
  });

  test('sets no alarm while it is locked, or where there is none', async () => {
    await keepVaultAwake();
    expect(await alarm()).toBeUndefined();
    await openVault();
    await lockVault();
    await keepVaultAwake();
    expect(await alarm()).toBeUndefined();
  });
});

describe('clearAll', () => {
  test('leaves nothing, not even of what was just being written', async () => {
    await openVault();
    const writing = writeSecretValues('a', [sealed('s1', 'one'), held('s2', 'two')]);
    await Promise.all([writing, clearAll()]);
    expect(await local.get(null)).toEqual({});
    expect(await session.get(null)).toEqual({});
  });
});
