import { hash } from 'node:crypto';
import type { Middleware } from './middleware.ts';

/**
 * Takes authorization requests that real servers take and oidc-provider does not, by rewriting them first:
 *
 * - `plain` PKCE, also by leaving the method out (RFC 7636 §4.3). The verifier equals the challenge there,
 *   so the S256 transform of the challenge is the challenge that the same verifier meets later.
 * - `offline_access` without `prompt=consent`, which the library drops without a word. The consent page
 *   is shown instead, which is what OpenID Connect Core §11 wants of it.
 */
export const acceptLenientRequests: Middleware = async (ctx, next) => {
  if (ctx.method === 'GET' && ctx.path === '/authorize') {
    ctx.querystring = rewriteAuthorizationQuery(ctx.querystring);
  }
  await next();
};

/** The query of an authorization request as oidc-provider understands it. */
export function rewriteAuthorizationQuery(query: string): string {
  const parameters = new URLSearchParams(query);
  rewritePlainChallenge(parameters);
  askForOfflineConsent(parameters);
  return parameters.toString();
}

function rewritePlainChallenge(parameters: URLSearchParams): void {
  const challenge = parameters.get('code_challenge');
  const method = parameters.get('code_challenge_method') ?? 'plain';
  if (challenge === null || method !== 'plain') return;
  parameters.set('code_challenge_method', 'S256');
  // A malformed challenge is left as it is, for the library to refuse.
  if (isCodeVerifier(challenge))
    parameters.set('code_challenge', hash('sha256', challenge, 'base64url'));
}

function isCodeVerifier(text: string): boolean {
  return /^[\w.~-]{43,128}$/.test(text);
}

function askForOfflineConsent(parameters: URLSearchParams): void {
  const scopes = parameters.get('scope')?.split(' ') ?? [];
  const prompts = parameters.get('prompt')?.split(' ').filter(Boolean) ?? [];
  if (!scopes.includes('offline_access')) return;
  if (prompts.includes('none') || prompts.includes('consent')) return;
  parameters.set('prompt', [...prompts, 'consent'].join(' '));
}
