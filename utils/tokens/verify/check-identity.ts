import { failed, notNeeded, passed, unknown, warning, type Check } from '../check';
import type { JsonObject, JsonValue } from '../json';
import { showValue } from '../show-value';
import { memberOf } from '../members';

/** The `iss` claim against the issuer, exactly (OpenID Connect Core §3.1.3.7, 2). */
export function checkIssuer(claims: JsonObject, issuer: string | undefined): Check {
  const iss = memberOf(claims, 'iss');
  if (typeof iss !== 'string') return failed('Issuer', describeWrong('iss', iss, 'a string'));
  if (issuer === undefined) {
    return unknown(
      'Issuer',
      `The token says ${showValue(iss)}; no issuer is known to compare it with.`,
    );
  }
  if (iss === issuer) return passed('Issuer', `"iss" is ${showValue(iss)}, as expected.`);
  const hint =
    iss.replace(/\/$/, '') === issuer.replace(/\/$/, '')
      ? ' They differ in the slash at the end, and must be exactly the same.'
      : '';
  return failed(
    'Issuer',
    `"iss" is ${showValue(iss)}, and ${showValue(issuer)} was expected.${hint}`,
  );
}

/** The `sub` claim: a string of at most 255 characters (OpenID Connect Core §2). */
export function checkSubject(claims: JsonObject): Check {
  const sub = memberOf(claims, 'sub');
  if (typeof sub !== 'string') return failed('Subject', describeWrong('sub', sub, 'a string'));
  if (sub === '') return failed('Subject', '"sub" is empty: it must name the user.');
  if (sub.length > 255) {
    return failed(
      'Subject',
      `"sub" has ${sub.length} characters: 255 is the limit (OpenID Connect Core §2).`,
    );
  }
  return passed('Subject', `"sub" is ${showValue(sub)}.`);
}

/**
 * The `aud` claim, a string or a list, holds who it is meant for (RFC 7519 §4.1.3): of an ID token the client ID
 * (OpenID Connect Core §3.1.3.7, 3).
 *
 * @param who what is expected, in a sentence: `the client ID`
 */
export function checkAudience(
  claims: JsonObject,
  expected: string | undefined,
  who = 'the client ID',
): Check {
  const aud = memberOf(claims, 'aud');
  const audiences = audiencesOf(aud);
  if (audiences === undefined) {
    return failed('Audience', describeWrong('aud', aud, 'a string or a list of strings'));
  }
  if (expected === undefined) {
    return unknown(
      'Audience',
      `The token is for ${showValue(aud)}; ${who} is not known here, so it was not compared.`,
    );
  }
  if (!audiences.includes(expected)) {
    return failed(
      'Audience',
      `"aud" is ${showValue(aud)}, without ${who} ${showValue(expected)}: the token is for someone else.`,
    );
  }
  return passed(
    'Audience',
    audiences.length === 1
      ? `"aud" is ${who}, ${showValue(expected)}.`
      : `"aud" holds ${who}, ${showValue(expected)}, among ${audiences.length}: ${showValue(aud)}.`,
  );
}

/** The `azp` claim: the client ID if there; it should be there with several audiences (§3.1.3.7, 4 and 5). */
export function checkAuthorizedParty(claims: JsonObject, clientId: string | undefined): Check {
  const azp = memberOf(claims, 'azp');
  const several = (audiencesOf(memberOf(claims, 'aud'))?.length ?? 0) > 1;
  if (azp === undefined) {
    return several
      ? warning(
          'Authorized party',
          '"azp" is missing: with several audiences it should say which client the token was issued to. All of them have to be trusted.',
        )
      : notNeeded('Authorized party', 'Not there: optional with a single audience.');
  }
  if (clientId === undefined) {
    return unknown(
      'Authorized party',
      `The token was issued to ${showValue(azp)}; the client ID is not known here, so it was not compared.`,
    );
  }
  if (azp === clientId) {
    return passed('Authorized party', `"azp" is the client ID, ${showValue(clientId)}.`);
  }
  return failed(
    'Authorized party',
    `"azp" is ${showValue(azp)}, and the client ID is ${showValue(clientId)}: the token was issued to another client.`,
  );
}

/**
 * The `nonce` claim against the one sent, exactly (OpenID Connect Core §3.1.3.7, 11).
 *
 * @param sent null where none was sent, undefined where that is not known
 */
export function checkNonce(claims: JsonObject, sent: string | null | undefined): Check {
  const nonce = memberOf(claims, 'nonce');
  if (sent === undefined) {
    return nonce === undefined
      ? notNeeded('Nonce', 'Not there: optional, unless one was sent.')
      : unknown('Nonce', `"nonce" is ${showValue(nonce)}; which one was sent is not known here.`);
  }
  if (sent === null) {
    return nonce === undefined
      ? passed('Nonce', 'Not there, and none was sent.')
      : failed(
          'Nonce',
          `"nonce" is ${showValue(nonce)}, although none was sent: the token may belong to another sign-in.`,
        );
  }
  if (nonce === undefined) {
    return failed(
      'Nonce',
      `"nonce" is missing, although ${showValue(sent)} was sent: the token may belong to another sign-in.`,
    );
  }
  if (nonce === sent) return passed('Nonce', `"nonce" is ${showValue(sent)}, as sent.`);
  return failed(
    'Nonce',
    `"nonce" is ${showValue(nonce)}, and ${showValue(sent)} was sent: the token belongs to another sign-in.`,
  );
}

/** Words for a claim that is absent or of the wrong type. */
export function describeWrong(name: string, value: unknown, wanted: string): string {
  return value === undefined
    ? `"${name}" is missing: it is required.`
    : `"${name}" is ${showValue(value)}: it must be ${wanted}.`;
}

function audiencesOf(aud: JsonValue | undefined): readonly string[] | undefined {
  if (typeof aud === 'string') return [aud];
  if (!Array.isArray(aud)) return undefined;
  const audiences = aud.filter((entry) => typeof entry === 'string');
  return audiences.length === aud.length && aud.length > 0 ? audiences : undefined;
}
