/** What a code turned out to be when it was used. */
type TakenCode<Grant> =
  | { readonly kind: 'grant'; readonly grant: Grant }
  | { readonly kind: 'expired' }
  | { readonly kind: 'unknown' };

/** The authorization codes of one emulation. */
export type CodeStore<Grant> = {
  issue(grant: Grant): string;
  /** Uses a code up: whatever comes of it, the same code is unknown afterwards (RFC 6749 §4.1.2). */
  take(code: string | null): TakenCode<Grant>;
};

type CodeStoreOptions = {
  readonly now: () => number;
  /** How long a code lives that is issued now, in seconds. */
  readonly lifetime: () => number;
  readonly create: () => string;
};

/** A store without codes. */
export function createCodeStore<Grant>({
  now,
  lifetime,
  create,
}: CodeStoreOptions): CodeStore<Grant> {
  const codes = new Map<string, { readonly grant: Grant; readonly expiresAt: number }>();
  return {
    issue: (grant) => {
      const code = create();
      codes.set(code, { grant, expiresAt: now() + lifetime() * 1000 });
      return code;
    },
    take: (code) => {
      const entry = codes.get(code ?? '');
      if (entry === undefined) return { kind: 'unknown' };
      codes.delete(code ?? '');
      if (now() >= entry.expiresAt) return { kind: 'expired' };
      return { kind: 'grant', grant: entry.grant };
    },
  };
}
