/** What an error code means, what to do about it, and where it is defined. */
export type ErrorMeaning = {
  readonly meaning: string;
  readonly remedy: string;
  readonly specification: string;
};

/** Who answers with an error: the same code means another thing elsewhere. */
export type ErrorPlace = 'authorization' | 'token' | 'resource';

const CORE = 'OpenID Connect Core §3.1.2.6';

/** Errors of the authorization endpoint, which come with the callback. */
const AUTHORIZATION_ERRORS: ReadonlyMap<string, ErrorMeaning> = meanings([
  [
    'access_denied',
    'The user, or the server for them, refused the request.',
    'The user or the server said no. Run again and allow the request.',
    'RFC 6749 §4.1.2.1',
  ],
  [
    'user_denied',
    'The user refused the request. The code is one of Pipedrive, not of a specification.',
    'The user or the server said no. Run again and allow the request.',
    'Pipedrive',
  ],
  [
    'invalid_scope',
    'The scope of the request is unknown, malformed or not allowed.',
    'A scope of this client is unknown to the server or not allowed. Compare the scopes with the registration.',
    'RFC 6749 §4.1.2.1',
  ],
  [
    'invalid_request',
    'The server cannot use the authorization request as it is.',
    'A parameter is missing, unknown or repeated. Compare the request with what the server supports, PKCE and prompt included.',
    'RFC 6749 §4.1.2.1',
  ],
  [
    'unauthorized_client',
    'This client may not ask for a code in this way.',
    'The client may not use the authorization code flow. Check its grant types at the provider.',
    'RFC 6749 §4.1.2.1',
  ],
  [
    'unsupported_response_type',
    'The server does not answer with this response_type.',
    'The server does not offer the response type “code” to this client.',
    'RFC 6749 §4.1.2.1',
  ],
  [
    'server_error',
    'Something failed within the server. A redirect cannot carry HTTP 500, so that this code says it.',
    'The server failed. Try again, then look at its log.',
    'RFC 6749 §4.1.2.1',
  ],
  [
    'temporarily_unavailable',
    'The server cannot answer now.',
    'The server is overloaded or in maintenance. Try again later.',
    'RFC 6749 §4.1.2.1',
  ],
  [
    'login_required',
    'The user has to sign in, which the request forbade.',
    'prompt=none asks for no page, and no user is signed in. Run without it.',
    CORE,
  ],
  [
    'consent_required',
    'The user has to agree, which the request forbade.',
    'prompt=none asks for no page, and consent is missing. Run without it.',
    CORE,
  ],
  [
    'interaction_required',
    'The user has to do something, which the request forbade.',
    'prompt=none asks for no page, and the server needs one. Run without it.',
    CORE,
  ],
  [
    'account_selection_required',
    'The user has to choose an account, which the request forbade.',
    'prompt=none asks for no page, and an account must be chosen. Run without it.',
    CORE,
  ],
  [
    'invalid_request_uri',
    'What the request_uri points to cannot be fetched, or holds no request.',
    'Push the request anew: a request_uri works once and for a short time.',
    'RFC 9101 §7',
  ],
  [
    'invalid_request_object',
    'The request object cannot be accepted: its signature, its encryption or a claim is wrong.',
    'Compare issuer, audience, times and algorithm of the request object with what the server expects, and its key with the registered one.',
    'RFC 9101 §7',
  ],
  [
    'request_not_supported',
    'The server takes no request objects.',
    'Send the parameters in the address, without “request”.',
    'RFC 9101 §7',
  ],
  [
    'request_uri_not_supported',
    'The server takes no request_uri.',
    'Send the parameters in the address, without “request_uri”.',
    'RFC 9101 §7',
  ],
  [
    'registration_not_supported',
    'The server takes no “registration” parameter.',
    'Leave it out, and register the client before.',
    CORE,
  ],
  [
    'unmet_authentication_requirements',
    'The user cannot be authenticated as strongly as the request wants it.',
    'Ask for another acr_values, or let the user set up what is missing.',
    'RFC 9470 §5',
  ],
]);

