/** The first character that no scope may hold (RFC 6749 §3.3), or nothing. */
export function badScopeCharacter(scope: string): string | undefined {
  return scope.match(/[^\x21\x23-\x5B\x5D-\x7E]/u)?.[0];
}
