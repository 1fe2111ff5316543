import { base64url, compactDecrypt, CompactEncrypt, errors } from 'jose';
import * as v from 'valibot';
import { normalisePassphrase, passphraseProblem } from './passphrase';
import { readHeader } from './protected-header';
import { parseSecretValues, type SecretValues } from './secret-values';
import { type LockMinutes, VAULT_VERSION, type VaultDocument } from './vault-document';

const KEY_ALGORITHM = 'PBES2-HS512+A256KW';
const CONTENTS_ALGORITHM = 'dir';
const ENCRYPTION = 'A256GCM';
const KEY_BYTES = 32;
const ID_BYTES = 16;

/** Rounds of PBKDF2: what slows down those who guess. */
const ROUNDS = 600_000;
/** More than this nobody has sealed: the header would only keep the worker busy. */
const MAX_ROUNDS = 2_000_000;

/** 16 bytes as base64url. */
const MIN_SALT_CHARACTERS = 22;

/** The 256-bit key of the contents, as base64url: session storage keeps no `CryptoKey`. */
type DataKey = string;

type Damaged = {
  readonly ok: false;
  readonly reason: 'damaged';
  readonly message: string;
};
type WrongPassphrase = {
  readonly ok: false;
  readonly reason: 'passphrase';
  readonly message: string;
};

// No member but these: a header must not ask for compression, extensions or less work.
const keyHeaderSchema = v.strictObject({
  alg: v.literal(KEY_ALGORITHM),
  enc: v.literal(ENCRYPTION),
  /** Tells vaults apart. */
  kid: v.pipe(v.string(), v.nonEmpty()),
  p2c: v.pipe(v.number(), v.integer(), v.minValue(ROUNDS), v.maxValue(MAX_ROUNDS)),
  p2s: v.pipe(v.string(), v.minLength(MIN_SALT_CHARACTERS)),
});
const contentsHeaderSchema = v.strictObject({
  alg: v.literal(CONTENTS_ALGORITHM),
  enc: v.literal(ENCRYPTION),
  kid: v.string(),
});

const DAMAGED: Damaged = {
  ok: false,
  reason: 'damaged',
  message:
    'The vault was altered or damaged, and cannot be opened. Nothing was changed. Forget the vault in Settings to create a new one, and type the secrets in again.',
};
// Unwrapping a key tells that it failed, not why (RFC 3394 §2.2.3).
const WRONG_PASSPHRASE: WrongPassphrase = {
  ok: false,
  reason: 'passphrase',
  message: "The passphrase is wrong (or the vault's key was altered). Nothing was changed.",
};

/**
 * Seals secrets under a new passphrase (JWE compact serialization, RFC 7516): the secrets under a random data key,
 * and that key under the passphrase.
 * @throws Error when the passphrase is refused by `passphraseProblem`.
 */
export async function sealVault(
  passphrase: string,
  values: SecretValues,
  lockAfterMinutes: LockMinutes,
): Promise<{ readonly document: VaultDocument; readonly key: DataKey }> {
  const key = randomText(KEY_BYTES);
  const vaultId = randomText(ID_BYTES);
  const document = {
    version: VAULT_VERSION,
    lock_after_minutes: lockAfterMinutes,
    key: await sealKey(key, vaultId, passphrase),
    contents: await sealValues(values, vaultId, key),
    pending_removals: [],
  } as const;
  return { document, key };
}

/** Opens a vault with its passphrase. Removals that are pending are not applied. */
export async function openVault(
  document: VaultDocument,
  passphrase: string,
): Promise<
  | { readonly ok: true; readonly key: DataKey; readonly values: SecretValues }
  | WrongPassphrase
  | Damaged
> {
  const opened = await openKey(document, passphrase);
  if (!opened.ok) return opened;
  const contents = await openContents(document, opened.key);
  return contents.ok ? { ...contents, key: opened.key } : contents;
}

/** What tells this vault from others; nothing where its key cannot be read. */
export function vaultIdOf(document: VaultDocument): string | undefined {
  return readHeader(keyHeaderSchema, document.key)?.kid;
}

