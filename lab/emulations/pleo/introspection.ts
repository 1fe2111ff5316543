import { jsonAnswer, type Answer } from '../shared/answer.ts';
import { readBearer } from '../shared/bearer.ts';
import type { SeenRequest } from '../shared/emulation.ts';
import type { PleoServer } from './server.ts';
import { authenticate } from './token-endpoint.ts';
import type { PleoAccess } from './token-store.ts';

/**
 * `POST /oauth/token/introspect`: with Basic, and only for the client that got the token. The members are
 * documented, their values are choices of this lab:
 * https://developers.pleo.io/docs/access-tokens-introspection
 *
 * @throws Refusal
 */
export function introspectToken(server: PleoServer, request: SeenRequest): Answer {
  const client = authenticate(server, request, 'basic-only');
  const access = server.tokens.findAccess(request.form.get('token'));
  if (access === undefined || access.grant.clientId !== client.clientId) {
    return jsonAnswer(200, { active: false });
  }
  return jsonAnswer(200, { active: true, ...accessClaims(server.origin, access) });
}

/** What introspection tells about an access token, and what a JWT holds. */
export function accessClaims(origin: string, { grant, tokenId, issuedAt, expiresAt }: PleoAccess) {
  return {
    sub: grant.person.id,
    exp: expiresAt,
    iat: issuedAt,
    client_id: grant.clientId,
    aud: origin,
    iss: origin,
    jti: tokenId,
    'urn:pleo:params:oauth:subject_urn': grant.person.subjectUrn,
  };
}

/**
 * `GET /v1/introspect`: who the bearer of a token is. The documented sample is one for an API key; the
 * value of `authMethod` for a token, and the body for a bad token, are choices of this lab:
 * https://developers.pleo.io/reference/external-clients/introspect-the-details-of-the-current-authentication
 */
export function introspectBearer(server: PleoServer, request: SeenRequest): Answer {
  const access = server.tokens.findAccess(readBearer(request));
  if (access === undefined) {
    const headers = { 'WWW-Authenticate': 'Bearer error="invalid_token"' };
    return jsonAnswer(401, { error: 'invalid_token' }, headers);
  }
  const { clientId, scopes, person } = access.grant;
  return jsonAnswer(200, {
    data: {
      authMethod: 'OAUTH',
      clientId,
      scope: scopes.join(' '),
      applicationName: server.clients.get(clientId).clientName,
      subjectURN: person.subjectUrn,
    },
  });
}
