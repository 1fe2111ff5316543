import { describe, expect, test } from 'vitest';
import { parseVaultDocument, type VaultDocument } from '../../../utils/vault/vault-document';

const document: VaultDocument = {
  version: 1,
  lock_after_minutes: 60,
  key: 'a.b.c.d.e',
  contents: 'a..c.d.e',
  pending_removals: [{ client: 'a', keep: ['s'] }],
};

describe('parseVaultDocument', () => {
  test('reads a vault', () => {
    expect(parseVaultDocument(document)).toEqual({ status: 'ok', document });
  });

  test.each([undefined, null])('takes %j for no vault', (value) => {
    expect(parseVaultDocument(value)).toEqual({ status: 'none' });
  });

  test.each([0, 1, 1e9, 'x', undefined, null])(
    'locks after 15 minutes where %j is stored',
    (minutes) => {
      expect(parseVaultDocument({ ...document, lock_after_minutes: minutes })).toMatchObject({
        status: 'ok',
        document: { lock_after_minutes: 15 },
      });
    },
  );

  test('refuses a version that is newer, whatever else it holds', () => {
    expect(parseVaultDocument({ version: 2, seal: 'of the future' })).toEqual({
      status: 'unreadable',
      message:
        'The vault has version 2, this OAuth Workbench knows version 1. Update the extension to open it; it is left untouched.',
    });
  });

  test.each([
    'junk',
    [],
    {},
    { ...document, version: 0 },
    { ...document, version: '2' },
    { ...document, key: 7 },
    { ...document, contents: undefined },
    { ...document, pending_removals: undefined },
    { ...document, pending_removals: [{ client: 'a' }] },
  ])('says that %j cannot be read, and what to do', (value) => {
    expect(parseVaultDocument(value)).toEqual({
      status: 'unreadable',
      message:
        'The stored vault is damaged and cannot be opened; it is left untouched. Forget the vault in Settings to create a new one, and type the secrets in again.',
    });
  });
});
