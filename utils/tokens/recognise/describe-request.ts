import { isRequestObject } from '../read-authorization-request';
import type { Entry } from './format';
import { firstValues } from './token-names';

/** Where the parameters of an authorization request are (RFC 9101 §5, RFC 9126 §4), in words. */
export function describeAuthorizationRequest(parameters: readonly Entry[]): string {
  const values = firstValues(parameters);
  if (values.has('request_uri')) {
    return 'Authorization request, whose parameters are at the server (request_uri)';
  }
  return isRequestObject(values.get('request') ?? '')
    ? 'Authorization request with a request object'
    : 'Authorization request';
}

/** Grants by their names on the wire. */
const GRANTS: ReadonlyMap<string, string> = new Map([
  ['authorization_code', 'authorization code'],
  ['client_credentials', 'client credentials'],
  ['refresh_token', 'refresh token'],
  ['password', 'password of the user'],
  ['urn:ietf:params:oauth:grant-type:device_code', 'device code'],
  ['urn:ietf:params:oauth:grant-type:jwt-bearer', 'JWT as a grant'],
  ['urn:ietf:params:oauth:grant-type:saml2-bearer', 'SAML assertion as a grant'],
  ['urn:ietf:params:oauth:grant-type:token-exchange', 'token exchange'],
  ['urn:openid:params:grant-type:ciba', 'backchannel authentication'],
]);

/** What a grant is called in words; nothing where it is not known here. */
export function grantInWords(grantType: string): string | undefined {
  return GRANTS.get(grantType);
}
