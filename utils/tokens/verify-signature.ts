import { compactVerify, importJWK } from 'jose';
import { findAlgorithm, isUnsigned } from './algorithms';
import { failed, passed, unknown, type Check } from './check';
import { chooseKeys, nameKey, type PublicKey } from './choose-keys';
import type { DecodedToken } from './decode-token';
import { isJsonObject, type JsonObject } from './json';
import { showValue } from './show-value';

/** Keys of the issuer; with `refresh` not from a cache. */
export type LoadKeys = (options: {
  readonly refresh: boolean;
}) => Promise<{ ok: true; jwks: JsonObject } | { ok: false; message: string }>;

export type VerificationKey = { readonly kid?: string; readonly alg: string };

type Verdict = { readonly check: Check; readonly key?: VerificationKey };

type Attempt =
  | { readonly outcome: 'fits'; readonly key: VerificationKey; readonly detail: string }
  /** `isCertain`: the very key that the token names was tried */
  | { readonly outcome: 'misfit'; readonly detail: string; readonly isCertain: boolean }
  | { readonly outcome: 'uncheckable'; readonly detail: string };

/** A key set may hold any number of keys; each try costs a signature verification. */
const mostKeysTried = 50;

/**
 * Checks the signature of a token (RFC 7515 §5.2): with the client secret for HS*, with the keys of
 * the issuer for the others, asking once more for fresh keys when none fits. A key from the issuer
 * is never used as an HMAC secret. Never throws.
 */
export async function verifySignature(input: {
  readonly token: Extract<DecodedToken, { kind: 'jwt' }>;
  readonly clientSecret: string | undefined;
  readonly loadKeys: LoadKeys;
}): Promise<Verdict> {
  const { header, problems, segments } = input.token;
  const alg = header['alg'];
  if (isUnsigned(alg)) {
    return refuse('There is none ("alg": "none"): anyone can write such a token.');
  }
  const flaw = problems.find(({ where }) => where !== 'token');
  if (flaw !== undefined)
    return refuse(`Not checked, because the token is malformed. ${flaw.message}`);
  if (Object.hasOwn(header, 'crit')) {
    return refuse(
      `The header demands extensions (crit: ${showValue(header['crit'])}) that are not understood here; such a token is to be refused (RFC 7515 §4.1.11).`,
    );
  }
  const algorithm = findAlgorithm(alg);
  if (typeof alg !== 'string' || algorithm === undefined) {
    return { check: unknown('Signature', `${showValue(alg)} signatures cannot be checked here.`) };
  }
  const token = segments.join('.');
  if (algorithm.kty === 'oct') return verifyWithSecret(token, alg, input.clientSecret);

  const kid = typeof header['kid'] === 'string' ? header['kid'] : undefined;
  const tryWith = async (refresh: boolean): Promise<Attempt> => {
    const keys = await loadKeySet(input.loadKeys, refresh);
    if (typeof keys === 'string') return { outcome: 'uncheckable', detail: keys };
    const choice = chooseKeys({ keys, alg, algorithm, kid });
    return tryKeys({ token, alg, kid, total: keys.length, ...choice });
  };
  const first = await tryWith(false);
  if (first.outcome !== 'misfit') return verdictOf(first);
  const second = await tryWith(true);
  if (second.outcome !== 'uncheckable') return verdictOf(second);
  if (first.isCertain) return verdictOf(first);
  return {
    check: unknown(
      'Signature',
      `${first.detail} Asked for fresh keys in case they had changed: ${second.detail}`,
    ),
  };
}

async function verifyWithSecret(
  token: string,
  alg: string,
  secret: string | undefined,
): Promise<Verdict> {
  if (secret === undefined || secret === '') {
    return {
      check: unknown(
        'Signature',
        `Not checked: ${alg} is checked with the client secret, and none is at hand.`,
      ),
    };
  }
  if (await fits(token, alg, new TextEncoder().encode(secret))) {
    return {
      check: passed('Signature', `The ${alg} signature fits the client secret.`),
      key: { alg },
    };
  }
  return refuse(
    `The ${alg} signature does not fit the client secret: another secret, or a changed token.`,
  );
}

async function loadKeySet(
  loadKeys: LoadKeys,
  refresh: boolean,
): Promise<readonly unknown[] | string> {
  try {
    const loaded = await loadKeys({ refresh });
    if (!loaded.ok) return `The keys of the issuer cannot be had. ${loaded.message}`;
    const jwks: unknown = loaded.jwks;
    if (!isJsonObject(jwks)) return 'The key set of the issuer is not a JSON object.';
    const keys = Object.hasOwn(jwks, 'keys') ? jwks['keys'] : undefined;
    return Array.isArray(keys)
      ? keys
      : 'The key set of the issuer has no list of "keys" (RFC 7517 §5).';
  } catch (error) {
    return `The keys of the issuer cannot be had. ${messageOf(error)}`;
  }
}

