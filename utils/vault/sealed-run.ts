import { base64url, compactDecrypt, CompactEncrypt } from 'jose';
import * as v from 'valibot';
import { readHeader } from './protected-header';

const ALGORITHM = 'dir';
const ENCRYPTION = 'A256GCM';
const TYPE = 'oauth-workbench-run';

/** Which run is sealed, and in which vault. Whoever moves the text elsewhere cannot open it there. */
export type SealedFor = { readonly vaultId: string; readonly runId: string };

// No member but these, as in the vault itself: nothing may ask for compression or another key.
const headerSchema = v.strictObject({
  alg: v.literal(ALGORITHM),
  enc: v.literal(ENCRYPTION),
  typ: v.literal(TYPE),
  kid: v.string(),
  run: v.string(),
});

/** Seals a text about a run under the data key of an open vault (JWE compact serialization, RFC 7516). */
export async function sealRun(text: string, key: string, of: SealedFor): Promise<string> {
  return new CompactEncrypt(new TextEncoder().encode(text))
    .setProtectedHeader({
      alg: ALGORITHM,
      enc: ENCRYPTION,
      typ: TYPE,
      kid: of.vaultId,
      run: of.runId,
    })
    .encrypt(base64url.decode(key));
}

/** The text that was sealed for exactly this run and vault; nothing where it was altered, or is another. */
export async function openRun(
  sealed: string,
  key: string,
  of: SealedFor,
): Promise<string | undefined> {
  const header = readHeader(headerSchema, sealed);
  if (header?.kid !== of.vaultId || header.run !== of.runId) return undefined;
  try {
    const { plaintext } = await compactDecrypt(sealed, base64url.decode(key), {
      keyManagementAlgorithms: [ALGORITHM],
      contentEncryptionAlgorithms: [ENCRYPTION],
    });
    return new TextDecoder('utf-8', { fatal: true }).decode(plaintext);
  } catch {
    return undefined;
  }
}
