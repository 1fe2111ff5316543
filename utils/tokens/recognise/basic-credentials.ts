import type { Entry } from './format';

/** Longer than any credentials. */
const MAX_CHARACTERS = 20_000;

/**
 * User and password of a header with the scheme Basic (RFC 7617 §2); of a client its ID and secret, which are
 * form-encoded within (RFC 6749 §2.3.1).
 * @param value the header's value: `Basic …`
 * @returns nothing for another scheme, and where there is no user and password
 */
export function readBasicCredentials(value: string): readonly Entry[] | undefined {
  const encoded = /^\s{0,9}basic\s{1,9}([A-Za-z0-9+/_-]+={0,2})\s{0,9}$/i.exec(
    value.slice(0, MAX_CHARACTERS),
  )?.[1];
  if (encoded === undefined) return undefined;
  const text = decodeBase64(encoded);
  const colon = text?.indexOf(':') ?? -1;
  if (text === undefined || colon === -1) return undefined;
  // Under names that are kept from view, and out of reports.
  return [
    ['client_id', formDecoded(text.slice(0, colon))],
    ['client_secret', formDecoded(text.slice(colon + 1))],
  ];
}

function decodeBase64(encoded: string): string | undefined {
  try {
    const binary = atob(encoded.replaceAll('-', '+').replaceAll('_', '/'));
    return new TextDecoder().decode(Uint8Array.from(binary, (byte) => byte.charCodeAt(0)));
  } catch {
    return undefined;
  }
}

/** What does not decode was not encoded: not all clients do. */
function formDecoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}
