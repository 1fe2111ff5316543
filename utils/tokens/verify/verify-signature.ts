import { findAlgorithm, isLackedByBrowsers, isUnsigned } from '../algorithms';
import { failed, passed, unknown, type Check } from '../check';
import { isJsonObject, type JsonObject } from '../json';
import type { GivenKey } from '../read-keys';
import { showValue } from '../show-value';
import { chooseKeys, type KeyHints } from './choose-keys';
import { keyInHeader } from './key-in-header';
import { fits, importKey, type Signed } from './signed';
import type { SignedParts } from './signed-parts';
import { type Attempt, browserLacks, tryKeys } from './try-keys';
import type { VerificationKey } from './verification';
import { verifyWithSecrets } from './verify-with-secrets';

/** Keys of the issuer; with `refresh` not from a cache. */
export type LoadKeys = (options: {
  readonly refresh: boolean;
}) => Promise<{ ok: true; jwks: JsonObject } | { ok: false; message: string }>;

/** Where the keys to check a signature with come from. Those that were given go before those of the issuer. */
export type KeyMaterial = {
  /** Keys of the issuer; asked again with `refresh: true`, once, when no key fits */
  readonly loadKeys?: LoadKeys;
  /** As somebody pasted them */
  readonly given?: readonly GivenKey[];
  /** For HS* only */
  readonly clientSecret?: string;
};

type Verdict = { readonly checks: readonly Check[]; readonly key?: VerificationKey };

/**
 * Checks a signature (RFC 7515 §5.2): HS* with secrets, the others with the keys that were given, or those of the issuer,
 * asking once more for fresh keys when none fits. A public key is never used as an HMAC secret. Of HS* it is also said
 * when the secret is one that everybody knows, or is too short. Never throws.
 *
 * @param isSelfSigned where the key in the header of the token is the one to check with (RFC 9449 §4.3)
 */
export async function verifySignature(
  parts: SignedParts,
  material: KeyMaterial,
  isSelfSigned = false,
): Promise<Verdict> {
  const { header } = parts;
  const alg = header['alg'];
  if (isUnsigned(alg)) {
    return refuse('There is none ("alg": "none"): anyone can write such a token.');
  }
  const objection = objectionToCrit(header);
  if (objection !== undefined) return refuse(objection);
  const algorithm = findAlgorithm(alg);
  if (typeof alg !== 'string' || algorithm === undefined) {
    return cannot(
      isLackedByBrowsers(alg)
        ? `${showValue(alg)} signatures cannot be checked here: browsers do not offer them.`
        : `${showValue(alg)} signatures cannot be checked here.`,
    );
  }
  const signed = { parts, alg, algorithm, hints: hintsOf(header) };
  if (algorithm.kty === 'oct') return verifyWithSecrets(signed, algorithm.bits, material);
  if (isSelfSigned) return verifyWithHeader(signed, true);
  const { given, loadKeys } = material;
  if (given !== undefined && given.length > 0) return verifyWithGiven(signed, given);
  if (loadKeys !== undefined) return verifyWithIssuer(signed, loadKeys);
  return verifyWithHeader(signed, false);
}

/** Extensions that must be understood (RFC 7515 §4.1.11): an unencoded payload is (RFC 7797). */
function objectionToCrit(header: JsonObject): string | undefined {
  if (!Object.hasOwn(header, 'crit')) return undefined;
  const { crit } = header;
  const isUnencoded = Array.isArray(crit) && crit.length === 1 && crit[0] === 'b64';
  return isUnencoded
    ? undefined
    : `The header demands extensions (crit: ${showValue(crit)}) that are not understood here; such a token is to be refused (RFC 7515 §4.1.11).`;
}

