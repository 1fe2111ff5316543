import type { AuthorizationServer } from 'oauth4webapi';
import { isWebAddress } from '../clients/url-rules';
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
    ...endpointOf(server, 'introspection_endpoint'),
    ...endpointOf(server, 'revocation_endpoint'),
    ...endpointOf(server, 'userinfo_endpoint'),
    ...(server.authorization_response_iss_parameter_supported === true
      ? { authorization_response_iss_parameter_supported: true }
      : {}),
    ...(server.id_token_signing_alg_values_supported === undefined
      ? {}
      : { id_token_signing_alg_values_supported: server.id_token_signing_alg_values_supported }),
  };
}

/** One of the endpoints that nothing depends on before it is used: what is no address is left out. */
function endpointOf(
  server: ServerMetadata,
  name: 'introspection_endpoint' | 'revocation_endpoint' | 'userinfo_endpoint',
): Partial<AuthorizationServer> {
  const address = server[name];
  return address !== undefined && isWebAddress(address) ? { [name]: address } : {};
}
