const LOOPBACK_HOSTS = new Set(['localhost', '127.0.0.1', '[::1]']);
const FORBIDDEN_SCHEMES = new Set([
  'about:',
  'blob:',
  'chrome-extension:',
  'data:',
  'file:',
  'ftp:',
  'javascript:',
  'moz-extension:',
  'view-source:',
]);
/** The path of an issuer stands before the well-known part (OpenID Connect Discovery §4) or after it (RFC 8414 §3). */
const WELL_KNOWN =
  /^(.*?)\/\.well-known\/(?:openid-configuration|oauth-authorization-server)(\/[^?#]*)?(?:[?#].*)?$/;

/** Whether http is allowed for this host, since nothing leaves the machine (RFC 8252 §8.3). */
export function isLoopback(url: URL): boolean {
  return LOOPBACK_HOSTS.has(url.hostname) || url.hostname.endsWith('.localhost');
}

/** Whether requests can be sent to it. */
export function isWebAddress(text: string): boolean {
  const protocol = URL.parse(text)?.protocol;
  return protocol === 'https:' || protocol === 'http:';
}

/** What is wrong with the address of an endpoint (RFC 6749 §3.1), or nothing. */
export function endpointError(text: string): string | undefined {
  return (
    addressError(text, 'https://auth.example.com/token') ??
    (text.includes('#')
      ? 'An endpoint has no fragment: leave out “#” and what follows.'
      : undefined)
  );
}

function addressError(text: string, example: string): string | undefined {
  if (/\s/.test(text)) return `“${shorten(text)}” holds a blank, which no address does.`;
  const url = URL.parse(text);
  if (url === null) return `“${shorten(text)}” is not a URL. Write it whole, such as ${example}.`;
  if (!isWebAddress(text)) {
    return `The address must begin with https:// or http://, not ${url.protocol}`;
  }
  if (url.username !== '' || url.password !== '') {
    return 'The address holds a user name or password. Leave them out.';
  }
  return undefined;
}

/** What is wrong with an issuer identifier (OpenID Connect Discovery §3, RFC 8414 §2), or nothing. */
export function issuerError(text: string): string | undefined {
  const base = withoutWellKnown(text);
  if (base !== text) {
    return `That is the address of the discovery document. The issuer is ${base}`;
  }
  const error = addressError(text, 'https://auth.example.com');
  if (error !== undefined) return error;
  return /[?#]/.test(text)
    ? 'An issuer has no query and no fragment: leave out “?” or “#” and what follows.'
    : undefined;
}

/** The issuer that a discovery document’s address belongs to; other text as it is. */
export function withoutWellKnown(text: string): string {
  const [, before = text, after = ''] = WELL_KNOWN.exec(text) ?? [];
  return before + (after === '/' ? '' : after);
}

/** Why plain http is a risk at this address, or nothing. */
export function plainHttpWarning(text: string): string | undefined {
  const url = URL.parse(text);
  return url?.protocol === 'http:' && !isLoopback(url)
    ? `http:// to ${url.host} is not encrypted: anyone on the way can read codes, secrets and tokens.`
    : undefined;
}

/** What is wrong with a redirect URI (RFC 6749 §3.1.2, RFC 8252 §7), or nothing. */
export function redirectUriError(text: string): string | undefined {
  const shown = `“${shorten(text)}”`;
  if (/\s/.test(text)) return `${shown} holds a blank. Write one redirect URI per line.`;
  const url = URL.parse(text);
  if (url === null) {
    return `${shown} is not an absolute URI. Write it whole, such as https://app.example.com/callback.`;
  }
  if (FORBIDDEN_SCHEMES.has(url.protocol)) {
    return `${shown}: a redirect URI cannot begin with ${url.protocol}`;
  }
  if (url.username !== '' || url.password !== '') {
    return `${shown} holds a user name or password, which browsers do not send on. Leave them out.`;
  }
  if (text.includes('#')) return `${shown}: a redirect URI has no fragment (“#…”).`;
  if (text.includes('*')) return `${shown}: wildcards are not redirect URIs. Write each one whole.`;
  return undefined;
}

/** Why a redirect URI may not use http (RFC 6749 §3.1.2.1, RFC 8252 §7.3), or nothing. */
export function plainHttpRedirectError(text: string): string | undefined {
  const url = URL.parse(text);
  return url?.protocol === 'http:' && !isLoopback(url)
    ? `“${shorten(text)}” uses http. Only localhost, 127.0.0.1 and [::1] may; others must use https.`
    : undefined;
}

/** What stands in braces in a provider's address is for the user to fill in. */
export function unfilledError(text: string): string | undefined {
  const place = /\{[^{}]*\}/.exec(text)?.[0];
  return place === undefined ? undefined : `Put your own value in place of ${place}.`;
}

function shorten(text: string): string {
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}
