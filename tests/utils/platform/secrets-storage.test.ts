import { beforeEach, describe, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import {
  followSecretValues,
  followVaultStatus,
  readSecretValues,
} from '../../../utils/platform/secrets-storage';
import type { SecretValues } from '../../../utils/vault/secret-values';

const { session, local } = fakeBrowser.storage;
const vault = {
  version: 1,
  lock_after_minutes: 60,
  key: 'a.b.c.d.e',
  contents: 'a..c.d.e',
  pending_removals: [],
};

beforeEach(() => {
  fakeBrowser.reset();
});

describe('readSecretValues', () => {
  test('joins what is in memory with what the open vault holds', async () => {
    await session.set({ secrets: { a: { s1: 'memory' }, b: { s1: 'memory' } } });
    expect(await readSecretValues()).toEqual({ a: { s1: 'memory' }, b: { s1: 'memory' } });
    await session.set({ 'vault-open': { key: 'k', values: { a: { s2: 'vault' } } } });
    expect(await readSecretValues()).toEqual({
      a: { s1: 'memory', s2: 'vault' },
      b: { s1: 'memory' },
    });
  });

  test.each([undefined, null, 'junk', [], { a: 1 }, { a: 'x' }, { a: { s: 1 } }])(
    'takes %j for none',
    async (stored) => {
      await session.set({ secrets: stored });
      expect(await readSecretValues()).toEqual({});
    },
  );

  test.each(['junk', [], {}, { key: 'k' }, { key: 7, values: {} }, { key: 'k', values: 'x' }])(
    'takes %j for no open vault',
    async (stored) => {
      await session.set({ 'vault-open': stored });
      expect(await readSecretValues()).toEqual({});
    },
  );

  // The id of an imported client is text of a file.
  test.each(['constructor', 'toString', '__proto__'])('knows no secret of %s', async (id) => {
    await session.set({ secrets: { a: { s1: 'memory' } } });
    const values = await readSecretValues();
    expect(values[id]).toBeUndefined();
    expect(values['a']?.[id]).toBeUndefined();
  });
});

describe('followSecretValues', () => {
  test('tells of what is there, then of every change, until it is stopped', async () => {
    const told: SecretValues[] = [];
    const stop = followSecretValues((values) => told.push(values));
    await vi.waitFor(() => expect(told).toEqual([{}]));
    await session.set({ secrets: { a: { s1: 'memory' } } });
    await session.set({ 'vault-open': { key: 'k', values: { a: { s2: 'vault' } } } });
    expect(told.slice(1)).toEqual([{ a: { s1: 'memory' } }, { a: { s1: 'memory', s2: 'vault' } }]);
    await session.remove('vault-open');
    expect(told.at(-1)).toEqual({ a: { s1: 'memory' } });
    stop();
    await session.clear();
    expect(told).toHaveLength(4);
  });
});

describe('followVaultStatus', () => {
  test('tells whether there is a vault, and whether it is open', async () => {
    const told = vi.fn();
    followVaultStatus(told);
    await vi.waitFor(() =>
      expect(told).toHaveBeenLastCalledWith({ status: 'none', lockAfterMinutes: 15 }),
    );
    await local.set({ vault });
    expect(told).toHaveBeenLastCalledWith({ status: 'locked', lockAfterMinutes: 60 });
    await session.set({ 'vault-open': { key: 'k', values: {} } });
    expect(told).toHaveBeenLastCalledWith({ status: 'open', lockAfterMinutes: 60 });
    await session.clear();
    expect(told).toHaveBeenLastCalledWith({ status: 'locked', lockAfterMinutes: 60 });
    await local.set({ vault: { version: 2 } });
    expect(told).toHaveBeenLastCalledWith({
      status: 'unreadable',
      lockAfterMinutes: 15,
      message: expect.stringContaining('The vault has version 2'),
    });
    expect(told).toHaveBeenCalledTimes(5);
  });
});
