/**
 * Sentences with which RFC 6749 §4.1.2.1 and §5.2 define its errors, and which servers send as their description: they
 * name every case there is, and tell nothing of the one at hand.
 */
const DEFINITIONS: readonly RegExp[] = [
  /(?:the )?provided authorization grant[^\n]{0,160}?(?:invalid|expired)[^\n]{0,200}?issued to another client\.?/gi,
  /the request is missing a (?:required )?parameter, includes[^\n]{0,260}?otherwise malformed\.?/gi,
  /client authentication failed (?:due to|\((?:e\.g\.,? )?) ?unknown client, no client authentication included,? or unsupported authentication method\)?\.?/gi,
  /the requested scope is invalid, unknown,? or malformed\.?/gi,
];

/** What a server said, without what it says of every error of the kind. */
export function withoutDefinitions(text: string): string {
  return DEFINITIONS.reduce((rest, definition) => rest.replaceAll(definition, ' '), text);
}
