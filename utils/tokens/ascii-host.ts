/** What stands between `://` and the path of an address, with characters beyond ASCII in it. */
const FOREIGN_HOST = /^[a-z][a-z0-9+.-]{0,30}:\/\/[^/?#]{0,300}[^\0-\x7f]/i;

/**
 * The host of an address as it is asked for (RFC 5890 §2.3.2.1: `xn--…`), where it is written with other characters:
 * some look like letters of ASCII. @returns nothing for any other text
 */
export function asciiHostOf(address: string): string | undefined {
  return FOREIGN_HOST.test(address.slice(0, 400)) ? URL.parse(address)?.hostname : undefined;
}
