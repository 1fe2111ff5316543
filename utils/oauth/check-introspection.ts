import { type Check, failed, passed, unknown } from '../tokens/check';
import type { JsonObject } from '../tokens/json';
import { splitScopes } from '../tokens/scopes';
import { showValue } from '../tokens/show-value';
import type { Run } from './run';
import { resultOf } from './run-result';
import type { UsedToken } from './token-use';
import { revokedTokens } from './used-tokens';
import { memberOf, textOf } from '../tokens/members';

/** Servers and this machine may count a lifetime from different moments. */
const TOLERANCE_SECONDS = 60;

/**
 * Compares an introspection response (RFC 7662 §2.2) with what is known of the token from its run. What either of the
 * two does not say is not compared. `now` is in milliseconds since the epoch.
 */
export function checkIntrospection(
  claims: JsonObject,
  run: Run,
  token: UsedToken,
  now: number,
): readonly Check[] {
  const active = checkActive(claims, run, token, now);
  if (memberOf(claims, 'active') === false) return [active];
  const isAccess = token === 'access_token';
  return [
    active,
    ...checkClientId(claims, run),
    ...checkTokenIssuer(claims, run),
    ...checkSameSubject(claims, run, isAccess),
    ...(isAccess ? [...checkSameExpiry(claims, run), ...checkScopes(claims, run)] : []),
  ];
}

function checkActive(claims: JsonObject, run: Run, token: UsedToken, now: number): Check {
  const active = memberOf(claims, 'active');
  const isRevoked = revokedTokens(run).has(token);
  if (active === true) {
    if (isRevoked) {
      return failed('Active', 'The server calls the token active, although it was revoked here.');
    }
    const exp = memberOf(claims, 'exp');
    const age = typeof exp === 'number' ? Math.round(now / 1000 - exp) : 0;
    return age > TOLERANCE_SECONDS
      ? failed(
          'Active',
          `The server calls the token active, although its "exp" says that it expired ${age.toLocaleString('en')} s ago.`,
        )
      : passed('Active', 'The server calls the token active.');
  }
  if (active !== false) {
    return failed('Active', `"active" is ${showValue(active)}: it must be true or false.`);
  }
  if (isRevoked) return passed('Active', 'Not active: it was revoked here.');
  const expiresAt = token === 'access_token' ? resultOf(run).response?.expiresAt : undefined;
  return expiresAt !== undefined && expiresAt <= now
    ? passed('Active', 'Not active: it has expired.')
    : failed(
        'Active',
        'Not active. It was revoked or replaced elsewhere, was not issued by this server, or this client may not ask about it: a server gives the same answer to each (RFC 7662 §2.2).',
      );
}

function checkClientId(claims: JsonObject, { client }: Run): readonly Check[] {
  const found = memberOf(claims, 'client_id');
  if (found === undefined) return [];
  return [
    found === client.clientId
      ? passed('Client ID', `"client_id" is ${showValue(found)}, this client.`)
      : failed(
          'Client ID',
          `"client_id" is ${showValue(found)}, and this client is ${showValue(client.clientId)}.`,
        ),
  ];
}

function checkTokenIssuer(claims: JsonObject, { server, client }: Run): readonly Check[] {
  const found = memberOf(claims, 'iss');
  const expected = server?.issuer ?? client.issuer;
  if (found === undefined || expected === undefined) return [];
  return [
    found === expected
      ? passed('Token issuer', `"iss" is ${showValue(found)}, the server of this run.`)
      : failed(
          'Token issuer',
          `"iss" is ${showValue(found)}, and the server of this run is ${showValue(expected)}.`,
        ),
  ];
}

function checkSameSubject(claims: JsonObject, run: Run, isAccess: boolean): readonly Check[] {
  const found = memberOf(claims, 'sub');
  if (found === undefined) return [];
  const { accessToken, idToken } = resultOf(run);
  const own = isAccess ? claimOf(accessToken, 'sub') : undefined;
  const signedIn = claimOf(idToken, 'sub');
  const expected = own ?? signedIn;
  if (expected === undefined) return [];
  const whose = own === undefined ? 'the ID token' : 'the token itself';
  if (found === expected)
    return [passed('Subject', `"sub" is ${showValue(found)}, as in ${whose}.`)];
  const detail = `"sub" is ${showValue(found)}, and ${showValue(expected)} in ${whose}`;
  return [
    own === undefined
      ? unknown(
          'Subject',
          `${detail}. A server may call one user differently for client and API (OpenID Connect Core §8).`,
        )
      : failed('Subject', `${detail}.`),
  ];
}

function checkSameExpiry(claims: JsonObject, run: Run): readonly Check[] {
  const found = memberOf(claims, 'exp');
  if (typeof found !== 'number') return [];
  const { accessToken, response } = resultOf(run);
  const own = claimOf(accessToken, 'exp');
  const promised = response?.expiresAt;
  const expected =
    typeof own === 'number' ? own : promised === undefined ? undefined : promised / 1000;
  if (expected === undefined) return [];
  const whose = typeof own === 'number' ? 'the token itself' : 'the token response';
  const seconds = Math.round(found - expected);
  return [
    Math.abs(seconds) <= TOLERANCE_SECONDS
      ? passed('Expiry', `It expires when ${whose} says.`)
      : failed(
          'Expiry',
          `It expires ${Math.abs(seconds).toLocaleString('en')} s ${seconds < 0 ? 'before' : 'after'} what ${whose} says.`,
        ),
  ];
}

function checkScopes(claims: JsonObject, run: Run): readonly Check[] {
  const scope = textOf(claims, 'scope');
  const rows = resultOf(run).scopes;
  if (scope === undefined || rows.some(({ granted }) => granted === 'unknown')) return [];
  const found = new Set(splitScopes(scope));
  const granted = rows.flatMap((row) => (row.granted === true ? [row.scope] : []));
  const missing = granted.filter((name) => !found.has(name));
  const further = [...found].filter((name) => !granted.includes(name));
  if (missing.length === 0 && further.length === 0) {
    return [passed('Scopes', 'The same that the token response granted.')];
  }
  return [
    failed(
      'Scopes',
      [
        ...(missing.length === 0
          ? []
          : [`Without ${showValue(missing)}, which the token response granted.`]),
        ...(further.length === 0 ? [] : [`With ${showValue(further)}, which it did not grant.`]),
      ].join(' '),
    ),
  ];
}

function claimOf(token: ReturnType<typeof resultOf>['idToken'], name: string) {
  return token?.kind === 'jwt' ? memberOf(token.claims, name) : undefined;
}
