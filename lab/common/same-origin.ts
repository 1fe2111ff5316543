/**
 * Whether a form was posted from a page of the server itself, by either of its names: a browser says in `Origin` where
 * a form was posted from.
 */
export function isSameOrigin(requestOrigin: string | undefined, ownOrigin: string): boolean {
  const byName = ownOrigin.replace('127.0.0.1', 'localhost');
  return requestOrigin === ownOrigin || requestOrigin === byName;
}
