import { base64url, CompactEncrypt } from 'jose';
import { describe, expect, test } from 'vitest';
import { openRun, sealRun } from '../../../utils/vault/sealed-run';

const key = base64url.encode(new Uint8Array(32).fill(7));
const of = { vaultId: 'vault-1', runId: 'run-1' };

describe('a sealed run', () => {
  test('is opened for the run and vault that it was sealed for', async () => {
    const sealed = await sealRun('the events ‹x›', key, of);
    expect(sealed).not.toContain('events');
    expect(await openRun(sealed, key, of)).toBe('the events ‹x›');
  });

  test.each([
    ['another run', { ...of, runId: 'run-2' }, key],
    ['another vault', { ...of, vaultId: 'vault-2' }, key],
    ['another key', of, base64url.encode(new Uint8Array(32).fill(8))],
    ['no key', of, ''],
  ])('is not opened for %s', async (_, other, otherKey) => {
    expect(await openRun(await sealRun('text', key, of), otherKey, other)).toBeUndefined();
  });

  test('is not opened where a character was changed', async () => {
    const sealed = await sealRun('text', key, of);
    const at = sealed.lastIndexOf('.') - 2;
    const changed = sealed.slice(0, at) + (sealed[at] === 'A' ? 'B' : 'A') + sealed.slice(at + 1);
    expect(await openRun(changed, key, of)).toBeUndefined();
    expect(await openRun('no JWE', key, of)).toBeUndefined();
  });

  test.each([
    ['compression', { zip: 'DEF' }],
    ['another type', { typ: 'JWT' }],
    ['other members', { crit: ['b64'], b64: false }],
  ])('is not opened where its header asks for %s', async (_, more) => {
    const header = {
      alg: 'dir',
      enc: 'A256GCM',
      typ: 'oauth-workbench-run',
      kid: 'vault-1',
      run: 'run-1',
    };
    const sealed = await new CompactEncrypt(new TextEncoder().encode('text'))
      .setProtectedHeader({ ...header, ...more })
      .encrypt(base64url.decode(key), { crit: { b64: false } })
      .catch(() => undefined);
    // What cannot even be made this way is refused all the same.
    expect(
      await openRun(
        sealed ?? `${base64url.encode(JSON.stringify({ ...header, ...more }))}....`,
        key,
        of,
      ),
    ).toBeUndefined();
  });
});
