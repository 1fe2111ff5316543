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

/** The headers of every page: never cached, never framed, without scripts. */
export const pageHeaders = {
  'Cache-Control': 'no-store',
  'Content-Security-Policy': contentSecurityPolicy,
  'Referrer-Policy': 'same-origin',
  'X-Content-Type-Options': 'nosniff',
};
