import type { DecodedToken } from './decode-token';

/**
 * Scope values of a string: separated by blanks (RFC 6749 §3.3) or by commas (seen at real
 * providers) or by a mixture; order kept, duplicates dropped. Also takes the list that some
 * providers send. Anything else holds no scope.
 */
export function splitScopes(value: unknown): readonly string[] {
  const texts: readonly unknown[] = Array.isArray(value) ? value : [value];
  const scopes = texts.flatMap((text) => (typeof text === 'string' ? text.split(/[\s,]/) : []));
  return [...new Set(scopes.filter((scope) => scope !== ''))];
}

export type ScopeRow = {
  readonly scope: string;
  /** `registered`: not sent, but set at the provider. */
  readonly requested: boolean | 'registered';
  readonly granted: boolean | 'unknown';
  readonly inToken: boolean | 'unknown';
  readonly meaning: string | undefined;
};

/** Whether a scope was asked for, or is registered, and was not granted. */
export function isDenied({ requested, granted }: ScopeRow): boolean {
  return requested !== false && granted === false;
}

/**
 * The table of scopes requested, granted and in the token, requested ones first.
 * Granted is what the token response says in `scope`; when absent, it is as requested (RFC 6749 §5.1).
 * In the token are the `scope` or `scp` claims of a JWT access token (RFC 9068 §2.2.3); of a token
 * that cannot be read it is unknown.
 */
export function scopeTable(input: {
  readonly requested: readonly string[];
  /** Set at the provider, and not sent */
  readonly registered?: readonly string[];
  /** A granted scope that stands for whatever the registration allows */
  readonly marker?: string;
  /** The member of the token response; undefined when absent */
  readonly grantedScope: unknown;
  readonly hasTokenResponse: boolean;
  readonly accessToken: DecodedToken | undefined;
}): readonly ScopeRow[] {
  const requested = new Set(input.requested);
  const registered = new Set(input.registered);
  const granted = grantedScopes(input, requested);
  const inToken = scopesInToken(input.accessToken);
  const all = new Set([...requested, ...registered, ...(granted ?? []), ...(inToken ?? [])]);
  const hasMarker = input.marker !== undefined && granted?.has(input.marker) === true;
  return [...all].map((scope) => ({
    scope,
    requested: requested.has(scope) || (registered.has(scope) && 'registered'),
    granted: isGranted(scope, granted, hasMarker),
    inToken: inToken === undefined ? 'unknown' : inToken.has(scope),
    meaning: scope === input.marker ? MARKER_MEANING : standardScopeMeaning(scope),
  }));
}

const MARKER_MEANING = 'Not a scope: it stands for whatever the registration allows';

/** Behind a marker the scopes of an API cannot be seen; those of OpenID Connect are still named. */
function isGranted(
  scope: string,
  granted: ReadonlySet<string> | undefined,
  hasMarker: boolean,
): boolean | 'unknown' {
  if (granted === undefined) return 'unknown';
  if (granted.has(scope)) return true;
  return hasMarker && standardScopeMeaning(scope) === undefined ? 'unknown' : false;
}

function grantedScopes(
  input: {
    readonly registered?: readonly string[];
    readonly grantedScope: unknown;
    readonly hasTokenResponse: boolean;
  },
  requested: ReadonlySet<string>,
): ReadonlySet<string> | undefined {
  const { grantedScope, hasTokenResponse } = input;
  if (!hasTokenResponse) return undefined;
  // Of what was registered, and not asked for, an answer without `scope` says nothing.
  if (grantedScope === undefined || grantedScope === null) {
    return requested.size === 0 && (input.registered?.length ?? 0) > 0 ? undefined : requested;
  }
  if (typeof grantedScope !== 'string' && !Array.isArray(grantedScope)) return undefined;
  return new Set(splitScopes(grantedScope));
}

function scopesInToken(token: DecodedToken | undefined): ReadonlySet<string> | undefined {
  if (token?.kind !== 'jwt' && token?.kind !== 'broken') return undefined;
  const values = ['scope', 'scp'].map((name) =>
    token.claims !== undefined && Object.hasOwn(token.claims, name)
      ? token.claims[name]
      : undefined,
  );
  const isNamed = values.some((value) => value !== undefined);
  if (token.kind === 'broken' && !isNamed) return undefined;
  return new Set(values.flatMap(splitScopes));
}

const standardMeanings = new Map([
  ['openid', 'Sign the user in with OpenID Connect: an ID token says who it is'],
  ['profile', 'Name, picture, language and other basics of the profile'],
  ['email', 'E-mail address, and whether it was verified'],
  ['address', 'Postal address'],
  ['phone', 'Phone number, and whether it was verified'],
  ['offline_access', 'A refresh token: access goes on while the user is away'],
]);

/** Words for the standard scopes of OpenID Connect Core §5.4 and §11; undefined for any other. */
export function standardScopeMeaning(scope: string): string | undefined {
  return standardMeanings.get(scope);
}
