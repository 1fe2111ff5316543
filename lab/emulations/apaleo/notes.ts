/** What the home page says about the emulation of apaleo. */
export const apaleoNotes = [
  'Emulated: the authorization code flow of store apps, client credentials of custom apps, discovery, ID token, userinfo, introspection, revocation and end of session. Not emulated: device authorization, the API, logos.',
  'An error of the token endpoint is a bare code: {"error":"invalid_grant"}. So it is at apaleo.',
  'Not documented by apaleo, and so chosen here: the status of the error page (400), the lifetime of a code (5 minutes), the answer after "Deny" (access_denied), the address of the keys, the contents of the discovery document, the claims of the access token, and that refresh tokens do not expire.',
  'API scopes in the request of a fine-grained client count for nothing; its token response lists identity:permissions. The type of access is fixed when a client is made: https://apaleo.dev/guides/api/scopes.md',
] as const;
