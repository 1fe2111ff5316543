import { findAlgorithm, isUnsigned } from '../algorithms';
import { failed, notNeeded, passed, unknown, type Check } from '../check';
import { decodeToken } from '../decode-token';
import { isJsonObject, type JsonObject } from '../json';
import { showValue } from '../show-value';
import { checkTokenId } from './check-claims';
import { describeWrong } from './check-identity';
import { checkIssuedAt } from './check-times';
import { isPrivate } from './choose-keys';
import type { ClaimsContext } from './context';
import { digest, thumbprintOf } from './thumbprints';
import { memberOf } from '../members';

/** A DPoP proof (RFC 9449 §4.3), as far as the request that it came with is not needed. */
export async function checkDpopProof(context: ClaimsContext): Promise<readonly Check[]> {
  const { claims, header, expected, clock } = context;
  const nonce = memberOf(claims, 'nonce');
  return [
    checkProofKey(header),
    checkTokenId(claims, 'required'),
    checkMethod(claims),
    checkAddress(claims),
    checkIssuedAt(claims, clock),
    nonce === undefined
      ? notNeeded('Nonce', 'Not there: needed only where the server gave one.')
      : typeof expected.nonce === 'string'
        ? compareNonce(nonce, expected.nonce)
        : passed('Nonce', `"nonce" is ${showValue(nonce)}, as the server is to have given it.`),
    await checkTokenHash(claims, expected.accessToken),
    ...(await checkKeyBinding(header, expected.accessToken)),
  ];
}

function checkProofKey(header: JsonObject): Check {
  const jwk = Object.hasOwn(header, 'jwk') ? header['jwk'] : undefined;
  if (!isJsonObject(jwk)) return failed('Proof key', describeWrong('jwk', jwk, 'a public key'));
  const { alg } = header;
  if (isUnsigned(alg) || findAlgorithm(alg)?.kty === 'oct' || jwk['kty'] === 'oct') {
    return failed(
      'Proof key',
      `"alg" is ${showValue(alg)} and the key of the type ${showValue(jwk['kty'])}: a proof is signed with an asymmetric key.`,
    );
  }
  return isPrivate(jwk)
    ? failed(
        'Proof key',
        'The key in the header holds its private part: whoever sees the proof has it now.',
      )
    : passed('Proof key', 'The header holds a public key, without its private part.');
}

function checkMethod(claims: JsonObject): Check {
  const htm = memberOf(claims, 'htm');
  return typeof htm === 'string' && htm !== ''
    ? passed('HTTP method', `The proof is for ${showValue(htm)} requests.`)
    : failed('HTTP method', describeWrong('htm', htm, 'the method of the request'));
}

function checkAddress(claims: JsonObject): Check {
  const htu = memberOf(claims, 'htu');
  const url = typeof htu === 'string' ? URL.parse(htu) : null;
  if (url === null) {
    return failed('HTTP address', describeWrong('htu', htu, 'the address of the request'));
  }
  return url.search === '' && url.hash === ''
    ? passed('HTTP address', `The proof is for ${showValue(htu)}.`)
    : failed('HTTP address', `"htu" is ${showValue(htu)}: it is given without query and fragment.`);
}

function compareNonce(nonce: unknown, expected: string): Check {
  return nonce === expected
    ? passed('Nonce', `"nonce" is ${showValue(nonce)}, as expected.`)
    : failed('Nonce', `"nonce" is ${showValue(nonce)}, and ${showValue(expected)} was expected.`);
}

/** `ath`: the SHA-256 of the access token that the proof goes with (§4.2). */
async function checkTokenHash(claims: JsonObject, accessToken: string | undefined): Promise<Check> {
  const ath = memberOf(claims, 'ath');
  if (accessToken === undefined) {
    return ath === undefined
      ? notNeeded('Access token hash', 'Not there: needed only with an access token.')
      : unknown(
          'Access token hash',
          `"ath" is ${showValue(ath)}; no access token is at hand to compare it with.`,
        );
  }
  if (ath === undefined) {
    return failed('Access token hash', '"ath" is missing: with an access token it is required.');
  }
  const computed = await digest('SHA-256', new TextEncoder().encode(accessToken));
  return ath === computed
    ? passed('Access token hash', `"ath" is ${showValue(ath)}, the SHA-256 of the access token.`)
    : failed(
        'Access token hash',
        `"ath" is ${showValue(ath)}, and the SHA-256 of the access token is "${computed}": the proof goes with another token.`,
      );
}

/** The thumbprint of the proof’s key against `cnf.jkt` of the access token (§6.1). */
async function checkKeyBinding(
  header: JsonObject,
  accessToken: string | undefined,
): Promise<readonly Check[]> {
  const jwk = Object.hasOwn(header, 'jwk') ? header['jwk'] : undefined;
  const thumbprint = isJsonObject(jwk) ? await thumbprintOf(jwk) : undefined;
  if (thumbprint === undefined) return [];
  const jkt = boundKeyOf(accessToken);
  if (jkt === undefined) {
    return [
      unknown(
        'Key binding',
        `The thumbprint of the key is "${thumbprint}": an access token for it says so in "cnf.jkt".`,
      ),
    ];
  }
  return [
    jkt === thumbprint
      ? passed(
          'Key binding',
          `"cnf.jkt" of the access token is "${thumbprint}", the thumbprint of this key.`,
        )
      : failed(
          'Key binding',
          `"cnf.jkt" of the access token is ${showValue(jkt)}, and the thumbprint of this key is "${thumbprint}": the token is bound to another key.`,
        ),
  ];
}

function boundKeyOf(accessToken: string | undefined): unknown {
  const token = decodeToken(accessToken ?? '');
  const cnf = token.kind === 'jwt' ? memberOf(token.claims, 'cnf') : undefined;
  return isJsonObject(cnf) && Object.hasOwn(cnf, 'jkt') ? cnf['jkt'] : undefined;
}
