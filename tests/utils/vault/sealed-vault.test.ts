import { base64url, CompactEncrypt, decodeProtectedHeader } from 'jose';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import {
  changePassphrase,
  openContents,
  openVault,
  sealContents,
  sealVault,
} from '../../../utils/vault/sealed-vault';
import type { VaultDocument } from '../../../utils/vault/vault-document';

const passphrase = 'correct horse battery';
const values = { a: { s1: 'secret-of-a' }, b: { s1: 'secret-of-b', s2: 'another' } };

const WRONG = "The passphrase is wrong (or the vault's key was altered). Nothing was changed.";
const damaged = {
  ok: false,
  reason: 'damaged',
  message:
    'The vault was altered or damaged, and cannot be opened. Nothing was changed. Forget the vault in Settings to create a new one, and type the secrets in again.',
};
const wrong = { ok: false, reason: 'passphrase', message: WRONG };

let document: VaultDocument;
let key: string;

// Deriving a key is slow on purpose: the tests share what they do not change.
beforeAll(async () => {
  ({ document, key } = await sealVault(passphrase, values, 15));
});

const PARTS = ['header', 'encrypted key', 'initialization vector', 'ciphertext', 'tag'] as const;

/** The JWE with one bit of one part turned. */
function flip(jwe: string, part: (typeof PARTS)[number]): string {
  const parts = jwe.split('.');
  const index = PARTS.indexOf(part);
  const bytes = base64url.decode(parts[index] ?? '');
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
  return parts.with(index, base64url.encode(bytes)).join('.');
}

function withHeader(jwe: string, changes: object): string {
  const header = { ...decodeProtectedHeader(jwe), ...changes };
  return jwe
    .split('.')
    .with(0, base64url.encode(JSON.stringify(header)))
    .join('.');
}

describe('sealVault', () => {
  test('seals what the passphrase opens again', async () => {
    expect(await openVault(document, passphrase)).toEqual({ ok: true, key, values });
  });

  test('uses the algorithms that were chosen, with 600,000 rounds and a salt of 16 bytes', () => {
    const keyHeader = decodeProtectedHeader(document.key);
    const contentsHeader = decodeProtectedHeader(document.contents);
    expect(keyHeader).toEqual({
      alg: 'PBES2-HS512+A256KW',
      enc: 'A256GCM',
      kid: contentsHeader.kid,
      p2c: 600_000,
      p2s: expect.stringMatching(/^[\w-]{22}$/),
    });
    expect(contentsHeader).toEqual({ alg: 'dir', enc: 'A256GCM', kid: keyHeader.kid });
    expect(base64url.decode(key)).toHaveLength(32);
  });

  test('shows nothing of secrets, the passphrase or the key', () => {
    const text = JSON.stringify(document);
    // Not the ids of two letters: those stand in any base64url by chance.
    for (const hidden of ['secret-of-a', 'another', passphrase, 'horse', key])
      expect(text).not.toContain(hidden);
  });

  test('refuses a passphrase that is too short', async () => {
    await expect(sealVault('short', values, 15)).rejects.toThrow('at least 8 characters');
  });

  test('takes a passphrase composed or decomposed, and any text as a secret', async () => {
    const texts = { ü: { '': 'ключ\u0000"\\😀' } };
    const vault = await sealVault('Ku\u0308ste\u00A0am Meer', texts, 5);
    expect(await openVault(vault.document, 'K\u00FCste am Meer')).toMatchObject({
      ok: true,
      values: texts,
    });
  });
});

describe('openVault', () => {
  test.each(['', 'wrong horse battery', 'Correct horse battery', `${passphrase} `])(
    'refuses the passphrase %j',
    async (other) => {
      expect(await openVault(document, other)).toEqual(wrong);
    },
  );

  test.each(PARTS.slice(1))('cannot tell an altered %s of the key from it', async (part) => {
    const altered = { ...document, key: flip(document.key, part) };
    expect(await openVault(altered, passphrase)).toEqual(wrong);
  });

  test.each([{ kid: 'another' }, { p2c: 600_001 }, { p2s: 'A'.repeat(22) }])(
    'nor a header of the key with %j',
    async (changes) => {
      const altered = withHeader(document.key, changes);
      const kid = 'kid' in changes ? changes.kid : decodeProtectedHeader(document.key).kid;
      const contents = withHeader(document.contents, { kid });
      expect(await openVault({ ...document, key: altered, contents }, passphrase)).toEqual(wrong);
    },
  );

  test.each([
    { p2c: 599_999 },
    { p2c: 1 },
    { p2c: 2_000_001 },
    { p2c: 1e12 },
    { p2c: '600000' },
    { p2s: 'AAAA' },
    { alg: 'PBES2-HS256+A128KW' },
    { alg: 'dir' },
    { enc: 'A128GCM' },
    { zip: 'DEF' },
    { crit: ['exp'], exp: 1 },
    { kid: '' },
  ])('refuses a header of the key with %j, before any work', async (changes) => {
    const altered = { ...document, key: withHeader(document.key, changes) };
    const derive = vi.spyOn(crypto.subtle, 'deriveBits');
    expect(await openVault(altered, passphrase)).toEqual(damaged);
    expect(derive).not.toHaveBeenCalled();
    derive.mockRestore();
  });

  test.each(['', 'x', '....', 'e30....', 'a.b.c.d.e', 'not a JWE at all'])(
    'refuses the key %j',
    async (other) => {
      expect(await openVault({ ...document, key: other }, passphrase)).toEqual(damaged);
    },
  );

  test('refuses altered contents under the right passphrase', async () => {
    const contents = flip(document.contents, 'ciphertext');
    expect(await openVault({ ...document, contents }, passphrase)).toEqual(damaged);
  });
});

