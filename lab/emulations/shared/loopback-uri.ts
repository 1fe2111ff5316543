const loopbackHosts = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Whether a URI is plain http on the user's own computer (RFC 8252 §7.3, §8.3). */
export function isLoopbackHttp(uri: string): boolean {
  const url = URL.parse(uri);
  return url !== null && url.protocol === 'http:' && loopbackHosts.has(url.hostname);
}
