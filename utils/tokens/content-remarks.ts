import type { JsonObject } from './json';
import type { TokenPart } from './read-part';
import { showValue } from './show-value';

/** Whether a header says that the payload stands in the token as it is (RFC 7797 §3). */
export function isUnencoded(header: JsonObject | undefined): boolean {
  return header !== undefined && Object.hasOwn(header, 'b64') && header['b64'] === false;
}

/** What is to be said of a payload that is no set of claims, in sentences. */
export function remarksOnContent(payload: TokenPart, header: JsonObject): readonly string[] {
  const messages: string[] = [];
  const typ = Object.hasOwn(header, 'typ') ? header['typ'] : undefined;
  if (payload.byteLength === 0) {
    messages.push(
      'The payload is not in the token: it is detached, and must come by another way (RFC 7515 appendix F).',
    );
  } else if (isNestedToken(payload)) {
    messages.push(
      'The payload is another token, not claims: a nested JWT (RFC 7519 §5.2). It is decoded by pasting it alone.',
    );
  } else if (typeof typ === 'string' && /^(?:application\/)?(?:[\w.-]{1,80}\+)?jwt$/i.test(typ)) {
    messages.push(
      `The header says "typ": ${showValue(typ)}, but the payload is no JSON object with claims (RFC 7519 §7.2).`,
    );
  }
  if (isUnencoded(header)) {
    messages.push('The payload is not encoded: the header says "b64": false (RFC 7797).');
    const crit = Object.hasOwn(header, 'crit') ? header['crit'] : undefined;
    if (!Array.isArray(crit) || !crit.includes('b64')) {
      messages.push('"b64" must be named in "crit", and is not (RFC 7797 §6).');
    }
  }
  return messages;
}

/** Whether a payload is a token itself. */
function isNestedToken(payload: TokenPart): boolean {
  return /^ey[\w-]+\./.test(payload.text.slice(0, 1000));
}
