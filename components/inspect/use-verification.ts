import { useEffect, useState } from 'react';
import type { DecodedToken } from '@/utils/tokens/decode-token';
import { type GivenKey, readKeyAddress, readKeys } from '@/utils/tokens/read-keys';
import type { Unprotected } from '@/utils/tokens/recognised';
import type { SdJwt } from '@/utils/tokens/sd-jwt';
import { profileOf } from '@/utils/tokens/token-profile';
import type { TokenVerification } from '@/utils/tokens/verify/verification';
import type { LoadKeys } from '@/utils/tokens/verify/verify-signature';
import { type VerificationInput, verifyToken } from '@/utils/tokens/verify/verify-token';
import type { TokenHints } from './token-hints';

/** What the form of a token holds. */
export type VerifyFields = {
  readonly keyText: string;
  readonly audience: string;
  readonly nonce: string;
  readonly skew: string;
  readonly payload: string;
  /** Of a stored client, where one was chosen */
  readonly clientSecret: string | undefined;
};

type VerificationSource = {
  readonly token: DecodedToken;
  readonly name: string;
  readonly unprotected: Unprotected | undefined;
  readonly hints: TokenHints;
  readonly sdJwt: SdJwt | undefined;
  readonly fields: VerifyFields;
  /** As known from elsewhere, or the one whose keys were asked for */
  readonly issuer: string | undefined;
  /** Keys of the issuer, once they were asked for */
  readonly loadKeys: LoadKeys | undefined;
};

const DEFAULT_SKEW_SECONDS = 30;

/** Verifies a token whenever something that counts has changed; what is on the way is dropped. */
export function useVerification(source: VerificationSource): TokenVerification | undefined {
  const { token, name, unprotected, sdJwt, fields, issuer, loadKeys } = source;
  const { clientId, nonce, accessToken, code, clientSecret } = source.hints;
  const [verification, setVerification] = useState<TokenVerification>();
  useEffect(() => {
    let isCurrent = true;
    const given = keysOf(fields);
    const secret = fields.clientSecret ?? clientSecret;
    void verifyWithPayload({
      token,
      profile: profileOf(token, name),
      unprotected,
      sdJwt,
      payload: fields.payload === '' ? undefined : fields.payload,
      keys: {
        ...(given.length === 0 ? {} : { given }),
        ...(loadKeys === undefined ? {} : { loadKeys }),
        ...(secret === undefined ? {} : { clientSecret: secret }),
      },
      expected: {
        issuer,
        clientId,
        audience: fields.audience.trim() || undefined,
        nonce: fields.nonce.trim() || nonce,
        accessToken,
        code,
      },
      now: new Date(),
      clockSkewSeconds: skewOf(fields.skew),
    }).then((result) => {
      if (isCurrent) setVerification(result);
    });
    return () => {
      isCurrent = false;
    };
  }, [
    token,
    name,
    unprotected,
    sdJwt,
    fields,
    loadKeys,
    issuer,
    clientId,
    nonce,
    accessToken,
    code,
    clientSecret,
  ]);
  return verification;
}

/** Fields turn every line break into a line feed; what was signed may have had a carriage return too. */
async function verifyWithPayload(input: VerificationInput): Promise<TokenVerification> {
  const verification = await verifyToken(input);
  if (verification.key !== undefined || input.payload?.includes('\n') !== true) return verification;
  const other = await verifyToken({ ...input, payload: input.payload.replaceAll('\n', '\r\n') });
  return other.key === undefined ? verification : other;
}

/** The issuer that a token names; undefined where it names none. */
export function issuerOf(token: DecodedToken): string | undefined {
  const claims = 'claims' in token ? token.claims : undefined;
  const iss = claims !== undefined && Object.hasOwn(claims, 'iss') ? claims['iss'] : undefined;
  return typeof iss === 'string' && iss !== '' ? iss : undefined;
}

function keysOf({ keyText }: VerifyFields): readonly GivenKey[] {
  if (readKeyAddress(keyText) !== undefined) return [];
  const reading = readKeys(keyText);
  return reading.ok ? reading.keys : [];
}

function skewOf(text: string): number {
  const seconds = Number(text.trim());
  return text.trim() !== '' && Number.isFinite(seconds) && seconds >= 0
    ? seconds
    : DEFAULT_SKEW_SECONDS;
}
