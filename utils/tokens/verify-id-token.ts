import { findAlgorithm, isUnsigned } from './algorithms';
import { failed, passed, unknown, type Check } from './check';
import { checkAccessTokenHash, checkCodeHash } from './check-hashes';
import {
  checkAudience,
  checkAuthorizedParty,
  checkIssuer,
  checkNonce,
  checkSubject,
} from './check-identity';
import { checkAuthenticationTime, checkExpiry, checkIssuedAt, checkNotBefore } from './check-times';
import { decodeToken } from './decode-token';
import type { JsonObject } from './json';
import { showValue } from './show-value';
import { verifySignature, type LoadKeys, type VerificationKey } from './verify-signature';

export type { Check } from './check';

export type IdTokenVerdict = {
  readonly outcome: 'genuine' | 'refused' | 'unverified';
  readonly checks: readonly Check[];
  /** The key that fits the signature */
  readonly key?: VerificationKey;
};

type Input = {
  readonly idToken: string;
  /** As known before the token: from the client or its discovery document */
  readonly issuer: string | undefined;
  readonly clientId: string;
  /** As sent in the authorization request */
  readonly nonce: string | undefined;
  readonly accessToken?: string;
  readonly code?: string;
  /** As sent, in seconds */
  readonly maxAge?: number;
  /** For HS* only */
  readonly clientSecret?: string;
  /** `id_token_signing_alg_values_supported` of the issuer */
  readonly supportedAlgs?: readonly string[];
  /** Keys of the issuer; asked again with `refresh: true`, once, when no key fits */
  readonly loadKeys: LoadKeys;
  readonly now: Date;
  readonly clockSkewSeconds?: number;
};

/**
 * Verifies an ID token (OpenID Connect Core §3.1.3.7, §3.1.3.6, §3.3.2.11): every check is made and
 * listed, even after one has failed. `refused` if any failed; `unverified` if none failed but the
 * signature or the issuer could not be checked; `genuine` otherwise. Never throws.
 */
export async function verifyIdToken(input: Input): Promise<IdTokenVerdict> {
  const token = decodeToken(input.idToken);
  switch (token.kind) {
    case 'opaque':
    case 'jws':
      return verdict([
        failed('Signature', 'This is no JWT, and an ID token is one (OpenID Connect Core §2).'),
        ...uncheckable('There are no claims to read.'),
      ]);
    case 'jwe':
      return verdict([
        unknown(
          'Signature',
          'The token is encrypted (JWE): its signature is inside, and cannot be read without the key of the client.',
        ),
        ...uncheckable('The claims are encrypted.'),
      ]);
    case 'broken': {
      const why = token.problems[0]?.message ?? '';
      const signature = failed('Signature', `Not checked, because the token is broken. ${why}`);
      if (token.claims === undefined) {
        return verdict([signature, ...uncheckable('The claims cannot be read.')]);
      }
      const alg = token.header?.['alg'];
      return verdict([
        checkAlgorithm(alg, input.supportedAlgs),
        signature,
        ...(await checkClaims(token.claims, alg, input)),
      ]);
    }
    case 'jwt': {
      const alg = token.header['alg'];
      const { check, key } = await verifySignature({
        token,
        clientSecret: input.clientSecret,
        loadKeys: input.loadKeys,
      });
      const claimChecks = await checkClaims(token.claims, alg, input);
      return verdict([checkAlgorithm(alg, input.supportedAlgs), check, ...claimChecks], key);
    }
  }
}

async function checkClaims(
  claims: JsonObject,
  alg: unknown,
  input: Input,
): Promise<readonly Check[]> {
  const clock = { now: input.now, clockSkewSeconds: input.clockSkewSeconds ?? 30 };
  return [
    checkIssuer(claims, input.issuer),
    checkSubject(claims),
    checkAudience(claims, input.clientId),
    checkAuthorizedParty(claims, input.clientId),
    checkNonce(claims, input.nonce),
    checkExpiry(claims, clock),
    checkIssuedAt(claims, clock),
    checkNotBefore(claims, clock),
    checkAuthenticationTime(claims, { ...clock, maxAge: input.maxAge }),
    await checkAccessTokenHash({ claims, alg }, input.accessToken),
    await checkCodeHash({ claims, alg }, input.code),
  ];
}

function checkAlgorithm(alg: unknown, supported: readonly string[] | undefined): Check {
  if (isUnsigned(alg)) {
    return failed(
      'Algorithm',
      `"alg" is ${showValue(alg)}: an ID token without a signature is never accepted here.`,
    );
  }
  if (typeof alg !== 'string')
    return failed('Algorithm', `"alg" is ${showValue(alg)}: it must be a string.`);
  if (supported !== undefined && !supported.includes(alg)) {
    return failed(
      'Algorithm',
      `"alg" is ${showValue(alg)}, and the issuer says that it signs with ${showValue(supported)}.`,
    );
  }
  if (findAlgorithm(alg) === undefined) {
    return unknown('Algorithm', `"alg" is ${showValue(alg)}, which is not known here.`);
  }
  return passed(
    'Algorithm',
    supported === undefined
      ? `"alg" is ${showValue(alg)}; the issuer does not say what it signs with.`
      : `"alg" is ${showValue(alg)}, which the issuer says it signs with.`,
  );
}

const otherChecks = [
  'Algorithm',
  'Issuer',
  'Subject',
  'Audience',
  'Authorized party',
  'Nonce',
  'Expiry',
  'Issued at',
  'Not before',
  'Authentication time',
  'Access token hash',
  'Code hash',
] as const;

function uncheckable(why: string): readonly Check[] {
  return otherChecks.map((name) => unknown(name, why));
}

function verdict(checks: readonly Check[], key?: VerificationKey): IdTokenVerdict {
  const isUnknown = (name: Check['name']): boolean =>
    checks.some((check) => check.name === name && check.outcome === 'unknown');
  const outcome = checks.some((check) => check.outcome === 'failed')
    ? 'refused'
    : isUnknown('Signature') || isUnknown('Issuer')
      ? 'unverified'
      : 'genuine';
  return key === undefined ? { outcome, checks } : { outcome, checks, key };
}
