/**
 * Parameters of authorization requests: those that IANA registers (OAuth Parameters, location "authorization
 * request"), and those that the documents of large providers name.
 */
export const KNOWN_PARAMETERS: ReadonlySet<string> = new Set([
  // IANA OAuth Parameters
  'client_id',
  'response_type',
  'redirect_uri',
  'scope',
  'state',
  'nonce',
  'display',
  'prompt',
  'max_age',
  'ui_locales',
  'claims_locales',
  'id_token_hint',
  'login_hint',
  'acr_values',
  'claims',
  'registration',
  'request',
  'request_uri',
  'response_mode',
  'code_challenge',
  'code_challenge_method',
  'resource',
  'authorization_details',
  'dpop_jkt',
  'issuer_state',
  'client_metadata',
  'client_metadata_uri',
  'presentation_definition',
  'presentation_definition_uri',
  'dcql_query',
  'vtr',
  'iss',
  'nfv',
  // Grant management and native apps
  'grant_id',
  'grant_management_action',
  'audience',
  // Google
  'access_type',
  'include_granted_scopes',
  'approval_prompt',
  'hd',
  'enable_granular_consent',
  // Microsoft
  'domain_hint',
  'sso_reload',
  'client_info',
  'msafed',
  'p',
  // Auth0
  'connection',
  'connection_scope',
  'organization',
  'invitation',
  'screen_hint',
  'auth0Client',
  // Keycloak, Okta, Cognito, Salesforce
  'kc_action',
  'kc_idp_hint',
  'idp',
  'idp_identifier',
  'identity_provider',
  'sessionToken',
  'lang',
  'immediate',
  // GitHub, Slack, Spotify
  'allow_signup',
  'login',
  'user_scope',
  'team',
  'granular_bot_scope',
  'show_dialog',
  // What libraries add
  'x-client-SKU',
  'x-client-Ver',
  'x-client-VER',
  'x-client-OS',
  'client-request-id',
]);

/** Those of which a request may have several (RFC 8707 §2, and the same for audience). */
export const REPEATABLE_PARAMETERS: ReadonlySet<string> = new Set(['resource', 'audience']);
