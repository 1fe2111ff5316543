/** What a fault truly is, written down by hand and not by what the engine says of it. */
export type ExpectedCause = {
  /** The true cause, in a sentence. */
  readonly cause: string;
  /** What the first diagnosis has to name; nothing where a run cannot see the fault, or is not harmed by it. */
  readonly names?: RegExp;
};

const means = (cause: string, names: RegExp): ExpectedCause => ({ cause, names });
/** How runs name a redirect URI that the server does not know. */
const NOT_REGISTERED = /redirect URI “https:.*” is not registered/;

const unseen = (cause: string): ExpectedCause => ({ cause });

/** The true cause of each fault of the demo server, by its id. */
export const expectedCauses: Readonly<Record<string, ExpectedCause>> = {
  'discovery-missing': means(
    'The server has no discovery document at its issuer.',
    /no discovery document|discovery document .*(?:missing|not found|404)/i,
  ),
  'discovery-html': means(
    'A proxy or a sign-in page answered in place of the discovery document.',
    /(?:page|HTML|proxy).*in place of the discovery/i,
  ),
  'discovery-invalid-json': means(
    'The discovery document is no JSON.',
    /discovery document is broken JSON/i,
  ),
  'discovery-500': means('The server itself failed.', /server.*(?:fail|error|500)/i),
  'discovery-503': means(
    'The server is down for maintenance.',
    /not available|unavailable|maintenance|overload|503/i,
  ),
  'discovery-redirect': means(
    'The discovery document has moved to another address.',
    /redirect|moved/i,
  ),
  'issuer-other-host': means(
    'The document names the issuer of another host.',
    /issuer.*“https:\/\/login\.internal\.example”.*the host/i,
  ),
  'issuer-trailing-slash': means(
    'The issuers differ by the slash at the end.',
    /issuer.*slash at the end/i,
  ),
  'issuer-other-tenant': means(
    'The document names the issuer of another tenant.',
    /issuer.*the path.*\/tenants\/staging/i,
  ),
  'issuer-missing': means('The document names no issuer.', /no issuer|issuer.*missing/i),
  'authorization-endpoint-missing': means(
    'The document names no authorization endpoint.',
    /no authorization_endpoint/,
  ),
  'token-endpoint-missing': means('The document names no token endpoint.', /no token_endpoint/),
  'token-endpoint-unreachable': means(
    'Nothing answers at the address of the token endpoint.',
    /no answer came from 127\.0\.0\.1:\d+ .*tokens/i,
  ),
  'jwks-missing': means(
    'The keys of the issuer are not where the document says.',
    /address of the keys.*404/i,
  ),
  'jwks-empty': means(
    'The key set of the issuer holds no key for the token.',
    /publishes no keys/i,
  ),
  'other-client-authentication': means(
    'The server announces another client authentication than the client uses.',
    /private_key_jwt/,
  ),
  'no-s256': means('The server does not support S256.', /PKCE method “S256”/),
  'scope-not-supported': means(
    'The server does not support scopes that were asked for.',
    /not list the scopes.*“profile”, “email” and “reservations\.read”/,
  ),

  'unknown-client': means(
    'The server does not know the client ID.',
    /client ID “demo-confidential” is not known/,
  ),
  'redirect-uri-mismatch': means('The redirect URI is not registered.', NOT_REGISTERED),
  'redirect-uri-mismatch-as-unauthorized-client': means(
    'The redirect URI is not registered.',
    NOT_REGISTERED,
  ),
  'sign-in-page-500': means('The server itself failed.', /server.*(?:fail|error|500)/i),
  'sign-in-page-503': means(
    'The server is down for maintenance.',
    /not available|unavailable|maintenance|overload|503/i,
  ),
  'sign-in-page-blocked': means('A firewall blocks the request.', /firewall/i),
  'sign-in-page-404': means(
    'There is no authorization endpoint at this address.',
    /nothing at “http.*authorization endpoint.*404/,
  ),
  'sign-in-page-circle': means('The server redirects in a circle.', /redirect.*without end/i),
  'sign-in-error-with-200': means(
    'The sign-in window was closed, here at an error page of the server.',
    /window was closed/i,
  ),

  'callback-access-denied': means('The user or a policy refused.', /user, or a policy.*refused/i),
  'callback-invalid-scope': means('A scope was refused.', /scopes/i),
  'callback-unauthorized-client': means(
    'The client may not use this grant or response type.',
    /client may not use the authorization code flow/i,
  ),
  'callback-unsupported-response-type': means(
    'The server does not support the response type.',
    /response_type=code/,
  ),
  'callback-server-error': means('The server itself failed.', /server.*(?:fail|error)/i),
  'callback-temporarily-unavailable': means(
    'The server is overloaded or down for maintenance.',
    /overload|not available|unavailable|maintenance/i,
  ),
  'callback-login-required': means(
    'Nobody is signed in, and no page may be shown.',
    /nobody is signed in/i,
  ),
  'callback-consent-required': means('The user has not consented yet.', /consent/i),
  'callback-interaction-required': means(
    'The server has to ask the user something.',
    /user has something to do/i,
  ),
  'callback-account-selection-required': means(
    'The user has to choose an account.',
    /several accounts/i,
  ),
  'callback-invalid-request': means('The parameter audience is missing.', /audience/),
  'callback-invalid-request-unexplained': means(
    'A parameter is missing, unknown or repeated; the server does not say which.',
    /does not say which parameter/i,
  ),
  'callback-invalid-target': means(
    'The resource (audience) is missing or unknown.',
    /parameter “resource”/,
  ),
  'state-wrong': means('The answer belongs to another request.', /state/i),
  'state-missing': means('The server did not return the state.', /state/i),
  'iss-wrong': means(
    'The answer is from another server.',
    /from the issuer “https:\/\/login\.attacker\.example”/,
  ),
  'iss-missing': means(
    'The answer does not say from which server it is, though that was announced.',
    /no iss\b/,
  ),
  'code-missing': means('The answer holds no code.', /neither a code nor an error/i),
  'code-empty': means('The answer holds an empty code.', /code/i),
  'code-twice': means('The answer holds two codes.', /code|twice|repeated|more than one/i),
  'answer-in-fragment': unseen('The run reads the answer in the fragment as well.'),
  'code-damaged': means('The code was refused.', /code/i),
  'callback-307': unseen('No browser tells an extension how it was redirected.'),

  'code-expired': means('The code has expired.', /code.*expired/i),
  'code-used': means('The code was used before.', /code.*(?:used|redeemed|twice|already)/i),
  'invalid-grant-unexplained': means(
    'The code was refused; the server does not say why.',
    /code|grant/i,
  ),
  'verifier-mismatch': means('The code verifier does not fit.', /verifier|PKCE/i),
  'challenge-lost': means('The code was refused; the server does not say why.', /code|PKCE/i),
  'token-redirect-uri-mismatch': means(
    'The redirect URI differs from that of the authorization request.',
    /redirect URI|redirect_uri/i,
  ),
  'invalid-client-401': means(
    'Client ID, secret or client authentication are wrong.',
    /secret|client authentication|credentials/i,
  ),
  'invalid-client-400': means('The client secret is wrong.', /client secret is not the one/i),
  'unauthorized-challenge-alone': means(
    'Client ID, secret or client authentication are wrong.',
    /secret|client authentication|credentials/i,
  ),
  'basic-taken-raw': means(
    'The server does not decode the secret in the Basic header.',
    /does not decode/i,
  ),
  'unauthorized-client': means('The client may not use this grant.', /grant|may not/i),
  'unsupported-grant-type': means('The server does not know this grant.', /grant/i),
  'token-invalid-scope': means('A scope was refused.', /scopes/i),
  'token-invalid-request': means('The parameter resource is missing.', /parameter “resource”/),
  'dpop-required': means('The server wants DPoP.', /DPoP/),
  'slow-down': means('The server is asked too often.', /asked too often/i),
  'token-429': means('The server is asked too often.', /asked too often/i),
  'origin-refused-400': means(
    'The server refuses requests with an Origin header.',
    /Origin|cross-origin|browser/i,
  ),
  'origin-refused-403': means(
    'Something refuses requests with an Origin header.',
    /Origin|cross-origin|firewall|block/i,
  ),
  'token-500': means('The server itself failed.', /server.*(?:fail|error|500)|server_error/i),
  'token-502': means('The server behind a proxy is gone.', /proxy|gateway|502/i),
  'token-503': means(
    'The server is down for maintenance.',
    /not available|unavailable|maintenance|overload|503/i,
  ),
  'token-404': means('There is no token endpoint at this address.', /nothing is found at.*404/i),
  'token-405': means('The address takes no POST.', /no POST requests.*405/),
  'token-html': means(
    'A page answered in place of the token endpoint.',
    /page to sign in at.*token endpoint/i,
  ),
  'token-redirect-307': means('The token request was redirected.', /redirect/i),
  'token-redirect-302': means('The token request was redirected.', /redirect/i),
  'token-empty': means('The answer was empty.', /empty/i),
  'token-204': means('The answer was empty.', /empty|204|no content/i),
  'token-error-with-200': means('The code is wrong or expired.', /code was used before, is older/i),
  'token-form-encoded': means('The tokens came as a form instead of JSON.', /form-encoded/i),
  'token-type-missing': means('The answer names no token_type.', /token.type/i),
  'token-type-unknown': means('The answer names an unknown token_type.', /token_type is “/),
  'access-token-missing': means('The answer holds no access token.', /access.token/i),
  'expires-in-text': unseen('The run reads the number all the same; a finding names it.'),
  'token-slow': unseen('The run succeeds; its steps show how long each took.'),
  'token-dropped': means(
    'The connection of the token request broke off.',
    /answered before.*broke the connection off/i,
  ),

  'scopes-reduced': means(
    'Fewer scopes were granted than asked for.',
    /left out “email” and “reservations\.read”/,
  ),
  'scopes-reduced-unsaid': unseen(
    'Left out, scope means that all were granted (RFC 6749 §5.1), and no one can look into an opaque access token.',
  ),
  'signature-bad': means('The signature of the ID token is wrong.', /signature.*does not fit/i),
  'kid-unknown': means('The key of the ID token is not in the key set.', /key “key-of-last-year”/),
  'alg-none': means('The ID token is not signed.', /not signed/i),
  'aud-wrong': means(
    'The ID token is made for another client.',
    /another client.*“another-client”/,
  ),
  'id-token-iss-wrong': means(
    'The ID token names another issuer.',
    /iss of the ID token, “https:\/\/login\.elsewhere/,
  ),
  'nonce-wrong': means('The ID token belongs to another request.', /another nonce/i),
  'nonce-missing': means('The ID token lacks the nonce.', /did not put the nonce/i),
  'sub-missing': means('The ID token names no user.', /no claim “sub”/),
  'id-token-expired': means('The ID token has expired.', /expired/i),
  'clock-ahead': means('The clocks differ by ten minutes.', /clock.*10 min behind/i),
  'clock-behind': means('The clocks differ by two hours.', /clock.*2 h ahead/i),
  'at-hash-wrong': means('at_hash does not fit the access token.', /at_hash/),
  'id-token-missing': means('No ID token came, though openid was granted.', /sent no ID token/),
  'id-token-damaged': means('The ID token is damaged.', /ID token is damaged/),
  'access-token-opaque': unseen('An access token may be opaque; the run says that it is.'),

  'introspection-401': means(
    'The server refuses the client at introspection.',
    /not accept this client for introspection/i,
  ),
  'introspection-403': means('The client may not introspect.', /not allow it introspection/i),
  'introspection-inactive': means(
    'The server says no more than that the token is not active.',
    /revoked or replaced elsewhere, belongs to another client/,
  ),
  'revocation-unsupported': means(
    'The server does not revoke tokens of this type.',
    /does not revoke access tokens/i,
  ),
  'user-info-401': means('The token is refused: expired.', /token has expired/i),
  'user-info-403': means('The token lacks a scope.', /did not ask for “phone”/),
  'user-info-other-user': unseen('The use says that the users differ.'),

  ...badInputAt('discovery'),
  ...badInputAt('token'),
  ...badInputAt('keys'),
  ...badInputAt('user-info'),

  'not-utf-8-at-discovery': unseen(
    'The document can be read all the same; it says where it is not UTF-8.',
  ),
  'not-utf-8-at-token': unseen(
    'The tokens can be read all the same; the answer says where it is not UTF-8.',
  ),
  'not-utf-8-at-keys': unseen(
    'The keys can be read all the same; the answer says where it is not UTF-8.',
  ),
  'not-utf-8-at-user-info': unseen(
    'The answer can be read all the same; it says where it is not UTF-8.',
  ),
  'thousands-of-headers-at-discovery': unseen('The document can be read all the same.'),
  'thousands-of-headers-at-token': unseen('The tokens can be read all the same.'),
  'thousands-of-headers-at-keys': unseen('The keys can be read all the same.'),
  'thousands-of-headers-at-user-info': unseen('The answer can be read all the same.'),
};

/** What the kinds of bad input are called, whatever the place. */
function badInputAt(place: string): Readonly<Record<string, ExpectedCause>> {
  const kinds: Readonly<Record<string, readonly [cause: string, names: RegExp]>> = {
    'never-answers': ['The server does not answer.', /no whole answer within/i],
    drips: ['The server does not come to the end of its answer.', /no whole answer within 20 s/i],
    'breaks-off': ['The answer broke off.', /broke off/i],
    'ten-megabytes': ['The answer is too large.', /too large.*500,000/i],
    'gzip-bomb': ['The answer unpacks to too much.', /too large.*500,000/i],
    'redirect-circle': ['The server redirects in a circle.', /redirect/i],
    'status-600': ['The server answers with a status that HTTP does not have.', /600/],
    'header-of-a-megabyte': [
      'The headers are larger than the browser takes, which it tells like a server that is gone.',
      /no answer|reached/i,
    ],
  };
  return Object.fromEntries(
    Object.entries(kinds).map(([kind, [cause, names]]) => [
      `${kind}-at-${place}`,
      means(cause, names),
    ]),
  );
}
