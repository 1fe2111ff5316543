const TOKEN_ERRORS = new Set([
  // RFC 6749 §5.2
  'invalid_request',
  'invalid_client',
  'invalid_grant',
  'unauthorized_client',
  'unsupported_grant_type',
  'invalid_scope',
  'invalid_target',
  'invalid_dpop_proof',
  'use_dpop_nonce',
  'invalid_authorization_details',
  'authorization_pending',
  'slow_down',
  'expired_token',
  'access_denied',
  'unsupported_token_type',
  'insufficient_user_authentication',
  'server_error',
  'temporarily_unavailable',
  'interaction_required',
  // RFC 6750 §3.1
  'invalid_token',
  'insufficient_scope',
  // RFC 7591 §3.2.2
  'invalid_redirect_uri',
  'invalid_client_metadata',
  'invalid_software_statement',
  'unapproved_software_statement',
]);

/** Whether it is an error of the token endpoint or of those around it, by the IANA OAuth Extensions Error Registry. */
export function isTokenError(error: string): boolean {
  return TOKEN_ERRORS.has(error);
}

/** Errors of the authorization endpoint: IANA OAuth Extensions Error Registry, and OpenID Connect Core §3.1.2.6. */
const AUTHORIZATION_ERRORS = new Set([
  'invalid_request',
  'unauthorized_client',
  'access_denied',
  'unsupported_response_type',
  'invalid_scope',
  'server_error',
  'temporarily_unavailable',
  'interaction_required',
  'login_required',
  'account_selection_required',
  'consent_required',
  'invalid_request_uri',
  'invalid_request_object',
  'request_not_supported',
  'request_uri_not_supported',
  'registration_not_supported',
  'unmet_authentication_requirements',
  'invalid_target',
  'invalid_authorization_details',
  'vp_formats_not_supported',
  'invalid_presentation_definition_uri',
  'wallet_unavailable',
]);

/** Whether it is an error of the authorization endpoint, which pushed authorization requests share (RFC 9126 §2.3). */
export function isAuthorizationError(error: string): boolean {
  return AUTHORIZATION_ERRORS.has(error);
}
