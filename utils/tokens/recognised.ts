import type { AuthorizationRequest } from './read-authorization-request';
import type { JsonObject } from './json';
import type { SdJwt } from './sd-jwt';

/** What a token is for, as far as the place says where it was found; `Token` where it does not. */
export type TokenName =
  | 'Access token'
  | 'ID token'
  | 'ID token hint'
  | 'Refresh token'
  | 'DPoP proof'
  | 'Request object'
  | 'Client assertion'
  | 'Logout token'
  | 'Introspection response'
  | 'User info'
  | 'Key binding'
  | 'Token';

/** The parts of a JWS or JWE that its compact form has no room for (RFC 7515 §7.2, RFC 7516 §7.2). */
export type Unprotected = {
  /** Header parameters that are not protected: `header` and `unprotected`. */
  readonly header?: JsonObject;
  /** Additional authenticated data of a JWE, in base64url. */
  readonly aad?: string;
};

export type RecognisedToken = {
  readonly name: TokenName;
  /** In compact form; of an SD-JWT the JWT of its issuer, its disclosures being a part of their own. */
  readonly value: string;
  readonly unprotected?: Unprotected;
};

/** A request as a command or a header block gives it. */
export type RecognisedRequest = {
  readonly method: string;
  readonly url: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** The parameters of a form body. */
  readonly form?: readonly (readonly [name: string, value: string])[];
  /** A body that is no form. */
  readonly body?: string;
};

/** A response as text gives it. */
type RecognisedResponse = {
  readonly status: number;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string;
};

/** A block of a PEM file (RFC 7468), by its label. */
export type PemBlock = {
  readonly label: string;
  readonly kind: 'public key' | 'private key' | 'certificate' | 'other';
};

/** What was found in a text, in words and in parts; a part is absent where the text has none. */
export type Recognised = {
  /** In words: `JWT (signed, RS256)`, `Token response with 3 tokens`, `Nothing recognised: …` */
  readonly what: string;
  readonly tokens: readonly RecognisedToken[];
  /** Of a callback URL, an error response or an authorization request, in their order */
  readonly parameters?: readonly (readonly [name: string, value: string])[];
  readonly request?: AuthorizationRequest;
  /** The address of a callback, whole. */
  readonly callbackUrl?: string;
  /** Members of a token response (RFC 6749 §5). */
  readonly tokenResponse?: JsonObject;
  /** Members of an introspection response (RFC 7662 §2.2). */
  readonly introspection?: JsonObject;
  /** Members of a user info response (OpenID Connect Core §5.3.2). */
  readonly userInfo?: JsonObject;
  /** Keys of a JWK or a JWKS (RFC 7517). */
  readonly keys?: readonly JsonObject[];
  /** Keys and certificates in PEM: said, not read. */
  readonly pem?: readonly PemBlock[];
  /** A discovery document (RFC 8414 §2). */
  readonly metadata?: JsonObject;
  /** The request of a cURL command, of a call of `fetch`, or of a block of headers. */
  readonly httpRequest?: RecognisedRequest;
  /** A response that failed, with its request where that is known: pasted as such, or of a HAR. */
  readonly failed?: {
    readonly request?: RecognisedRequest;
    readonly response: RecognisedResponse;
  };
  /** The words of an error page or message, as a person would read them. */
  readonly errorText?: string;
  /** An SD-JWT with its disclosures (RFC 9901). */
  readonly sdJwt?: SdJwt;
  /** The claims of a token, decoded by somebody else. */
  readonly claims?: JsonObject;
  /** The JOSE header of a token, decoded by somebody else. */
  readonly header?: JsonObject;
};

/** Whether anything was found, or only the reason why not. */
export function isRecognised(found: Recognised): boolean {
  const { what, tokens, ...parts } = found;
  return what !== '' && (tokens.length > 0 || Object.keys(parts).length > 0);
}
