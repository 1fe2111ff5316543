import type { KoaContextWithOIDC } from 'oidc-provider';
import type { Markup } from './html.ts';

/**
 * No `form-action`: Chromium applies it to the redirects after a form too, and would stop the answer
 * on its way to the redirect URI, or to the extension page that captures it.
 */
const contentSecurityPolicy = [
  "default-src 'none'",
  "style-src 'self'",
  "img-src 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Answers with a page: never cached, never framed, without scripts. */
export function sendPage(
  ctx: Pick<KoaContextWithOIDC, 'set' | 'status' | 'type' | 'body'>,
  page: Markup,
  status = 200,
): void {
  ctx.set({
    'Cache-Control': 'no-store',
    'Content-Security-Policy': contentSecurityPolicy,
    'Referrer-Policy': 'same-origin',
    'X-Content-Type-Options': 'nosniff',
  });
  ctx.status = status;
  ctx.type = 'html';
  ctx.body = page.toString();
}
