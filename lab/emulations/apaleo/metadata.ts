import { apiScopes, identityScopes } from './scopes.ts';

/** Where the emulation publishes its keys. The address at apaleo is not documented. */
export const jwksPath = '/.well-known/openid-configuration/jwks';

/**
 * The discovery document of the emulation. It describes the emulation only: what apaleo's own document
 * holds beyond the endpoints is not in its public pages.
 */
export function createMetadata(origin: string) {
  return {
    issuer: origin,
    authorization_endpoint: `${origin}/connect/authorize`,
    token_endpoint: `${origin}/connect/token`,
    userinfo_endpoint: `${origin}/connect/userinfo`,
    end_session_endpoint: `${origin}/connect/endsession`,
    revocation_endpoint: `${origin}/connect/revocation`,
    introspection_endpoint: `${origin}/connect/introspect`,
    jwks_uri: `${origin}${jwksPath}`,
    response_types_supported: ['code'],
    response_modes_supported: ['query'],
    grant_types_supported: ['authorization_code', 'refresh_token', 'client_credentials'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
    token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
    code_challenge_methods_supported: ['S256'],
    scopes_supported: [...identityScopes, ...apiScopes].map(({ name }) => name),
    claims_supported: ['sub', 'name', 'preferred_username', 'account_code'],
  };
}
