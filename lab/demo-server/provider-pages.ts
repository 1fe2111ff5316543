import type { ErrorOut, KoaContextWithOIDC } from 'oidc-provider';
import { Markup } from '../common/html.ts';
import { errorPage } from './pages/error-page.ts';
import { signedOutPage, signOutPage, stillSignedInPage } from './pages/sign-out-pages.ts';
import { sendPage } from './send-page.ts';
import { findUserById } from './users.ts';

/** The error page of the endpoints that a browser visits, for `renderError`. */
export function renderErrorPage(ctx: KoaContextWithOIDC, error: ErrorOut): void {
  const redirectUri = ctx.query['redirect_uri'];
  const page = errorPage({
    error: error.error,
    description: error.error_description,
    host: ctx.host,
    redirectUri: typeof redirectUri === 'string' ? redirectUri : undefined,
  });
  sendPage(ctx, page, ctx.status);
}

/** Asks whether to end the session, for `logoutSource`. The form is the library's, with its CSRF token. */
export function renderSignOutPage(ctx: KoaContextWithOIDC, form: string): void {
  sendPage(ctx, signOutPage({ form: new Markup(form), host: ctx.host }));
}

/** Says how the question ended, for `postLogoutSuccessSource`: the library comes here after both answers. */
export async function renderSignedOutPage(ctx: KoaContextWithOIDC): Promise<void> {
  const { accountId } = await ctx.oidc.provider.Session.get(ctx);
  const user = findUserById(accountId);
  const { host } = ctx;
  const clientName = ctx.oidc.client?.clientName;
  sendPage(
    ctx,
    user === undefined ? signedOutPage(host) : stillSignedInPage({ user, clientName, host }),
  );
}
