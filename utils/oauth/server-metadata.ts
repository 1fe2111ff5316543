import * as v from 'valibot';
import type { Endpoints } from '../clients/client';
import { isWebAddress } from '../clients/url-rules';

const url = v.pipe(v.string(), v.maxLength(4000), v.check(isWebAddress, 'is not an http(s) URL'));
const names = v.optional(v.fallback(v.array(v.string()), []));

/** Authorization server metadata (RFC 8414 §2, OpenID Connect Discovery §3), as far as a run uses it. */
export const serverMetadataSchema = v.object({
  issuer: v.optional(v.string()),
  // Servers for client credentials only have none.
  authorization_endpoint: v.optional(url),
  token_endpoint: url,
  jwks_uri: v.optional(url),
  // OpenID Connect RP-Initiated Logout 1.0 §2.1
  end_session_endpoint: v.optional(v.fallback(v.string(), '')),
  userinfo_endpoint: v.optional(v.fallback(v.string(), '')),
  // RFC 8414 §2
  introspection_endpoint: v.optional(v.fallback(v.string(), '')),
  introspection_endpoint_auth_methods_supported: names,
  revocation_endpoint: v.optional(v.fallback(v.string(), '')),
  revocation_endpoint_auth_methods_supported: names,
  authorization_response_iss_parameter_supported: v.optional(v.fallback(v.boolean(), false)),
  id_token_signing_alg_values_supported: names,
  token_endpoint_auth_methods_supported: names,
  code_challenge_methods_supported: names,
  scopes_supported: names,
});

export type ServerMetadata = Readonly<v.InferOutput<typeof serverMetadataSchema>>;

/** Endpoints that are used after a run, as server metadata; those that are not known are left out. */
export function furtherMetadata(endpoints: Endpoints): Partial<ServerMetadata> {
  return {
    ...(endpoints.introspection === undefined
      ? {}
      : { introspection_endpoint: endpoints.introspection }),
    ...(endpoints.revocation === undefined ? {} : { revocation_endpoint: endpoints.revocation }),
    ...(endpoints.userInfo === undefined ? {} : { userinfo_endpoint: endpoints.userInfo }),
    ...(endpoints.endSession === undefined ? {} : { end_session_endpoint: endpoints.endSession }),
  };
}

/** The origins that runs send requests to at this server, whatever the client says. */
export function originsOfServer(server: ServerMetadata | undefined): readonly string[] {
  return [server?.token_endpoint, server?.jwks_uri].flatMap((endpoint) =>
    endpoint === undefined ? [] : [new URL(endpoint).origin],
  );
}
