/** The parameters of an authorization response, wherever the response mode put them: query, or fragment. */
export function responseParameters(url: string): URLSearchParams {
  const parsed = new URL(url);
  return parsed.search.length > 1 ? parsed.searchParams : new URLSearchParams(parsed.hash.slice(1));
}
