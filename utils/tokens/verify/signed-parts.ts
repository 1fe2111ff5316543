import { readBase64url, toBase64url } from '../base64url';
import type { DecodedToken } from '../decode-token';
import type { JsonObject } from '../json';
import type { Unprotected } from '../recognised';
import { showValue } from '../show-value';

/** What a signature is computed over, as jose takes it, and the header that it is read with. */
export type SignedParts = {
  /** Protected and unprotected parameters together (RFC 7515 §4) */
  readonly header: JsonObject;
  readonly jws: {
    readonly protected?: string;
    readonly header?: { readonly [name: string]: unknown };
    readonly payload: string;
    readonly signature: string;
  };
};

/**
 * The signed parts of a token; where there are none, why not. A payload that is not in the token is given as text
 * (RFC 7515 appendix F, RFC 7797).
 */
export function signedPartsOf(input: {
  readonly token: DecodedToken;
  readonly unprotected?: Unprotected | undefined;
  readonly payload?: string | undefined;
}): SignedParts | string {
  const { token, unprotected, payload } = input;
  if (token.kind === 'opaque' || token.kind === 'jwe') return 'There is no signature to check.';
  const [first, second, third] = token.segments;
  if (token.segments.length !== 3 || first === undefined || second === undefined || !third) {
    return flawOf(token) ?? 'Not checked, because the signature is missing.';
  }
  const isDetached = second === '' && payload !== undefined;
  const isContent = token.kind === 'broken' && (second === '' || isReadable(second));
  const flaw = isContent ? flawOutsideOfPayload(token, first) : flawOf(token);
  if (flaw !== undefined) return flaw;
  if (second === '' && payload === undefined) {
    return 'Not checked, because the payload is not in the token: it is detached (RFC 7515 appendix F).';
  }
  // Where nothing is protected there is no first part (RFC 7515 §7.2.1).
  const header = { ...(first === '' ? {} : token.header), ...unprotected?.header };
  const isEncoded = header['b64'] !== false;
  return {
    header,
    jws: {
      ...(first === '' ? {} : { protected: first }),
      ...(unprotected?.header === undefined ? {} : { header: unprotected.header }),
      payload: isDetached
        ? isEncoded
          ? toBase64url(new TextEncoder().encode(payload))
          : payload
        : second,
      signature: third,
    },
  };
}

type Readable = Extract<DecodedToken, { kind: 'jwt' | 'jws' | 'broken' }>;

function flawOf(token: Readable): string | undefined {
  const flaw = token.problems.find(({ where }) => where !== 'token');
  if (token.kind === 'broken') {
    return `Not checked, because the token is broken. ${(flaw ?? token.problems[0])?.message ?? ''}`;
  }
  return flaw === undefined
    ? undefined
    : `Not checked, because the token is malformed. ${flaw.message}`;
}

/** A payload may be anything; the rest of the token has to be sound. */
function flawOutsideOfPayload(token: Readable, first: string): string | undefined {
  const flaw = token.problems.find(
    ({ where }) => where === 'signature' || (where === 'header' && first !== ''),
  );
  if (flaw !== undefined) return `Not checked, because the token is broken. ${flaw.message}`;
  return token.header === undefined && first !== ''
    ? `Not checked, because the header cannot be read: ${showValue(first)}.`
    : undefined;
}

function isReadable(segment: string): boolean {
  const { fault, remarks } = readBase64url(segment, 'payload');
  return fault === undefined && remarks.length === 0;
}
