import { findAlgorithm } from '../algorithms';
import { toBase64url } from '../base64url';
import { failed, notNeeded, passed, unknown, type Check } from '../check';
import type { JsonObject } from '../json';
import { showValue } from '../show-value';
import { describeWrong } from './check-identity';
import { memberOf } from '../members';

/** `at_hash`: optional in the code flow, the hash of the access token if there (§3.1.3.6). */
export function checkAccessTokenHash(
  token: { readonly claims: JsonObject; readonly alg: unknown },
  accessToken: string | undefined,
): Promise<Check> {
  return checkHash({
    ...token,
    check: 'Access token hash',
    claim: 'at_hash',
    of: 'access token',
    value: accessToken,
  });
}

/** `c_hash`: optional in the code flow, the hash of the authorization code if there (§3.3.2.11). */
export function checkCodeHash(
  token: { readonly claims: JsonObject; readonly alg: unknown },
  code: string | undefined,
): Promise<Check> {
  return checkHash({
    ...token,
    check: 'Code hash',
    claim: 'c_hash',
    of: 'authorization code',
    value: code,
  });
}

async function checkHash(input: {
  readonly claims: JsonObject;
  readonly alg: unknown;
  readonly check: Check['name'];
  readonly claim: string;
  readonly of: string;
  readonly value: string | undefined;
}): Promise<Check> {
  const { check, claim, of, value } = input;
  const said = memberOf(input.claims, claim);
  if (said === undefined) return notNeeded(check, 'Not there: optional here.');
  if (typeof said !== 'string') return failed(check, describeWrong(claim, said, 'a string'));
  if (value === undefined)
    return unknown(
      check,
      `"${claim}" is ${showValue(said)}; no ${of} is at hand to compare it with.`,
    );
  const hash = findAlgorithm(input.alg)?.hash;
  if (hash === undefined) {
    return unknown(
      check,
      `"${claim}" is ${showValue(said)}; which hash goes with ${showValue(input.alg)} is not known here.`,
    );
  }
  const computed = await leftHalf(hash, value);
  if (computed === said) {
    return passed(
      check,
      `"${claim}" is ${showValue(said)}, the left half of the ${hash} of the ${of}.`,
    );
  }
  return failed(
    check,
    `"${claim}" is ${showValue(said)}, and the left half of the ${hash} of the ${of} is "${computed}": the two do not belong together.`,
  );
}

async function leftHalf(hash: string, value: string): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest(hash, new TextEncoder().encode(value)));
  return toBase64url(digest.subarray(0, digest.length / 2));
}
