/**
 * Regular expressions (RE2) for callbacks to a redirect URI, as `declarativeNetRequest` takes them. They look at whole
 * URLs, fragment included, of this very scheme, host, port and path; of its query, only at what a response adds.
 */

/** The callback that carries this state, in the query or the fragment. `state` holds letters, digits, `-` and `_`. */
export function callbackFilter(redirectUri: string, state: string): string {
  return `^${addressOf(redirectUri)}[?#](.*[&#])?state=${state}([&#].*)?$`;
}

/** Any authorization response in the query or the fragment, whatever its state. */
export function anyCallbackFilter(redirectUri: string): string {
  return `^${addressOf(redirectUri)}[?#](.*[&#])?(code|error|response)=.*$`;
}

/** Whatever is sent to the redirect URI. */
export function addressFilter(redirectUri: string): string {
  return `^${addressOf(redirectUri)}([?#].*)?$`;
}

function addressOf(redirectUri: string): string {
  const url = new URL(redirectUri);
  return (
    (url.origin + url.pathname)
      .replace(/[^\w:/%']/g, String.raw`\$&`)
      // Browsers write it in one of two ways.
      .replaceAll("'", "('|%27)")
  );
}
