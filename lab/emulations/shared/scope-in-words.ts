/** A scope with what it means, in the words of a consent page. */
export type ScopeInWords = { readonly name: string; readonly title: string };

/** These scopes in words, in this order. What the catalogue does not know stays as it is. */
export function inWords(
  catalogue: readonly ScopeInWords[],
  names: readonly string[],
): readonly ScopeInWords[] {
  return names.map(
    (name) => catalogue.find((scope) => scope.name === name) ?? { name, title: name },
  );
}

/** The names in a space-separated `scope` parameter (RFC 6749 §3.3), each once. */
export function splitScope(parameter: string | null): readonly string[] {
  return [...new Set((parameter ?? '').split(' ').filter((name) => name !== ''))];
}
