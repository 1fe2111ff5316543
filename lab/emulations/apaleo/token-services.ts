import { emptyAnswer, jsonAnswer, type Answer } from '../shared/answer.ts';
import { readBearer } from '../shared/bearer.ts';
import type { SeenRequest } from '../shared/emulation.ts';
import type { ApaleoServer } from './server.ts';
import { authenticate } from './token-endpoint.ts';
import { findAccess, userClaims } from './tokens.ts';

/**
 * `POST /connect/introspect` (RFC 7662). Who may ask is not documented: here every client may, about
 * access tokens of its own. @throws Refusal
 */
export function introspect(server: ApaleoServer, request: SeenRequest): Answer {
  const client = authenticate(server, request);
  const access = findAccess(server, request.form.get('token'));
  if (access === undefined || access.clientId !== client.clientId) {
    return jsonAnswer(200, { active: false });
  }
  return jsonAnswer(200, {
    active: true,
    iss: server.origin,
    sub: access.person?.id ?? access.clientId,
    client_id: access.clientId,
    scope: access.scopes.join(' '),
    iat: access.issuedAt,
    exp: access.expiresAt,
    token_type: 'Bearer',
  });
}

/**
 * `POST /connect/revocation` (RFC 7009), "only applicable to the authorization code grant flow"
 * (https://apaleo.dev/guides/oauth-connection/oauth-openid): the token of a custom app lives on.
 * That a token stands alone, so that access outlives its refresh token, is a choice of this lab.
 *
 * @throws Refusal
 */
export function revoke(server: ApaleoServer, request: SeenRequest): Answer {
  const client = authenticate(server, request);
  const token = request.form.get('token') ?? '';
  if (server.refreshTokens.get(token)?.clientId === client.clientId) {
    server.refreshTokens.delete(token);
  }
  const access = server.accessTokens.get(token);
  if (access?.clientId === client.clientId && access.person !== undefined) {
    server.accessTokens.delete(token);
  }
  return emptyAnswer;
}

/** `/connect/userinfo` (OpenID Connect Core §5.3). Its errors are those of RFC 6750 §3.1: apaleo documents none. */
export function answerUserinfo(server: ApaleoServer, request: SeenRequest): Answer {
  const access = findAccess(server, readBearer(request));
  if (access === undefined) return bearerError(401, 'invalid_token');
  const { clientId, person, scopes } = access;
  if (person === undefined || !scopes.includes('openid')) {
    return bearerError(403, 'insufficient_scope');
  }
  return jsonAnswer(200, userClaims({ clientId, person, scopes }));
}

function bearerError(status: 401 | 403, error: string): Answer {
  return jsonAnswer(status, { error }, { 'WWW-Authenticate': `Bearer error="${error}"` });
}
