import { rfc } from '../../findings/specifications';
import type { CauseRule, Place } from '../diagnosis';
import type { Symptoms } from '../symptoms';
import { listed, quoted, spanInWords } from '../words';
import { isRefusedAs, received, sentState } from './callback-facts';

const PLACES: readonly Place[] = [
  { kind: 'step', step: 'authorization-response' },
  { kind: 'action', action: 'run-again' },
];

/** How a server may have changed the state: what of it is the same all the same. */
const CHANGES: readonly (readonly [
  (came: string, sent: string) => boolean,
  (came: string, sent: string) => string,
])[] = [
  [
    (came, sent) => sent.startsWith(came) && came.length > 0,
    (came, sent) =>
      `The server cut the state after ${came.length} of its ${sent.length} characters.`,
  ],
  [
    (came, sent) => came.trim() === sent,
    () => 'The server sent the state back with white space around it.',
  ],
  [
    (came, sent) => came.toLowerCase() === sent.toLowerCase(),
    () => 'The server changed upper and lower case in the state.',
  ],
  [
    (came, sent) => came.replaceAll(' ', '+') === sent || came.replaceAll('+', ' ') === sent,
    () => 'The server turned “+” and blanks in the state into each other.',
  ],
  [
    (came, sent) => came !== sent && decodedTwice(came) === sent,
    () => 'The server encoded the state twice.',
  ],
  [
    (came, sent) => came !== sent && decodedTwice(sent) === came,
    () => 'The server decoded the state before it sent it back.',
  ],
  [(came, sent) => came.includes(sent), () => 'The server added something to the state.'],
  [
    (came, sent) => came.length > 8 && sent.endsWith(came),
    () => 'The server cut off the beginning of the state.',
  ],
];

function changeOf(symptoms: Symptoms): string | undefined {
  const [came, sent] = [received(symptoms, 'state'), sentState(symptoms)];
  if (came === undefined || sent === undefined) return undefined;
  return CHANGES.find(([isIt]) => isIt(came, sent))?.[1](came, sent);
}

function decodedTwice(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Both made in the same way: as long, and of the same letters. */
function isOfSameMaking(came: string, sent: string): boolean {
  return came.length === sent.length && /^[\w-]+$/.test(came);
}

/** Causes to do with the state that came back. */
export const stateCauses: readonly CauseRule[] = [
  {
    id: 'answer-escaped-as-html',
    part: 'authorization response',
    cause:
      'The server wrote “&amp;” for “&” in the address of the answer, so that its parameters have other names.',
    remedy:
      'The server, or its template, escapes the address for HTML before it redirects: it must send it as it is. Its code was not used.',
    places: PLACES,
    specification: rfc(6749, '4.1.2'),
    find: (symptoms) => {
      const { callback } = symptoms.evidence;
      const names = [...(callback?.parameters.keys() ?? [])].filter((name) =>
        name.startsWith('amp;'),
      );
      return symptoms.place === 'authorization response' && names.length > 0
        ? { certainty: 'seen', reasons: [`What came is called ${listed(names)}.`] }
        : undefined;
    },
  },
  {
    id: 'state-missing',
    part: 'authorization response',
    cause: 'The server did not send the state back.',
    remedy:
      'It must return the state exactly as it came (RFC 6749 §4.1.2). Its code was not used. If you pasted the address, see whether it was cut; otherwise this is a fault of the server.',
    places: PLACES,
    specification: rfc(6749, '4.1.2'),
    find: (symptoms) =>
      isRefusedAs(symptoms, 'state_mismatch') && received(symptoms, 'state') === undefined
        ? { certainty: 'seen' }
        : undefined,
  },
  {
    id: 'state-changed',
    part: 'authorization response',
    cause: 'The server changed the state.',
    remedy:
      'It must return the state exactly as it came (RFC 6749 §4.1.2), and this is a fault of the server, or of what stands before it. Its code was not used.',
    places: PLACES,
    specification: rfc(6749, '4.1.2'),
    find: (symptoms) => {
      const change = changeOf(symptoms);
      return isRefusedAs(symptoms, 'state_mismatch') && change !== undefined
        ? {
            certainty: 'seen',
            cause: change,
            reasons: [
              `The run sent ${quoted(sentState(symptoms) ?? '', 100)}, and ${quoted(received(symptoms, 'state') ?? '', 100)} came back.`,
            ],
          }
        : undefined;
    },
  },
  {
    id: 'state-of-another-sign-in',
    part: 'authorization response',
    cause: 'The answer belongs to another sign-in: its state is not that of this run.',
    remedy:
      'Run again, and use one sign-in at a time: an older tab, a page that was reloaded or a pasted older callback answers with its own state. Its code was not used. If it stays so, the server does not return the state as it came, or somebody tried to slip in a code.',
    places: [{ kind: 'action', action: 'run-again' }, ...PLACES.slice(0, 1)],
    specification: rfc(6749, '10.12'),
    find: (symptoms) => {
      const [came, sent] = [received(symptoms, 'state'), sentState(symptoms)];
      if (!isRefusedAs(symptoms, 'state_mismatch') || came === undefined) return undefined;
      if (changeOf(symptoms) !== undefined) return undefined;
      const { run } = symptoms;
      const time =
        run?.authorizationRequestedAt === undefined || run.authorizationRespondedAt === undefined
          ? undefined
          : run.authorizationRespondedAt - run.authorizationRequestedAt;
      return {
        certainty: 'seen',
        cause: `The answer carries the state ${quoted(came, 100)}, which is not that of this run: it belongs to another sign-in, or the server made up its own.`,
        reasons: [
          ...(sent === undefined
            ? []
            : [
                isOfSameMaking(came, sent)
                  ? 'It is made as those of OAuth Workbench are: most likely that of an earlier run.'
                  : 'It is not made as those of OAuth Workbench are.',
              ]),
          ...(time === undefined ? [] : [`It came ${spanInWords(time)} after the request.`]),
        ],
      };
    },
  },
];