async function verifyWithGiven(signed: Signed, given: readonly GivenKey[]): Promise<Verdict> {
  const keys = given.flatMap((key) => (key.kind === 'jwk' ? [key.jwk] : []));
  if (keys.length === 0) {
    return cannot(
      `Not checked: ${signed.alg} is checked with a public key, and what was given is none: paste a JWK, a JWKS or a PEM file.`,
    );
  }
  const attempt = await tryKeys(signed, keys, 'that was given');
  const isCertificate = given.some((key) => key.kind === 'jwk' && key.form === 'certificate');
  return attempt.outcome === 'fits' && isCertificate
    ? verdictOf({ ...attempt, detail: `${attempt.detail} Its certificate was not checked.` })
    : verdictOf(attempt);
}

async function verifyWithIssuer(signed: Signed, loadKeys: LoadKeys): Promise<Verdict> {
  const tryWith = async (refresh: boolean): Promise<Attempt> => {
    const keys = await loadKeySet(loadKeys, refresh);
    if (typeof keys === 'string') return { outcome: 'uncheckable', detail: keys };
    return tryKeys(signed, keys, 'of the issuer');
  };
  const first = await tryWith(false);
  if (first.outcome !== 'misfit') return verdictOf(first);
  const second = await tryWith(true);
  if (second.outcome !== 'uncheckable') return verdictOf(second);
  if (first.isCertain) return verdictOf(first);
  return cannot(`${first.detail} Asked for fresh keys in case they had changed: ${second.detail}`);
}

/** A key in the header proves that the token was not changed, and nothing about who signed it. */
async function verifyWithHeader(signed: Signed, isSelfSigned: boolean): Promise<Verdict> {
  const inHeader = keyInHeader(signed.parts.header);
  if (inHeader === undefined) {
    return isSelfSigned
      ? refuse('Not checked: the header holds no key ("jwk"), and such a token brings its own.')
      : cannot('Not checked: no key is at hand.');
  }
  if (typeof inHeader === 'string') return isSelfSigned ? refuse(inHeader) : cannot(inHeader);
  const { alg } = signed;
  const { candidates, unusable } = await chooseKeys({
    ...signed,
    keys: [inHeader.jwk],
    isPublished: true,
  });
  const key = candidates[0] === undefined ? undefined : await importKey(candidates[0], alg);
  if (key === undefined && candidates.length > 0) return cannot(browserLacks(alg));
  if (key === undefined || typeof key === 'string') {
    const why = `The key in the header cannot be used. ${key ?? unusable[0] ?? ''}`;
    return isSelfSigned ? refuse(why) : cannot(why);
  }
  if (!(await fits(signed, key))) {
    return refuse(
      `The ${alg} signature does not even fit the key in the token’s own header: a changed token.`,
    );
  }
  return isSelfSigned
    ? {
        checks: [
          passed(
            'Signature',
            `The ${alg} signature fits the key in its own header: self-signed, so it proves only that the sender has that key.`,
          ),
        ],
        key: { alg },
      }
    : cannot(
        `The ${alg} signature fits ${inHeader.name} in the token’s own header, which anyone can put there: whose key it is was not checked.`,
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

function hintsOf(header: JsonObject): KeyHints {
  const textOf = (name: string) => {
    const value = Object.hasOwn(header, name) ? header[name] : undefined;
    return typeof value === 'string' ? value : undefined;
  };
  return { kid: textOf('kid'), x5t: textOf('x5t'), x5tS256: textOf('x5t#S256') };
}

function verdictOf(attempt: Attempt): Verdict {
  switch (attempt.outcome) {
    case 'fits':
      return { checks: [passed('Signature', attempt.detail)], key: attempt.key };
    case 'misfit':
      return refuse(attempt.detail);
    case 'uncheckable':
      return cannot(`Not checked. ${attempt.detail}`);
  }
}

function refuse(detail: string): Verdict {
  return { checks: [failed('Signature', detail)] };
}

function cannot(detail: string): Verdict {
  return { checks: [unknown('Signature', detail)] };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : 'The reason is not known.';
}