describe('openContents', () => {
  test.each(PARTS.filter((part) => part !== 'encrypted key'))(
    'refuses an altered %s',
    async (part) => {
      const altered = { ...document, contents: flip(document.contents, part) };
      expect(await openContents(altered, key)).toEqual(damaged);
    },
  );

  test.each([{ alg: 'A256KW' }, { enc: 'A128GCM' }, { zip: 'DEF' }, { kid: 'another' }])(
    'refuses a header with %j',
    async (changes) => {
      const altered = { ...document, contents: withHeader(document.contents, changes) };
      expect(await openContents(altered, key)).toEqual(damaged);
    },
  );

  test.each([{ kid: 'another' }, { zip: 'DEF' }, { cty: 'text/plain' }])(
    'refuses a header with %j, though it was sealed with the key',
    async (changes) => {
      const seal = async (more: object) =>
        new CompactEncrypt(new TextEncoder().encode(JSON.stringify(values)))
          .setProtectedHeader({
            alg: 'dir',
            enc: 'A256GCM',
            kid: decodeProtectedHeader(document.key).kid ?? '',
            ...more,
          })
          .encrypt(base64url.decode(key));
      const same = { ...document, contents: await seal({}) };
      expect(await openContents(same, key)).toEqual({ ok: true, values });
      const altered = { ...document, contents: await seal(changes) };
      expect(await openContents(altered, key)).toEqual(damaged);
    },
  );

  test('refuses contents with an encrypted key', async () => {
    const contents = document.contents.split('.').with(1, 'AAAA').join('.');
    expect(await openContents({ ...document, contents }, key)).toEqual(damaged);
  });

  test('refuses the contents of another vault, even of one with the same passphrase', async () => {
    const { document: other } = await sealVault(passphrase, values, 15);
    expect(await openContents({ ...document, contents: other.contents }, key)).toEqual(damaged);
    expect(await openContents(other, key)).toEqual(damaged);
  });

  test('refuses what is not a list of secrets, though it is sealed with the key', async () => {
    const odd = await sealContents(document, key, { a: 'x' } as never);
    expect(await openContents(odd, key)).toEqual(damaged);
  });
});

describe('sealContents', () => {
  test('seals other secrets, never twice alike, and leaves the key as it is', async () => {
    const one = await sealContents(document, key, { c: { s: 'new' } });
    const two = await sealContents(document, key, { c: { s: 'new' } });
    expect(one.key).toBe(document.key);
    expect(one.contents).not.toBe(two.contents);
    expect(await openContents(one, key)).toEqual({ ok: true, values: { c: { s: 'new' } } });
  });

  test.each(['__proto__', 'constructor', 'toString'])('keeps the id %s', async (id) => {
    const hostile = JSON.parse(`{"${id}":{"${id}":"value"}}`) as Record<
      string,
      Record<string, string>
    >;
    const opened = await openContents(await sealContents(document, key, hostile), key);
    expect(opened.ok && Object.keys(opened.values)).toEqual([id]);
    expect(opened.ok && opened.values[id]?.[id]).toBe('value');
    expect(opened.ok && opened.values['valueOf']).toBeUndefined();
  });

  test('keeps 10,000 secrets', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 10_000 }, (_, n) => [`client-${n}`, { s: `secret-${n}` }]),
    );
    const opened = await openContents(await sealContents(document, key, many), key);
    expect(opened).toEqual({ ok: true, values: many });
  });

  test('seals nothing for a vault that has no key', async () => {
    await expect(sealContents({ ...document, key: 'x' }, key, values)).rejects.toThrow(
      'The vault has no key that could be read.',
    );
  });
});

describe('changePassphrase', () => {
  test('lets the new passphrase open what the old one did, and the old one nothing', async () => {
    const changed = await changePassphrase(document, passphrase, 'another passphrase');
    if (!changed.ok) throw new Error(changed.message);
    expect(changed.document.contents).toBe(document.contents);
    expect(await openVault(changed.document, passphrase)).toEqual(wrong);
    expect(await openVault(changed.document, 'another passphrase')).toEqual({
      ok: true,
      key,
      values,
    });
  });

  test('refuses a wrong old one, and a new one that is too short', async () => {
    expect(await changePassphrase(document, 'wrong passphrase', 'another passphrase')).toEqual(
      wrong,
    );
    expect(await changePassphrase(document, passphrase, 'short')).toEqual({
      ok: false,
      reason: 'new-passphrase',
      message: 'The passphrase needs at least 8 characters. Several words are a good one.',
    });
  });
});
