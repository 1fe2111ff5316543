import { errors, type Provider } from 'oidc-provider';
import * as v from 'valibot';
import type { DemoClient } from './clients.ts';
import { decideConsent, offerScopes } from './consent.ts';
import type { Middleware } from './middleware.ts';
import { accountPage } from './pages/account-page.ts';
import { consentPage } from './pages/consent-page.ts';
import { errorPage } from './pages/error-page.ts';
import { signInPage } from './pages/sign-in-page.ts';
import { readForm } from './read-form.ts';
import { saveGrant } from './save-grant.ts';
import { knownScopes } from './scopes.ts';
import { sendPage } from './send-page.ts';
import { demoPassword, findUserByEmail, findUserById, type DemoUser } from './users.ts';

type Context = Parameters<Middleware>[0];
type Interaction = Awaited<ReturnType<Provider['interactionDetails']>>;
type InteractionResult = Parameters<Provider['interactionResult']>[2];

/** One visit to `/interaction/<uid>`, with what every page of it needs. */
type Visit = {
  readonly ctx: Context;
  readonly interaction: Interaction;
  readonly request: v.InferOutput<typeof authorizationRequest>;
  readonly client: DemoClient;
  /** Who is signed in, if anybody is. */
  readonly user: DemoUser | undefined;
};

const authorizationRequest = v.object({
  client_id: v.string(),
  redirect_uri: v.string(),
  scope: v.optional(v.string(), ''),
  login_hint: v.optional(v.string()),
});

/**
 * Serves sign-in, the choice of an account, and consent. The library ties each interaction to the browser that started it by a
 * signed cookie for exactly this path, which is also what keeps other sites from posting these forms.
 */
export function serveInteractions(provider: Provider, clients: readonly DemoClient[]): Middleware {
  return async (ctx, next) => {
    if (!/^\/interaction\/[\w-]+$/.test(ctx.path)) return next();
    try {
      const visit = await openVisit(ctx);
      if (ctx.method === 'POST') await answerForm(visit, await readForm(ctx.req));
      else showPage(visit);
    } catch (error) {
      if (!(error instanceof errors.SessionNotFound)) throw error;
      const description =
        'This sign-in has ended or belongs to another browser. Start again from the app.';
      sendPage(ctx, errorPage({ error: 'interaction_expired', description, host: ctx.host }), 400);
    }
  };

  async function openVisit(ctx: Context): Promise<Visit> {
    const interaction = await provider.interactionDetails(ctx.req, ctx.res);
    const request = v.parse(authorizationRequest, interaction.params);
    const client = clients.find(({ clientId }) => clientId === request.client_id);
    if (client === undefined) throw new errors.SessionNotFound('the client is gone');
    return {
      ctx,
      interaction,
      request,
      client,
      user: findUserById(interaction.session?.accountId),
    };
  }

  function showPage(visit: Visit): void {
    if (visit.ctx.query['account'] === 'another') return showSignIn(visit);
    switch (visit.interaction.prompt.name) {
      case 'select_account':
        return showAccount(visit);
      case 'consent':
        return showConsent(visit);
      default:
        return showSignIn(visit);
    }
  }

  function showSignIn(visit: Visit, attempt?: { readonly email: string }): void {
    const { ctx, client, request, user } = visit;
    const hintedUser = findUserByEmail(request.login_hint);
    // Status 200 also for a wrong password: a browser's identity API gives up on a page with an error status.
    sendPage(
      ctx,
      signInPage({
        client,
        host: ctx.host,
        action: ctx.path,
        email: attempt?.email ?? request.login_hint ?? '',
        highlightedUser: hintedUser ?? user,
        signedInUser: user,
        isRefused: attempt !== undefined,
      }),
    );
  }

  function showAccount(visit: Visit): void {
    const { ctx, client, user } = visit;
    if (user === undefined) return showSignIn(visit);
    sendPage(ctx, accountPage({ client, host: ctx.host, action: ctx.path, user }));
  }

  function showConsent(visit: Visit): void {
    const { ctx, client, request, user } = visit;
    if (user === undefined) return showSignIn(visit);
    sendPage(
      ctx,
      consentPage({
        client,
        host: ctx.host,
        action: ctx.path,
        user,
        choices: offerScopes(knownScopes(request.scope), user),
        redirectUri: request.redirect_uri,
      }),
    );
  }

  async function answerForm(visit: Visit, form: URLSearchParams): Promise<void> {
    switch (form.get('action')) {
      case 'continue':
        return signIn(visit, findUserById(form.get('user')));
      case 'select':
        // Without a result for `login`: the account was chosen, nobody signed in anew.
        return finish(visit, { select_account: {} });
      case 'sign-in':
        return signInWithPassword(visit, form);
      case 'allow':
        return allow(visit, form.getAll('scope'));
      case 'deny':
        return finish(visit, {
          error: 'access_denied',
          error_description: 'The user denied the request on the consent page',
        });
      case 'cancel':
        return finish(visit, {
          error: 'access_denied',
          error_description: 'The user cancelled the sign-in',
        });
      default:
        return showPage(visit);
    }
  }

  async function signInWithPassword(visit: Visit, form: URLSearchParams): Promise<void> {
    const email = form.get('email') ?? '';
    const user = findUserByEmail(email);
    if (user === undefined || form.get('password') !== demoPassword) {
      return showSignIn(visit, { email });
    }
    return signIn(visit, user);
  }

  async function signIn(visit: Visit, user: DemoUser | undefined): Promise<void> {
    if (user === undefined) return showSignIn(visit);
    return finish(visit, {
      select_account: {},
      // The time is given, or the later consent would count as a second sign-in and move auth_time.
      login: { accountId: user.id, ts: Math.floor(Date.now() / 1000) },
    });
  }

  async function allow(visit: Visit, ticked: readonly string[]): Promise<void> {
    const { interaction, request, user } = visit;
    if (interaction.prompt.name !== 'consent' || user === undefined) return showSignIn(visit);
    const decision = decideConsent(offerScopes(knownScopes(request.scope), user), ticked);
    const grantId = await saveGrant({ provider, decision, user, clientId: request.client_id });
    return finish(visit, { consent: { grantId } });
  }

  async function finish({ ctx }: Visit, result: InteractionResult): Promise<void> {
    const returnTo = await provider.interactionResult(ctx.req, ctx.res, result);
    ctx.status = 303;
    ctx.redirect(returnTo);
  }
}
