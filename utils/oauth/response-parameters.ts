/** Members of an authorization response, of which each has at least one. */
const MARKS = ['code', 'error', 'response', 'state'];

/**
 * The parameters of an authorization response, wherever the response mode put them: in the query, or in the
 * fragment, even if the redirect URI has a query of its own. What is no URL has none.
 */
export function responseParameters(url: string): URLSearchParams {
  const parsed = URL.parse(url);
  if (parsed === null) return new URLSearchParams();
  const fragment = new URLSearchParams(parsed.hash.slice(1));
  const isInFragment =
    MARKS.some((name) => fragment.has(name)) &&
    !MARKS.some((name) => parsed.searchParams.has(name));
  return isInFragment ? fragment : parsed.searchParams;
}

/** An address with further parameters in its query, whether it has one or not. */
export function withParameters(url: string, parameters: URLSearchParams | string): string {
  return `${url}${url.includes('?') ? '&' : '?'}${parameters}`;
}
