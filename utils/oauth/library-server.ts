import type { AuthorizationServer } from 'oauth4webapi';
import type { ServerMetadata } from './server-metadata';

/** Stands for the issuer of a server that has none; oauth4webapi demands one, and nothing is compared with it. */
const NO_ISSUER = 'urn:issuer-unknown';

/** The metadata in the shape that oauth4webapi takes. */
export function toLibraryServer(server: ServerMetadata): AuthorizationServer {
  return {
    issuer: server.issuer ?? NO_ISSUER,
    ...(server.authorization_endpoint === undefined
      ? {}
      : { authorization_endpoint: server.authorization_endpoint }),
    token_endpoint: server.token_endpoint,
    ...(server.authorization_response_iss_parameter_supported === true
      ? { authorization_response_iss_parameter_supported: true }
      : {}),
    ...(server.id_token_signing_alg_values_supported === undefined
      ? {}
      : { id_token_signing_alg_values_supported: server.id_token_signing_alg_values_supported }),
  };
}
