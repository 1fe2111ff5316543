import * as v from 'valibot';

/** Schema version of the stored vault. Raise it with a migration and its test. */
export const VAULT_VERSION = 1;

/** After how many minutes without use the vault may lock. */
export const LOCK_MINUTES = [5, 15, 60, 240] as const;
export type LockMinutes = (typeof LOCK_MINUTES)[number];
export const DEFAULT_LOCK_MINUTES: LockMinutes = 15;

const documentSchema = v.object({
  version: v.literal(VAULT_VERSION),
  // A setting that cannot be read is no reason to lose what is sealed.
  lock_after_minutes: v.fallback(v.picklist(LOCK_MINUTES), DEFAULT_LOCK_MINUTES),
  /** Compact JWE of the data key, under the passphrase. */
  key: v.string(),
  /** Compact JWE of the secrets, under the data key. */
  contents: v.string(),
  /** What was removed while the vault was locked: of each client here, all secrets but these. */
  pending_removals: v.pipe(
    v.array(
      v.pipe(
        v.object({
          client: v.string(),
          keep: v.pipe(v.array(v.string()), v.readonly()),
        }),
        v.readonly(),
      ),
    ),
    v.readonly(),
  ),
});

/** What is stored of the vault. Nothing in it is of use without the passphrase. */
export type VaultDocument = Readonly<v.InferOutput<typeof documentSchema>>;

export type ParsedVault =
  | { readonly status: 'none' }
  | { readonly status: 'ok'; readonly document: VaultDocument }
  | { readonly status: 'unreadable'; readonly message: string };

/** Reads what the store holds. What cannot be read, and a version newer than ours, must be left untouched. */
export function parseVaultDocument(value: unknown): ParsedVault {
  if (value === undefined || value === null) return { status: 'none' };
  const result = v.safeParse(documentSchema, value);
  if (result.success) return { status: 'ok', document: result.output };
  const version = v.safeParse(v.object({ version: v.number() }), value);
  return {
    status: 'unreadable',
    message:
      version.success && version.output.version > VAULT_VERSION
        ? `The vault has version ${version.output.version}, this OAuth Workbench knows version ${VAULT_VERSION}. Update the extension to open it; it is left untouched.`
        : 'The stored vault is damaged and cannot be opened; it is left untouched. Forget the vault in Settings to create a new one, and type the secrets in again.',
  };
}
