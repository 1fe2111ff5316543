/** What statuses mean that sign-in pages and endpoints come with (RFC 9110 §15, RFC 6585), in a few words. */
const MEANINGS: ReadonlyMap<number, string> = new Map([
  [200, 'OK'],
  [204, 'no content'],
  [400, 'bad request'],
  [401, 'credentials wanted'],
  [403, 'forbidden'],
  [404, 'not found'],
  [405, 'method not allowed'],
  [406, 'no such format'],
  [407, 'a proxy wants credentials'],
  [408, 'the server gave up waiting'],
  [410, 'gone'],
  [413, 'content too large'],
  [414, 'address too long'],
  [415, 'unknown media type'],
  [422, 'cannot be processed'],
  [429, 'too many requests'],
  [431, 'headers too large'],
  [451, 'blocked for legal reasons'],
  [500, 'the server failed'],
  [501, 'not implemented'],
  [502, 'a gateway got no good answer'],
  [503, 'unavailable'],
  [504, 'a gateway waited in vain'],
]);

/** An HTTP status as people read it: `HTTP 404, not found`. */
export function statusInWords(status: number): string {
  const meaning = MEANINGS.get(status);
  return meaning === undefined ? `HTTP ${status}` : `HTTP ${status}, ${meaning}`;
}
