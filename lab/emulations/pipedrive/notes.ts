/** What the home page says about the emulation of Pipedrive. */
export const pipedriveNotes = [
  'Emulated: installation with the authorization code flow, refresh, revocation, and the current user at {api_domain}/v1/users/me, where api_domain is this server. There is no OpenID Connect, no discovery and no introspection, as far as the documents show.',
  'The scopes stand on the app: scope, response_type and code_challenge in an authorization request count for nothing. The token response lists scopes with commas.',
  'An app has one callback URL. Pipedrive sends a DELETE to it when the app is uninstalled, but never to a local address, so this lab sends none.',
  'An app installed from the Marketplace starts there, so that its callback brings a code and no state. Open the authorization address without state to see that.',
  'A refresh token dies after 60 days without use, a code after 5 minutes. A refreshed client secret leaves the tokens of users alone.',
  'Not documented by Pipedrive, and so chosen here: what a bad client ID or callback URL leads to (an error page with status 400), that state comes back after "Cancel" too, that revocation answers without a body, and the statuses of API errors.',
] as const;
