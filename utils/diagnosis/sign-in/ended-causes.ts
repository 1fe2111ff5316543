import { mediaTypeOf } from '../../oauth/exchange';
import { readPage } from '../../tokens/page-text';
import { isNear, nearestUri } from '../compare-uris';
import type { CauseRule } from '../diagnosis';
import { weakerThan } from '../fallback';
import { action } from '../look';
import type { Symptoms } from '../symptoms';
import { quoted, sentence, spanInWords } from '../words';
import { clientCauses } from './client-causes';
import { pageCauses } from './page-causes';
import { IN_A_TAB, RUN_AGAIN } from './page-facts';
import { redirectUriCauses } from './redirect-uri-causes';
import { refusalOf, sentRedirectUri } from './request-facts';

const SEE_PAGE = action('see-page');
const PASTE = action('paste-callback');

/** The user closed what the sign-in was in. */
function isClosed({ place, run }: Symptoms): boolean {
  return place === 'sign-in' && run?.state.status === 'cancelled' && run.state.by === 'window';
}

function hasBeenAsked({ exchange }: Symptoms): boolean {
  return exchange !== undefined;
}

/** What the page says that was asked for after the end. */
function pageReason({ response }: Symptoms): string | undefined {
  if (response === undefined || !/html/.test(mediaTypeOf(response))) return undefined;
  const { title } = readPage(response.body);
  return `Asked once more, without cookies, the server sent a page with HTTP ${response.status}${title === '' ? '' : ` and the title ${quoted(title, 100)}`}. It names no error.`;
}

const closed: CauseRule = {
  id: 'sign-in-closed',
  part: 'sign-in',
  cause: 'The sign-in was closed before an answer came.',
  remedy: 'Run again, sign in and allow the scopes.',
  places: [RUN_AGAIN],
  find: (symptoms) => {
    if (!isClosed(symptoms)) return undefined;
    const { run } = symptoms;
    const isTab = run?.redirect.mode === 'capture';
    const since = run?.authorizationRequestedAt;
    const time =
      run === undefined || since === undefined
        ? ''
        : `, ${spanInWords(run.updatedAt - since)} after it was asked for`;
    const page = refusalOf(symptoms) === undefined ? pageReason(symptoms) : undefined;
    return {
      certainty: 'seen',
      cause: `The sign-in ${isTab ? 'tab' : 'window'} was closed before an answer came${time}. Nothing was sent to the token endpoint.`,
      remedy: hasBeenAsked(symptoms)
        ? 'Run again, sign in and allow the scopes.'
        : 'If it showed an error, see what the page says. Otherwise run again, sign in and allow the scopes.',
      ...(page === undefined ? {} : { reasons: [page] }),
      places: [
        ...(hasBeenAsked(symptoms) ? [] : [SEE_PAGE]),
        RUN_AGAIN,
        ...(isTab ? [] : [IN_A_TAB]),
      ],
    };
  },
};

/** What it usually is where somebody closes a sign-in. */
const suspects: readonly CauseRule[] = [
  {
    id: 'closed-on-error-page',
    part: 'sign-in',
    cause:
      'The page showed an error that the browser did not report, for a redirect URI or a client ID that the server does not know.',
    remedy: 'See what the page says, and compare redirect URI and client ID with the registration.',
    places: [
      SEE_PAGE,
      { kind: 'client', setting: 'redirect-uris' },
      { kind: 'client', setting: 'client-id' },
    ],
    find: (symptoms) =>
      isClosed(symptoms) && !hasBeenAsked(symptoms) ? { certainty: 'possible' } : undefined,
  },
  {
    id: 'closed-without-account',
    part: 'sign-in',
    cause: 'The user could not sign in: another password, account or tenant is wanted there.',
    remedy:
      'Sign in with an account of this server and environment. If the browser remembers another account, choose one anew.',
    places: [
      { kind: 'action', action: 'choose-account' },
      { kind: 'client', setting: 'environment' },
    ],
    find: (symptoms) =>
      isClosed(symptoms) && isLongEnough(symptoms) ? { certainty: 'possible' } : undefined,
  },
  {
    id: 'closed-elsewhere',
    part: 'sign-in',
    cause: 'The server sent the browser to another address than the redirect URI of this run.',
    remedy:
      'If the sign-in ended on a page of the app, compare its address with the redirect URI here.',
    places: [{ kind: 'client', setting: 'redirect-uris' }, IN_A_TAB],
    find: (symptoms) => {
      if (!isClosed(symptoms) || !isLongEnough(symptoms)) return undefined;
      const uri = sentRedirectUri(symptoms);
      const near =
        uri === undefined ? undefined : nearestUri(uri, symptoms.client?.redirectUris ?? []);
      return {
        certainty: 'possible',
        reasons:
          near === undefined || !isNear(near.differences)
            ? []
            : [`The client lists ${quoted(near.uri)} as well, which is nearly the same.`],
      };
    },
  },
];

