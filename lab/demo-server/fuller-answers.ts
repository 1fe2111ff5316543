import type { Middleware } from './middleware.ts';
import { scopeNames } from './scopes.ts';

/**
 * Adds to the library's answers what this server does beyond it:
 *
 * - metadata: `plain` PKCE and the scopes of the demo API;
 * - token response: `scope` names everything that was granted, where the library names
 *   only the scopes inside the access token and so hides `openid` beside an API scope (RFC 6749 §5.1).
 */
export const giveFullerAnswers: Middleware = async (ctx, next) => {
  await next();
  const body: unknown = ctx.body;
  if (ctx.status !== 200 || !isRecord(body)) return;
  if (ctx.path.startsWith('/.well-known/')) ctx.body = { ...body, ...extraMetadata };
  if (ctx.path === '/token') ctx.body = { ...body, scope: grantedScope(ctx) ?? body['scope'] };
};

const extraMetadata = {
  code_challenge_methods_supported: ['S256', 'plain'],
  scopes_supported: [...scopeNames('identity'), ...scopeNames('api')],
};

function grantedScope({ oidc }: Parameters<Middleware>[0]): unknown {
  const { AuthorizationCode: code, RefreshToken: refreshToken } = oidc.entities;
  if (code !== undefined) return code.scope;
  // A refresh may ask for less than was granted (RFC 6749 §6).
  return oidc.params?.['scope'] ?? refreshToken?.scope;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Buffer.isBuffer(value);
}
