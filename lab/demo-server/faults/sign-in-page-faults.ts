import { errorPage } from '../pages/error-page.ts';
import { sendPage } from '../send-page.ts';
import { answering } from './answers.ts';
import { textOf } from './callback.ts';
import type { Fault, FaultHandler } from './fault.ts';
import { places } from './places.ts';
import { blockedPage, crashPage, strangePage } from './strange-pages.ts';

type Entry = Omit<Fault, 'step'>;

const { authorization } = places;

/** Shows the error page of the server, as it does where it cannot return to the client. */
function showingError(error: string, description: string): FaultHandler {
  return async (ctx, next) => {
    if (!authorization(ctx)) return next();
    const redirectUri = textOf(ctx, 'redirect_uri');
    sendPage(ctx, errorPage({ error, description, host: ctx.host, redirectUri }), 400);
  };
}

const entries: readonly Entry[] = [
  {
    id: 'unknown-client',
    title: 'Client ID not known',
    effect: 'Shows an error page (400, invalid_client) as for a client ID that is not registered.',
    handle: showingError('invalid_client', 'client is invalid'),
  },
  {
    id: 'redirect-uri-mismatch',
    title: 'Redirect URI not registered',
    effect: 'Shows an error page (400, invalid_redirect_uri) as for an unregistered redirect URI.',
    handle: showingError(
      'invalid_redirect_uri',
      "redirect_uri did not match any of the client's registered redirect_uris",
    ),
  },
  {
    id: 'redirect-uri-mismatch-as-unauthorized-client',
    title: 'Redirect URI not registered, said otherwise',
    effect:
      'Shows an error page (400, unauthorized_client) for a redirect URI that is not registered, as some servers do.',
    handle: showingError('unauthorized_client', 'Invalid redirect_uri'),
  },
  {
    id: 'sign-in-page-500',
    title: 'Sign-in page fails',
    effect: 'Answers the authorization request with 500 and a page.',
    handle: answering(authorization, { status: 500, page: crashPage }),
  },
  {
    id: 'sign-in-page-503',
    title: 'Sign-in page is down for maintenance',
    effect: 'Answers the authorization request with 503, Retry-After: 600 and a page.',
    handle: answering(authorization, {
      status: 503,
      headers: { 'Retry-After': '600' },
      page: strangePage('Maintenance', 'Sign-in is back in ten minutes.'),
    }),
  },
  {
    id: 'sign-in-page-blocked',
    title: 'Firewall blocks the sign-in page',
    effect: 'Answers the authorization request with 403 and the page of a firewall.',
    handle: answering(authorization, { status: 403, page: blockedPage }),
  },
  {
    id: 'sign-in-page-404',
    title: 'No sign-in page at this address',
    effect: 'Answers the authorization request with 404 and a page.',
    handle: answering(authorization, { status: 404, page: strangePage('Not found') }),
  },
  {
    id: 'sign-in-page-circle',
    title: 'Redirects in a circle',
    effect: 'Redirects the authorization request to itself, again and again.',
    handle: async (ctx, next) => {
      if (!authorization(ctx)) return next();
      ctx.redirect(ctx.url);
    },
  },
  {
    id: 'sign-in-error-with-200',
    title: 'Error page with status 200',
    effect: 'Shows an error page with the status 200, which stays open until somebody closes it.',
    handle: answering(authorization, {
      status: 200,
      page: strangePage('Something went wrong', 'invalid_request: the request cannot be used.'),
    }),
  },
];

/** Faults of the page that people sign in at. */
export const signInPageFaults: readonly Fault[] = entries.map((entry) => ({
  ...entry,
  step: 'Sign-in page',
}));
