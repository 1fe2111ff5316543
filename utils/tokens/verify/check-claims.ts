import { failed, notNeeded, passed, unknown, type Check } from '../check';
import type { JsonObject } from '../json';
import { showValue } from '../show-value';
import { checkAudience, checkIssuer, checkSubject, describeWrong } from './check-identity';
import type { Need } from './check-times';
import { memberOf } from '../members';

/** `jti`: a string that is not empty (RFC 7519 §4.1.7). Whether it was seen before is not known here. */
export function checkTokenId(claims: JsonObject, need: Need): Check {
  const jti = memberOf(claims, 'jti');
  if (jti === undefined && need === 'optional') {
    return notNeeded('Token ID', 'Not there: optional here.');
  }
  return typeof jti === 'string' && jti !== ''
    ? passed(
        'Token ID',
        `"jti" is ${showValue(jti)}. Whether it was used before is not known here.`,
      )
    : failed('Token ID', describeWrong('jti', jti, 'a string that is not empty'));
}

/** The `client_id` claim against the client (RFC 9068 §2.2). */
export function checkClient(claims: JsonObject, clientId: string | undefined, need: Need): Check {
  // Okta calls it so.
  const name =
    Object.hasOwn(claims, 'cid') && !Object.hasOwn(claims, 'client_id') ? 'cid' : 'client_id';
  const said = memberOf(claims, name);
  if (said === undefined && need === 'optional') {
    return notNeeded('Client', 'Not there: optional here.');
  }
  if (typeof said !== 'string') {
    return failed('Client', describeWrong(name, said, 'a string'));
  }
  if (clientId === undefined) {
    return unknown(
      'Client',
      `"${name}" is ${showValue(said)}; no client ID is known to compare it with.`,
    );
  }
  return said === clientId
    ? passed('Client', `"${name}" is ${showValue(said)}, as expected.`)
    : failed(
        'Client',
        `"${name}" is ${showValue(said)}, and ${showValue(clientId)} was expected: the token was issued to another client.`,
      );
}

/** A check for a claim that may be missing. */
export function ifThere(
  claims: JsonObject,
  claim: 'iss' | 'sub' | 'aud',
  check: () => Check,
): Check {
  const names = { iss: 'Issuer', sub: 'Subject', aud: 'Audience' } as const;
  return memberOf(claims, claim) === undefined
    ? notNeeded(names[claim], 'Not there: optional here.')
    : check();
}

/** Issuer, subject and audience, each only where it is there. */
export function checkOptionalParties(
  claims: JsonObject,
  expected: { readonly issuer?: string | undefined; readonly audience?: string | undefined },
): readonly Check[] {
  return [
    // A token without issuer cannot be the one of an issuer that was expected.
    expected.issuer === undefined
      ? ifThere(claims, 'iss', () => checkIssuer(claims, undefined))
      : checkIssuer(claims, expected.issuer),
    ifThere(claims, 'sub', () => checkSubject(claims)),
    expected.audience === undefined
      ? ifThere(claims, 'aud', () => checkAudience(claims, undefined, 'the expected audience'))
      : checkAudience(claims, expected.audience, 'the expected audience'),
  ];
}
