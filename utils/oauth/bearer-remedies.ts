/** What to do when a server refuses an access token (RFC 6750 §3.1, RFC 9449 §7.1). */
export const BEARER_REMEDIES: ReadonlyMap<string, string> = new Map([
  [
    'invalid_token',
    'The server does not accept this access token: it is expired, revoked, meant for another server, or broken. Run the client anew for a fresh one, or compare the audience of the token with this server.',
  ],
  [
    'insufficient_scope',
    'The token is good, but does not reach this far: a scope is missing. Add it to the client, and run it anew.',
  ],
  [
    'invalid_request',
    'The server cannot use the request as it is: a parameter is missing, unknown or repeated, or the token was sent in another way than it expects.',
  ],
  [
    'invalid_dpop_proof',
    'The server wants a proof of possession (DPoP) with the token, which is not sent here.',
  ],
  [
    'use_dpop_nonce',
    'The server wants a proof of possession (DPoP) with the token, which is not sent here.',
  ],
]);