async function tryKeys(input: {
  readonly token: string;
  readonly alg: string;
  readonly kid: string | undefined;
  readonly total: number;
  readonly candidates: readonly PublicKey[];
  readonly unusable: readonly string[];
}): Promise<Attempt> {
  const { alg, candidates, kid, total } = input;
  const notes = input.unusable.slice(0, 3);
  let tried = 0;
  let isCertain = false;
  let unsupported = false;
  for (const candidate of candidates.slice(0, mostKeysTried)) {
    const key = await importKey(candidate, alg);
    if (typeof key === 'string') {
      notes.push(key);
      continue;
    }
    if (key === undefined) {
      unsupported = true;
      continue;
    }
    tried += 1;
    if (kid !== undefined && candidate.kid === kid) isCertain = true;
    if (await fits(input.token, alg, key)) return describeFit(candidate, alg);
  }
  if (unsupported && tried === 0) {
    return { outcome: 'uncheckable', detail: `This browser cannot check ${alg} signatures.` };
  }
  if (candidates.length > mostKeysTried) {
    return {
      outcome: 'uncheckable',
      detail: `${candidates.length} keys of the issuer come into question; the first ${mostKeysTried} do not fit, the rest were not tried.`,
    };
  }
  return {
    outcome: 'misfit',
    isCertain,
    detail: [describeMisfit({ alg, kid, total, tried }), ...notes.slice(0, 3)].join(' '),
  };
}

function describeFit(key: PublicKey, alg: string): Attempt {
  const name =
    key.kid === undefined
      ? 'a key of the issuer (without "kid")'
      : `the key ${showValue(key.kid)} of the issuer`;
  return {
    outcome: 'fits',
    key: key.kid === undefined ? { alg } : { kid: key.kid, alg },
    detail: `The ${alg} signature fits ${name}.`,
  };
}

function describeMisfit(input: {
  readonly alg: string;
  readonly kid: string | undefined;
  readonly total: number;
  readonly tried: number;
}): string {
  const { alg, kid, total, tried } = input;
  const named = kid === undefined ? '' : ` with the "kid" ${showValue(kid)}`;
  if (total === 0) return 'The issuer publishes no keys.';
  if (tried === 0) {
    return total === 1
      ? `The only key of the issuer cannot be used for ${alg}${named}.`
      : `None of the ${total} keys of the issuer can be used for ${alg}${named}.`;
  }
  if (tried === 1)
    return `The ${alg} signature does not fit the key of the issuer${named}: a changed token, or another signer.`;
  return `The ${alg} signature fits none of ${tried} keys of the issuer${named}: a changed token, or another signer.`;
}

/** The key; why it cannot be used, in words; undefined if this browser lacks the algorithm. */
async function importKey(key: PublicKey, alg: string): Promise<CryptoKey | string | undefined> {
  try {
    const imported = await importJWK(key.jwk, alg);
    if (imported instanceof Uint8Array) return `${nameKey(key.kid)} is symmetric.`;
    const bits = modulusLength(imported);
    if (bits === 0) return `${nameKey(key.kid)} is malformed.`;
    if (bits !== undefined && bits < 2048) {
      return `${nameKey(key.kid)} has ${bits} bits: ${alg} needs 2048 or more (RFC 7518 §3.3).`;
    }
    return imported;
  } catch (error) {
    if (error instanceof Error && error.name === 'NotSupportedError') return undefined;
    return `${nameKey(key.kid)} is malformed.`;
  }
}

function modulusLength({ algorithm }: CryptoKey): number | undefined {
  return 'modulusLength' in algorithm && typeof algorithm.modulusLength === 'number'
    ? algorithm.modulusLength
    : undefined;
}

async function fits(token: string, alg: string, key: CryptoKey | Uint8Array): Promise<boolean> {
  try {
    await compactVerify(token, key, { algorithms: [alg] });
    return true;
  } catch {
    return false;
  }
}

function verdictOf(attempt: Attempt): Verdict {
  switch (attempt.outcome) {
    case 'fits':
      return { check: passed('Signature', attempt.detail), key: attempt.key };
    case 'misfit':
      return refuse(attempt.detail);
    case 'uncheckable':
      return { check: unknown('Signature', `Not checked. ${attempt.detail}`) };
  }
}

function refuse(detail: string): Verdict {
  return { check: failed('Signature', detail) };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : 'The reason is not known.';
}
