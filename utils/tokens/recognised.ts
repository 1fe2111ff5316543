import type { AuthorizationRequest } from './read-authorization-request';
import type { JsonObject } from './json';

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
  /** In compact form; of an SD-JWT with its disclosures. */
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
  /** Keys of a JWK, a JWKS or a PEM file, as JWKs (RFC 7517). */
  readonly keys?: readonly JsonObject[];
  /** A discovery document (RFC 8414 §2). */
  readonly metadata?: JsonObject;
  /** The request of a cURL command. */
  readonly httpRequest?: RecognisedRequest;
  /** JSON text whose members are worth showing as they stand. */
  readonly json?: string;
};
