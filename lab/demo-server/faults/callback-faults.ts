import { callbackOf, changingCallback, refusingAuthorization } from './callback.ts';
import type { Fault } from './fault.ts';

type Entry = Omit<Fault, 'step'>;

/** The errors with which servers return to a client (RFC 6749 §4.1.2.1, OpenID Connect Core §3.1.2.6). */
const errors: readonly {
  readonly error: string;
  readonly description?: string;
  readonly id?: string;
}[] = [
  { error: 'access_denied', description: 'The resource owner denied the request' },
  { error: 'invalid_scope', description: 'requested scope is not allowed' },
  {
    error: 'unauthorized_client',
    description: 'requested response_type is not allowed for this client',
  },
  { error: 'unsupported_response_type', description: 'unsupported response_type requested' },
  { error: 'server_error', description: 'oops! something went wrong' },
  { error: 'temporarily_unavailable', description: 'The server is overloaded' },
  { error: 'login_required', description: 'End-User authentication is required' },
  { error: 'consent_required', description: 'Requested scopes not granted' },
  { error: 'interaction_required', description: 'interaction is required from the end-user' },
  { error: 'account_selection_required', description: 'An account has to be chosen' },
  { error: 'invalid_request', description: "missing required parameter 'audience'" },
  { error: 'invalid_request', id: 'invalid-request-unexplained' },
  { error: 'invalid_target', description: 'resource indicator is missing, or unknown' },
];

const errorEntries: readonly Entry[] = errors.map(({ error, description, id }) => ({
  id: `callback-${id ?? error.replaceAll('_', '-')}`,
  title: `Comes back with ${error}${description === undefined ? ', unexplained' : ''}`,
  effect:
    description === undefined
      ? `Returns to the client at once with the error ${error} and no description.`
      : `Returns to the client at once with the error ${error}: “${description}”.`,
  handle: refusingAuthorization({
    error,
    ...(description === undefined ? {} : { error_description: description }),
  }),
}));

const entries: readonly Entry[] = [
  {
    id: 'state-wrong',
    title: 'Wrong state',
    effect: 'Returns another state than it was sent.',
    handle: changingCallback((url) => url.searchParams.set('state', 'the-state-of-somebody-else')),
  },
  {
    id: 'state-missing',
    title: 'No state',
    effect: 'Returns no state.',
    handle: changingCallback((url) => url.searchParams.delete('state')),
  },
  {
    id: 'iss-wrong',
    title: 'Wrong iss',
    effect: 'Returns the issuer of another server as iss (RFC 9207).',
    handle: changingCallback((url) =>
      url.searchParams.set('iss', 'https://login.attacker.example'),
    ),
  },
  {
    id: 'iss-missing',
    title: 'No iss though announced',
    effect: 'Returns no iss, though the discovery document announces one (RFC 9207).',
    handle: changingCallback((url) => url.searchParams.delete('iss')),
  },
  {
    id: 'code-missing',
    title: 'No code',
    effect: 'Returns neither a code nor an error.',
    handle: changingCallback((url) => url.searchParams.delete('code')),
  },
  {
    id: 'code-empty',
    title: 'Empty code',
    effect: 'Returns a code without a value.',
    handle: changingCallback((url) => url.searchParams.set('code', '')),
  },
  {
    id: 'code-twice',
    title: 'Code twice',
    effect: 'Returns the parameter code twice.',
    handle: changingCallback((url) => url.searchParams.append('code', 'another-code')),
  },
  {
    id: 'answer-in-fragment',
    title: 'Answer in the fragment',
    effect: 'Returns its answer in the fragment of the redirect URI instead of its query.',
    handle: changingCallback((url) => {
      url.hash = url.searchParams.toString();
      url.search = '';
    }),
  },
  {
    id: 'code-damaged',
    title: 'Code damaged on the way',
    effect: 'Returns a code that lost its last character on the way, as by a proxy or a copy.',
    handle: changingCallback((url) =>
      url.searchParams.set('code', (url.searchParams.get('code') ?? '').slice(0, -1)),
    ),
  },
  {
    id: 'callback-307',
    title: 'Returns with 307',
    effect:
      'Sends the browser back with 307 instead of 303: the form with the password is posted on to the app.',
    handle: async (ctx, next, { clients }) => {
      // The browser comes here with the form again, and would be refused: the path takes GET alone.
      if (ctx.path.startsWith('/authorize/')) ctx.method = 'GET';
      await next();
      const isForm = ctx.path.startsWith('/interaction/') && ctx.method === 'POST';
      const isAway = callbackOf(ctx, clients) !== undefined;
      if (isAway || (isForm && ctx.status === 303)) ctx.status = 307;
    },
  },
];

/** Faults of what the server sends back to the client through the browser. */
export const callbackFaults: readonly Fault[] = [...errorEntries, ...entries].map((entry) => ({
  ...entry,
  step: 'Authorization response',
}));