/** Nobody has signed in before that. */
function isLongEnough({ run }: Symptoms): boolean {
  return (
    run?.authorizationRequestedAt !== undefined &&
    run.updatedAt - run.authorizationRequestedAt >= 3000
  );
}

/** Causes that end a run without an answer of the server. */
export const endedCauses: readonly CauseRule[] = [
  weakerThan(
    [...redirectUriCauses, ...clientCauses, ...pageCauses].filter(
      ({ id }) => !id.endsWith('-suspect'),
    ),
    closed,
  ),
  ...suspects,
  {
    id: 'cancelled-by-user',
    part: 'sign-in',
    cause: 'You cancelled this run. Nothing more was sent.',
    remedy: 'Run again when you like.',
    places: [RUN_AGAIN],
    find: ({ run }) =>
      run?.state.status === 'cancelled' && run.state.by === 'user'
        ? { certainty: 'seen' }
        : undefined,
  },
  {
    id: 'worker-stopped',
    part: 'start',
    cause: 'The background worker was stopped before this run ended.',
    remedy:
      'What had arrived is kept below; an authorization code is good for one use, so start again.',
    places: [RUN_AGAIN],
    find: ({ run }) =>
      run?.state.status === 'interrupted'
        ? {
            certainty: 'seen',
            reasons: [
              'The browser stops it when the extension is reloaded or updated, or when it runs out of memory.',
            ],
          }
        : undefined,
  },
  {
    id: 'sign-in-expired',
    part: 'sign-in',
    cause: 'No callback came in time, and the run has stopped waiting.',
    remedy: 'Run again and finish the sign-in.',
    places: [RUN_AGAIN, PASTE, { kind: 'client', setting: 'redirect-uris' }],
    find: (symptoms) => {
      const { place, failure, run } = symptoms;
      if (place !== 'sign-in' || failure?.code !== 'sign_in_expired') return undefined;
      return {
        certainty: 'seen',
        cause: `${sentence(failure.cause)} The run has stopped waiting for ${quoted(sentRedirectUri(symptoms) ?? 'the redirect URI')}.`,
        remedy:
          run?.redirect.mode === 'manual'
            ? 'Run again, sign in, and paste the address that you are sent to.'
            : 'Run again and finish the sign-in. If you did, the server sent its answer elsewhere: compare the address where the tab ended with the redirect URI.',
      };
    },
  },
  {
    id: 'callback-missed',
    part: 'sign-in',
    cause: 'The tab came to the redirect URI without an answer to this run.',
    remedy: 'If the server answers with forms, add the parameter response_mode=form_post.',
    places: [{ kind: 'client', setting: 'parameters' }, PASTE],
    find: (symptoms) => {
      const { place, failure } = symptoms;
      if (place !== 'sign-in' || failure?.code !== 'callback_missed') return undefined;
      return {
        certainty: 'seen',
        cause: sentence(failure.cause),
        remedy: failure.remedy,
        reasons: [
          'Besides, a service worker of the app, or a session there that leads past the sign-in, may have taken the tab before it could be seen.',
        ],
      };
    },
  },
];
