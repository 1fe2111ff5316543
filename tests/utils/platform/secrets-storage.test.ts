import { beforeEach, describe, expect, test } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { readSecrets, writeSecret } from '../../../utils/platform/secrets-storage';

beforeEach(() => {
  fakeBrowser.reset();
});

describe('writeSecret', () => {
  test('keeps secrets in memory, and never on disk', async () => {
    await writeSecret('a', 'secret-a');
    await writeSecret('b', 'secret-b');
    expect(await readSecrets()).toEqual({ a: 'secret-a', b: 'secret-b' });
    expect(await fakeBrowser.storage.local.get(null)).toEqual({});
  });

  test('replaces a secret, and forgets it when it is empty', async () => {
    await writeSecret('a', 'one');
    await writeSecret('a', 'two');
    await writeSecret('b', 'three');
    expect(await readSecrets()).toEqual({ a: 'two', b: 'three' });
    await writeSecret('a', '');
    expect(await readSecrets()).toEqual({ b: 'three' });
  });

  test('loses none of many at once', async () => {
    await Promise.all(['a', 'b', 'c', 'd'].map((id) => writeSecret(id, id)));
    expect(await readSecrets()).toEqual({ a: 'a', b: 'b', c: 'c', d: 'd' });
  });
});

describe('readSecrets', () => {
  test.each([undefined, 'junk', [], { a: 1 }])('takes %j for none', async (stored) => {
    await fakeBrowser.storage.session.set({ secrets: stored });
    expect(await readSecrets()).toEqual({});
  });

  // The id of an imported client is text of a file.
  test.each(['constructor', 'toString', '__proto__'])('knows no secret of %s', async (id) => {
    await writeSecret('a', 'secret-a');
    expect((await readSecrets())[id]).toBeUndefined();
  });
});
