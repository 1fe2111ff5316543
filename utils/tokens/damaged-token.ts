import { readBase64url } from './base64url';
import type { JsonObject } from './json';
import type { TokenPart } from './read-part';

/** What a text is that is no token, but what is left of one, or another thing in base64. */
export type DamagedToken = {
  /** In words: `JWT whose beginning is missing` */
  readonly looksLike: string;
  readonly message: string;
  readonly claims?: TokenPart;
  /** What is encoded, where it is no JSON. */
  readonly content?: string;
};

/** Registered claims (RFC 7519 §4.1): one of them tells claims from other JSON in base64url, such as cookies. */
const CLAIMS = ['iss', 'sub', 'aud', 'exp', 'nbf', 'iat', 'jti'];

/** Longer than what identity providers send. */
const MAX_SAML = 1_000_000;

/**
 * Says what a text without a readable JOSE header is, where something in it can be read; nothing for any other text,
 * which is an opaque token.
 */
export function readDamagedToken(
  segments: readonly string[],
  first: TokenPart,
  second: TokenPart | undefined,
): DamagedToken | undefined {
  if (second === undefined) return payloadAlone(first) ?? samlIn(segments[0] ?? '');
  if (segments.length <= 3 && isWholeObject(second) && !isWholeObject(first)) {
    return {
      looksLike: 'JWT whose beginning is missing',
      message:
        'It looks like a JWT whose beginning is missing or damaged: its payload can be read, its header cannot. Copy it again from its first character on; a JWT begins with "eyJ".',
      claims: second,
    };
  }
  return segments.length === 2 && hasClaims(first)
    ? {
        looksLike: 'JWT without its header',
        message:
          'It looks like a JWT without its header: the payload comes first. Copy it again from its first character on.',
        claims: first,
      }
    : undefined;
}

function payloadAlone(part: TokenPart): DamagedToken | undefined {
  return hasClaims(part)
    ? {
        looksLike: 'Payload of a JWT alone',
        message:
          'This is the payload of a JWT alone: the header before it and the signature behind it are missing, so that it cannot be verified.',
        claims: part,
      }
    : undefined;
}

/** A message of SAML as browsers post it: XML in base64 (SAML 2.0 Bindings §3.5). */
function samlIn(segment: string): DamagedToken | undefined {
  if (!/^(?:PD94|PHNhbW|PG5z|PEFzc2Vyd|PFJlc3Bvbn)/.test(segment) || segment.length > MAX_SAML) {
    return undefined;
  }
  const { bytes, fault } = readBase64url(segment, 'message');
  const content = new TextDecoder().decode(bytes);
  return fault === undefined && content.includes('urn:oasis:names:tc:SAML')
    ? {
        looksLike: 'SAML, in base64, not OAuth',
        message:
          'This is a message of SAML: XML in base64, not a token of OAuth. Its XML is shown; nothing of it is verified here.',
        content,
      }
    : undefined;
}

function isWholeObject(part: TokenPart): part is TokenPart & { readonly value: JsonObject } {
  return part.fault === undefined && part.value !== undefined && Object.keys(part.value).length > 0;
}

function hasClaims(part: TokenPart): boolean {
  return isWholeObject(part) && CLAIMS.some((name) => Object.hasOwn(part.value, name));
}
