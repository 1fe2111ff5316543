import { findAlgorithm } from '../tokens/algorithms';
import { type Check, failed, unknown } from '../tokens/check';
import { checkAudience, checkIssuer } from '../tokens/verify/check-identity';
import { type DecodedToken, decodeToken } from '../tokens/decode-token';
import { signedPartsOf } from '../tokens/verify/signed-parts';
import { verifySignature } from '../tokens/verify/verify-signature';
import type { RecordedResponse } from './exchange';
import { loadIssuerKeys } from './issuer-keys';
import type { TokenUser } from './send-use';

/** The JWT that an answer is, whatever type it states; nothing where it is something else. */
export function jwtOf({ body, end }: RecordedResponse): DecodedToken | undefined {
  if (end !== 'whole' || body.trimStart().startsWith('{')) return undefined;
  const token = decodeToken(body.trim());
  return token.kind === 'jwt' || token.kind === 'jwe' ? token : undefined;
}

/**
 * The algorithm that a signed answer names. The library wants to know beforehand which it is; whether the signature
 * fits is checked apart.
 */
export async function signingAlgorithmOf(response: Response): Promise<string | undefined> {
  const token = decodeToken(await response.clone().text());
  const alg = token.kind === 'jwt' ? token.header['alg'] : undefined;
  return typeof alg === 'string' && findAlgorithm(alg) !== undefined ? alg : undefined;
}

/**
 * Checks a signed answer with the keys of the issuer, and that it was made by it for this client (RFC 9701 §5,
 * OpenID Connect Core §5.3.2). `iss` and `aud` are checked where they are there, or where they have to be.
 */
export async function checkSignedAnswer(
  token: DecodedToken,
  { client, clientSecret, server, recording }: TokenUser,
  isBound: boolean,
): Promise<readonly Check[]> {
  if (token.kind !== 'jwt') {
    return [
      unknown(
        'Signature',
        'The answer is encrypted (JWE): it cannot be read without the key of the client.',
      ),
    ];
  }
  const parts = signedPartsOf({ token });
  const signature =
    typeof parts === 'string'
      ? [failed('Signature', parts)]
      : (
          await verifySignature(parts, {
            loadKeys: () => loadIssuerKeys(server.jwks_uri, recording),
            ...(clientSecret === undefined ? {} : { clientSecret }),
          })
        ).checks;
  const has = (name: string) => isBound || Object.hasOwn(token.claims, name);
  return [
    ...signature,
    ...(has('iss') ? [checkIssuer(token.claims, server.issuer)] : []),
    ...(has('aud') ? [checkAudience(token.claims, client.clientId)] : []),
  ];
}

/** The checks, and what a strict client has against an answer that passed them all. */
export function withObjection(
  checks: readonly Check[],
  objection: string | undefined,
): readonly Check[] {
  return objection === undefined || checks.some(({ outcome }) => outcome === 'failed')
    ? checks
    : [...checks, failed('Library verdict', objection)];
}
