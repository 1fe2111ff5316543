import { SignJWT } from 'jose';
import { randomBase64Url } from '../shared/random-values.ts';
import {
  secondsOf,
  type ApaleoGrant,
  type ApaleoServer,
  type CodeGrant,
  type IssuedAccess,
} from './server.ts';

/** https://github.com/apaleo/api/issues/44. For custom apps it is a choice of this lab. */
export const accessLifetime = 3600;

/** Not documented: a choice of this lab. */
const idTokenLifetime = 300;

/**
 * Issues an access token. That it is a JWT is documented for store apps
 * (https://github.com/apaleo/api/issues/91); its claims, and the format for custom apps, are choices of this lab.
 */
export async function issueAccessToken(
  server: ApaleoServer,
  { clientId, person, scopes }: Pick<IssuedAccess, 'clientId' | 'person' | 'scopes'>,
): Promise<string> {
  const issuedAt = secondsOf(server);
  const expiresAt = issuedAt + accessLifetime;
  const token = await sign(server, 'at+jwt', {
    iss: server.origin,
    sub: person?.id ?? clientId,
    aud: server.origin,
    client_id: clientId,
    scope: scopes.join(' '),
    ...(person !== undefined && { account_code: person.accountCode }),
    jti: randomBase64Url(16),
    iat: issuedAt,
    exp: expiresAt,
  });
  server.accessTokens.set(token, { clientId, person, scopes, issuedAt, expiresAt });
  return token;
}

/** "It isn't a JWT, it's a hash": https://github.com/apaleo/api/issues/91. How long it lives is not documented; here it does not expire. */
export function issueRefreshToken(server: ApaleoServer, grant: ApaleoGrant): string {
  const token = randomBase64Url(32);
  server.refreshTokens.set(token, grant);
  return token;
}

/** Issues an ID token with the claims that apps of apaleo itself read (github.com/apaleo/slack, github.com/apaleo/oss-traces). */
export function issueIdToken(server: ApaleoServer, grant: CodeGrant): Promise<string> {
  const issuedAt = secondsOf(server);
  return sign(server, 'JWT', {
    iss: server.origin,
    aud: grant.clientId,
    ...userClaims(grant),
    ...(grant.nonce !== undefined && { nonce: grant.nonce }),
    iat: issuedAt,
    exp: issuedAt + idTokenLifetime,
  });
}

/** Claims about the user. Which scope opens which is a choice of this lab. */
export function userClaims({ person, scopes }: ApaleoGrant) {
  return {
    sub: person.id,
    account_code: person.accountCode,
    ...(scopes.includes('profile') && {
      name: person.name,
      preferred_username: person.userName,
    }),
  };
}

/** An access token that was issued here, is not revoked and has not expired. */
export function findAccess(
  server: ApaleoServer,
  token: string | null | undefined,
): IssuedAccess | undefined {
  const access = server.accessTokens.get(token ?? '');
  return access !== undefined && secondsOf(server) < access.expiresAt ? access : undefined;
}

function sign(
  { signingKey }: ApaleoServer,
  type: 'at+jwt' | 'JWT',
  claims: Readonly<Record<string, unknown>>,
): Promise<string> {
  const { privateKey, publicJwk } = signingKey;
  const header = {
    alg: 'RS256',
    typ: type,
    ...(publicJwk.kid !== undefined && { kid: publicJwk.kid }),
  };
  return new SignJWT(claims).setProtectedHeader(header).sign(privateKey);
}