/** Opens the contents with the data key of this vault. */
export async function openContents(
  document: VaultDocument,
  key: DataKey,
): Promise<{ readonly ok: true; readonly values: SecretValues } | Damaged> {
  const vaultId = vaultIdOf(document);
  const header = readHeader(contentsHeaderSchema, document.contents);
  if (vaultId === undefined || header?.kid !== vaultId) return DAMAGED;
  try {
    const { plaintext } = await compactDecrypt(document.contents, base64url.decode(key), {
      keyManagementAlgorithms: [CONTENTS_ALGORITHM],
      contentEncryptionAlgorithms: [ENCRYPTION],
    });
    const values = parseSecretValues(JSON.parse(new TextDecoder().decode(plaintext)));
    return values === undefined ? DAMAGED : { ok: true, values };
  } catch {
    return DAMAGED;
  }
}

/**
 * The vault with other contents; the passphrase is not needed.
 * @throws Error when the document is not one that could be opened.
 */
export async function sealContents(
  document: VaultDocument,
  key: DataKey,
  values: SecretValues,
): Promise<VaultDocument> {
  const vaultId = vaultIdOf(document);
  if (vaultId === undefined) throw new Error('The vault has no key that could be read.');
  return { ...document, contents: await sealValues(values, vaultId, key) };
}

/** Seals the data key under another passphrase. The contents stay as they are. */
export async function changePassphrase(
  document: VaultDocument,
  passphrase: string,
  newPassphrase: string,
): Promise<
  | { readonly ok: true; readonly document: VaultDocument }
  | { readonly ok: false; readonly reason: 'new-passphrase'; readonly message: string }
  | WrongPassphrase
  | Damaged
> {
  const message = passphraseProblem(newPassphrase);
  if (message !== undefined) return { ok: false, reason: 'new-passphrase', message };
  const opened = await openKey(document, passphrase);
  if (!opened.ok) return opened;
  const key = await sealKey(opened.key, opened.vaultId, newPassphrase);
  return { ok: true, document: { ...document, key } };
}

async function openKey(
  document: VaultDocument,
  passphrase: string,
): Promise<
  { readonly ok: true; readonly key: DataKey; readonly vaultId: string } | WrongPassphrase | Damaged
> {
  const header = readHeader(keyHeaderSchema, document.key);
  if (header === undefined) return DAMAGED;
  try {
    const { plaintext } = await compactDecrypt(document.key, toBytes(passphrase), {
      keyManagementAlgorithms: [KEY_ALGORITHM],
      contentEncryptionAlgorithms: [ENCRYPTION],
      maxPBES2Count: MAX_ROUNDS,
    });
    return plaintext.length === KEY_BYTES
      ? { ok: true, key: base64url.encode(plaintext), vaultId: header.kid }
      : DAMAGED;
  } catch (error) {
    return error instanceof errors.JWEDecryptionFailed ? WRONG_PASSPHRASE : DAMAGED;
  }
}

async function sealKey(key: DataKey, vaultId: string, passphrase: string): Promise<string> {
  const problem = passphraseProblem(passphrase);
  if (problem !== undefined) throw new Error(problem);
  return new CompactEncrypt(base64url.decode(key))
    .setProtectedHeader({ alg: KEY_ALGORITHM, enc: ENCRYPTION, kid: vaultId })
    .setKeyManagementParameters({ p2c: ROUNDS })
    .encrypt(toBytes(passphrase));
}

async function sealValues(values: SecretValues, vaultId: string, key: DataKey): Promise<string> {
  return new CompactEncrypt(new TextEncoder().encode(JSON.stringify(values)))
    .setProtectedHeader({ alg: CONTENTS_ALGORITHM, enc: ENCRYPTION, kid: vaultId })
    .encrypt(base64url.decode(key));
}

function toBytes(passphrase: string): Uint8Array {
  return new TextEncoder().encode(normalisePassphrase(passphrase));
}

// Not an argument, as randomness is elsewhere: nobody may pass in a worse one than jose uses for salts.
function randomText(bytes: number): string {
  return base64url.encode(crypto.getRandomValues(new Uint8Array(bytes)));
}
