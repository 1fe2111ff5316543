import type { KoaContextWithOIDC } from 'oidc-provider';
import type { Markup } from '../common/html.ts';
import { pageHeaders } from '../common/page-headers.ts';

/** Answers with a page: never cached, never framed, without scripts. */
export function sendPage(
  ctx: Pick<KoaContextWithOIDC, 'set' | 'status' | 'type' | 'body'>,
  page: Markup,
  status = 200,
): void {
  ctx.set(pageHeaders);
  ctx.status = status;
  ctx.type = 'html';
  ctx.body = page.toString();
}
