import { isJsonObject, type JsonObject } from '../json';
import type { Recognised, RecognisedToken } from '../recognised';
import { readSdJwt } from '../sd-jwt';
import { describeSdJwt, tokensOfSdJwt } from './describe-sd-jwt';
import { count } from './format';
import { MAX_TOKENS } from './text-with-tokens';
import { unprotectedOf } from './unprotected';
import { textOf } from '../members';

/** The JSON serialisation of a JWS, general or flattened (RFC 7515 §7.2), of an SD-JWT too (RFC 9901 §8). */
export function recogniseJwsJson(object: JsonObject): Recognised | undefined {
  const payload = Object.hasOwn(object, 'payload') ? object['payload'] : '';
  const signatures = Object.hasOwn(object, 'signatures') ? object['signatures'] : [object];
  if (typeof payload !== 'string' || !Array.isArray(signatures)) return undefined;
  const signed = signatures.filter(isJsonObject).filter(isSignature);
  if (signed.length === 0) return undefined;
  const tokens = signed.slice(0, MAX_TOKENS).map((signature) => tokenOf(payload, signature));
  const what = `JWS in JSON with ${count(signed.length, 'signature')}`;
  const [first] = tokens;
  const sdJwt =
    first === undefined || signed.length > 1 ? undefined : readSdJwt(disclosedBy(first));
  return sdJwt === undefined
    ? { what, tokens }
    : {
        what: `${describeSdJwt(sdJwt)}, in JSON`,
        tokens: [...tokens, ...tokensOfSdJwt(sdJwt).slice(1)],
        sdJwt,
      };
}

function isSignature(object: JsonObject): boolean {
  return (
    typeof object['signature'] === 'string' &&
    (textOf(object, 'protected') !== undefined || isJsonObject(object['header']))
  );
}

function tokenOf(payload: string, signature: JsonObject): RecognisedToken {
  const segments = [textOf(signature, 'protected'), payload, textOf(signature, 'signature')];
  return {
    name: 'Token',
    value: segments.map((segment) => segment ?? '').join('.'),
    ...unprotectedOf({ headers: [signature['header']] }),
  };
}

/** The compact form of an SD-JWT whose disclosures are in its unprotected header. */
function disclosedBy({ value, unprotected }: RecognisedToken): string {
  const disclosures = unprotected?.header?.['disclosures'];
  if (!Array.isArray(disclosures)) return '';
  const shown = disclosures.filter((disclosure) => typeof disclosure === 'string');
  return [value, ...shown, textOf(unprotected?.header ?? {}, 'kb_jwt') ?? ''].join('~');
}
