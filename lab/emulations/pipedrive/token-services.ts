import { emptyAnswer, jsonAnswer, type Answer } from '../shared/answer.ts';
import { readBearer } from '../shared/bearer.ts';
import type { SeenRequest } from '../shared/emulation.ts';
import { apiErrors } from './messages.ts';
import type { PipedriveServer } from './server.ts';
import { authenticate, pipedriveError } from './token-endpoint.ts';

/**
 * `POST /oauth/revoke` (RFC 7009). A refresh token takes all tokens of the user with it and uninstalls the
 * app, an access token goes alone: the documentation of github.com/pipedrive/client-nodejs and client-php.
 *
 * @throws Refusal
 */
export function revoke(server: PipedriveServer, request: SeenRequest): Answer {
  const client = authenticate(server, request);
  const token = request.form.get('token') ?? '';
  const owner = server.tokens.ownerOf(token);
  if (owner?.installation.clientId !== client.clientId) return emptyAnswer;
  if (owner.kind === 'refresh') server.tokens.uninstall(owner.installation);
  else server.tokens.remove(token);
  return emptyAnswer;
}

/**
 * `GET {api_domain}/v1/users/me`. The messages are documented; the statuses, and which of the many members
 * are there, are choices of this lab.
 *
 * @throws Refusal
 */
export function answerCurrentUser(server: PipedriveServer, request: SeenRequest): Answer {
  const token = readBearer(request);
  if (token === undefined) throw pipedriveError(apiErrors.badHeader, 401);
  const installation = server.tokens.findAccess(token);
  if (installation === undefined) throw pipedriveError(apiErrors.badToken, 401);
  const { userId, name, email, company } = installation.person;
  return jsonAnswer(200, {
    success: true,
    data: {
      id: userId,
      name,
      email,
      company_id: company.id,
      company_name: company.name,
      company_domain: company.domain,
    },
  });
}