/** Errors of the token endpoint, and of others to which clients speak directly. */
const TOKEN_ERRORS: ReadonlyMap<string, ErrorMeaning> = meanings([
  [
    'invalid_request',
    'The server cannot use the request as it is.',
    'A parameter is missing, unknown or repeated, or there are two kinds of client authentication. Compare the request with what the provider documents.',
    'RFC 6749 §5.2',
  ],
  [
    'invalid_client',
    'Client authentication failed: the client is unknown, or did not prove who it is.',
    'Compare client ID, client secret and client authentication with the registration; look whether the secret has expired.',
    'RFC 6749 §5.2',
  ],
  [
    'invalid_grant',
    'What was handed in (a code, a refresh token, an assertion or a password) is wrong, used, expired or revoked, or belongs to another client.',
    'Get a new one. For a code, redirect_uri and code_verifier have to be those of the authorization request, too.',
    'RFC 6749 §5.2',
  ],
  [
    'unauthorized_client',
    'The client is known, but may not use this grant.',
    'Check the grant types of the client at the provider.',
    'RFC 6749 §5.2',
  ],
  [
    'unsupported_grant_type',
    'The server does not know this grant_type.',
    'Look whether the address is that of the token endpoint, and which grants the server lists in its metadata.',
    'RFC 6749 §5.2',
  ],
  [
    'invalid_scope',
    'The scope is unknown, malformed, or more than was granted.',
    'Ask for less, or have the scope allowed for this client.',
    'RFC 6749 §5.2',
  ],
  [
    'invalid_target',
    'The server does not know the API that “resource” or “audience” names, or gives no tokens for it.',
    'Compare the value with what the provider documents: an absolute URI without a fragment.',
    'RFC 8707 §2',
  ],
  [
    'authorization_pending',
    'The user has not finished the sign-in on the other device yet.',
    'Nothing is wrong: ask again after the interval.',
    'RFC 8628 §3.5',
  ],
  [
    'slow_down',
    'The client asks too often while the user signs in.',
    'Ask again, with five seconds more between the requests.',
    'RFC 8628 §3.5',
  ],
  [
    'expired_token',
    'The device code has expired before the user signed in.',
    'Begin anew with another device authorization request.',
    'RFC 8628 §3.5',
  ],
  [
    'unsupported_token_type',
    'The server does not revoke tokens of this kind.',
    'Revoke the other one: with a refresh token the access tokens of its grant should go too.',
    'RFC 7009 §2.2.1',
  ],
  [
    'use_dpop_nonce',
    'The DPoP proof lacks the nonce that the server wants, or has an old one.',
    'Send the request again, with the value of the header DPoP-Nonce as “nonce” of a new proof.',
    'RFC 9449 §8',
  ],
  [
    'invalid_dpop_proof',
    'The DPoP proof cannot be accepted.',
    'Compare its htm and htu with method and address of the request, its iat with the time, and its key with that of the token. A proof serves once.',
    'RFC 9449 §5',
  ],
]);

/** Errors of APIs, in the header WWW-Authenticate. */
const RESOURCE_ERRORS: ReadonlyMap<string, ErrorMeaning> = meanings([
  [
    'invalid_request',
    'The server cannot use the request as it is.',
    'A parameter is missing, unknown or repeated, or the token was sent in more than one way.',
    'RFC 6750 §3.1',
  ],
  [
    'invalid_token',
    'The access token is expired, revoked, broken, or not meant for this API.',
    'Get a new one; if that is refused too, compare its issuer and audience with what the API expects.',
    'RFC 6750 §3.1',
  ],
  [
    'insufficient_scope',
    'The access token is good, but does not reach this far.',
    'Get a token with the scope that the header or the documents of the API name.',
    'RFC 6750 §3.1',
  ],
  [
    'insufficient_user_authentication',
    'The user is not authenticated as strongly, or as recently, as the API wants it.',
    'Start an authorization request with the acr_values and max_age of this header.',
    'RFC 9470 §3',
  ],
]);

const BY_PLACE = {
  authorization: [AUTHORIZATION_ERRORS, TOKEN_ERRORS, RESOURCE_ERRORS],
  token: [TOKEN_ERRORS, RESOURCE_ERRORS, AUTHORIZATION_ERRORS],
  resource: [RESOURCE_ERRORS, TOKEN_ERRORS, AUTHORIZATION_ERRORS],
} as const satisfies Record<ErrorPlace, readonly ReadonlyMap<string, ErrorMeaning>[]>;

/** What an error code means at a place, or where else it is defined; nothing for other codes. */
export function errorMeaning(code: string, place: ErrorPlace): ErrorMeaning | undefined {
  return BY_PLACE[place].find((errors) => errors.has(code))?.get(code);
}

/** What to do about an error; nothing where the code is none of those of this place. */
export function remedyForError(code: string, place: ErrorPlace): string | undefined {
  return BY_PLACE[place][0].get(code)?.remedy;
}

function meanings(
  rows: readonly (readonly [
    code: string,
    meaning: string,
    remedy: string,
    specification: string,
  ])[],
): ReadonlyMap<string, ErrorMeaning> {
  return new Map(
    rows.map(([code, meaning, remedy, specification]) => [
      code,
      { meaning, remedy, specification },
    ]),
  );
}
