import { responseParameters } from '../oauth/response-parameters';
import { isOver, type Run, type RunState, stateInWords } from '../oauth/run';
import { durationInWords } from '../oauth/run-steps';
import { nameOfUse, summaryOfUse } from '../oauth/use-words';
import { exchangeOfUse } from '../oauth/used-tokens';
import { hasApp } from './front-channel';
import type { TraceMessage, TraceNote } from './trace';

/** No discovery took place. */
export function typedEndpointsNote(run: Run): TraceNote | undefined {
  const isDiscovered = run.exchanges.some(({ purpose }) => purpose === 'discovery');
  if (run.server === undefined || isDiscovered) return undefined;
  return makeNote('typed-endpoints', {
    step: 'discovery',
    over: ['extension', 'extension'],
    text: 'Takes the endpoints as they were typed',
    at: run.startedAt,
  });
}

/** What the user does, as far as the extension knows. */
export function signInNote(run: Run): TraceNote | undefined {
  const { authorizationRequestedAt: from, authorizationRespondedAt: to, state } = run;
  if (from === undefined || (to === undefined && state.status !== 'authorizing')) return undefined;
  return makeNote('sign-in', {
    step: 'sign-in',
    over: ['browser', 'server'],
    text:
      to === undefined
        ? 'Sign-in and consent: waiting for the user'
        : `Sign-in and consent, ${durationInWords(to - from)}`,
    at: run.windowOpenedAt ?? from,
  });
}

/** The page is asked for once more where the browser hid what the server said. */
export function hiddenPageNote(
  run: Run,
  probe: Pick<TraceMessage, 'at'> | undefined,
): TraceNote | undefined {
  if (probe === undefined) return undefined;
  return makeNote('hidden-page', {
    step: 'sign-in',
    over: ['browser', 'browser'],
    tone: 'caution',
    text: 'Cannot load the page, and hides why',
    at: run.windowOpenedAt ?? probe.at,
  });
}

/** A captured callback does not reach the app. */
export function sparedAppNote(run: Run): TraceNote | undefined {
  const { authorizationRespondedAt: at, callbackNotes = {}, redirect } = run;
  const { isSeenByApp, isPasted } = callbackNotes;
  const isSpared =
    redirect.mode === 'capture' && isSeenByApp === undefined && isPasted === undefined;
  if (at === undefined || !isSpared || !hasApp(run)) return undefined;
  return makeNote('spared-app', {
    step: 'authorization-response',
    over: ['app', 'app'],
    text: 'Gets nothing of it',
    at,
  });
}

/** The answer is held against the request (RFC 6749 §10.12, RFC 9207 §2.4). */
export function comparisonNote(run: Run): TraceNote | undefined {
  const { authorizationRespondedAt: at, state, step } = run;
  const isHere = step === 'authorization-response';
  if (at === undefined || (isHere && state.status !== 'failed')) return undefined;
  return makeNote('comparison', {
    step: 'authorization-response',
    over: ['extension', 'extension'],
    tone: isHere ? 'bad' : 'good',
    text: isHere
      ? 'Does not accept the answer'
      : responseParameters(run.authorizationResponseUrl ?? '').has('iss')
        ? 'State and issuer fit'
        : 'State fits',
    at,
  });
}

const VERDICTS = {
  genuine: { tone: 'good', text: 'Verifies the ID token: genuine' },
  refused: { tone: 'bad', text: 'Verifies the ID token: refused' },
  unverified: { tone: 'caution', text: 'Cannot verify the ID token wholly' },
} as const;

/** What came of the verification of the ID token. */
export function verificationNote(run: Run): TraceNote | undefined {
  const { idTokenVerdict } = run;
  if (idTokenVerdict === undefined) return undefined;
  return makeNote('verification', {
    step: 'verification',
    over: ['extension', 'extension'],
    ...VERDICTS[idTokenVerdict.outcome],
    at: run.updatedAt,
  });
}

const END_TONES: Readonly<Partial<Record<RunState['status'], TraceNote['tone']>>> = {
  done: 'good',
  failed: 'bad',
  interrupted: 'caution',
};

/** How the run ended, once it did. */
export function endNote(run: Run): TraceNote | undefined {
  const { state } = run;
  if (!isOver(state)) return undefined;
  return makeNote('end', {
    step: run.step,
    over: ['extension', 'extension'],
    tone: END_TONES[state.status] ?? 'plain',
    text: stateInWords(state),
    at: run.updatedAt,
  });
}

/** What came of each use of the tokens after the end, and the use that is under way. */
export function useNotes(run: Run): readonly TraceNote[] {
  const { pendingUse } = run;
  return [
    ...run.uses.map((use) => {
      const { tone, word } = summaryOfUse(use, exchangeOfUse(run, use));
      return makeNote(`use-${use.at}`, {
        step: 'after-end',
        over: ['extension', 'extension'],
        tone,
        text: `${nameOfUse(use)}: ${word}`,
        at: use.at,
      });
    }),
    ...(pendingUse === undefined
      ? []
      : [
          makeNote('use-under-way', {
            step: 'after-end',
            over: ['extension', 'extension'],
            text: `${nameOfUse(pendingUse)}: under way`,
            at: pendingUse.startedAt,
          }),
        ]),
  ];
}

function makeNote(
  id: string,
  fields: Pick<TraceNote, 'step' | 'over' | 'text' | 'at'> & Partial<Pick<TraceNote, 'tone'>>,
): TraceNote {
  return { kind: 'note', id, tone: 'plain', ...fields };
}
