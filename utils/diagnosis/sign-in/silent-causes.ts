import { openIdCore } from '../../findings/specifications';
import type { CauseRule, Place } from '../diagnosis';
import type { Symptoms } from '../symptoms';
import { quoted } from '../words';
import { authorizationHost, refusalOf, sent } from './request-facts';

const SPECIFICATION = openIdCore('3.1.2.6', 'AuthError');

const PLACES: readonly Place[] = [
  { kind: 'client', setting: 'parameters' },
  { kind: 'action', action: 'run-again' },
];

/** What a silent check comes to: why the server would have to show a page, and what helps. */
const OUTCOMES = {
  login_required: [
    'nobody is signed in there',
    'Sign in once without prompt=none, then check again.',
  ],
  consent_required: [
    'the user has not allowed the scopes yet',
    'Run once without prompt=none and allow the scopes, then check again.',
  ],
  interaction_required: [
    'the user has something to do there, such as a second factor or new terms',
    'Run once without prompt=none and do what the page asks for, then check again.',
  ],
  account_selection_required: [
    'several accounts are signed in',
    'Name the account with the parameter login_hint, or run without prompt=none and choose it.',
  ],
} as const;

function outcomeOf(symptoms: Symptoms): keyof typeof OUTCOMES | undefined {
  const code = refusalOf(symptoms)?.code ?? '';
  return isOutcome(code) ? code : undefined;
}

function isOutcome(code: string): code is keyof typeof OUTCOMES {
  return Object.hasOwn(OUTCOMES, code);
}

function isSilentRequest(symptoms: Symptoms): boolean {
  return sent(symptoms, 'prompt')?.split(' ').includes('none') === true;
}

/** What comes of asking without showing a page, and of servers that say the same unasked. */
export const silentCauses: readonly CauseRule[] = [
  {
    id: 'silent-check-needs-page',
    part: 'authorization response',
    cause: 'The server would have to show a page, and prompt=none forbids it.',
    remedy: 'Run without prompt=none.',
    places: PLACES,
    specification: SPECIFICATION,
    find: (symptoms) => {
      const outcome = outcomeOf(symptoms);
      if (outcome === undefined || !isSilentRequest(symptoms)) return undefined;
      const [why, remedy] = OUTCOMES[outcome];
      return {
        certainty: 'said',
        cause: `The request forbids any page (prompt=none), and ${why}.`,
        remedy,
        reasons:
          sent(symptoms, 'max_age') === undefined
            ? []
            : ['The request has max_age as well: a sign-in that is older counts as none.'],
      };
    },
  },
  {
    id: 'interaction-refused',
    part: 'authorization response',
    cause: 'The server wants the user to do something, and did not show the page for it.',
    remedy: 'Run again and sign in anew: add prompt=login to the parameters.',
    places: [
      { kind: 'action', action: 'run-again' },
      { kind: 'client', setting: 'parameters' },
    ],
    specification: SPECIFICATION,
    find: (symptoms) => {
      const outcome = outcomeOf(symptoms);
      if (outcome === undefined || isSilentRequest(symptoms)) return undefined;
      return {
        certainty: 'said',
        cause: `The server says ${quoted(outcome)}, though the request does not forbid it to show a page: ${OUTCOMES[outcome][0]}.`,
      };
    },
  },
  {
    id: 'page-shown-though-silent',
    part: 'sign-in',
    cause: 'The server showed a page, though the request forbids it (prompt=none).',
    remedy:
      'It has to answer with an error such as login_required instead. Run without prompt=none to see the page.',
    places: [{ kind: 'action', action: 'open-in-tab' }, ...PLACES],
    specification: openIdCore('3.1.2.1', 'AuthRequest'),
    find: (symptoms) =>
      symptoms.place === 'sign-in' && symptoms.failure?.code === 'interaction_required'
        ? {
            certainty: 'seen',
            cause: `${authorizationHost(symptoms) === 'the server' ? 'The server' : `The server at ${authorizationHost(symptoms)}`} showed a page, though the request forbids it (prompt=none): nobody is signed in there, or it does not heed the parameter.`,
          }
        : undefined,
  },
];
