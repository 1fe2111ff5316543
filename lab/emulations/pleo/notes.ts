/** What the home page says about the emulation of Pleo. */
export const pleoNotes = [
  'Emulated: the authorization code flow with PKCE, refresh, introspection at /oauth/token/introspect, and GET /v1/introspect with an access token. No discovery, keys, userinfo or revocation were found in its documents, so there are none here.',
  'A refresh ends all earlier tokens of its grant at once. An expired or already used refresh token ends the one that is still alive: the user has to authorise again.',
  'Not documented by Pleo, and so chosen here: every error body and the error page, the value access_denied after "Cancel", the lifetimes of a code (5 minutes) and of an access token (1 hour), and refresh tokens of exactly 60 days ("at least 60 days").',
] as const;
