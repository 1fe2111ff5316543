import { openIdCore } from '../../findings/specifications';
import type { Check } from '../../tokens/check';
import { isPlausibleTime } from '../../tokens/times';
import { type ClockOffset, clockOffsetOf, offsetInWords } from '../clock';
import type { CauseRule } from '../diagnosis';
import { setting, step } from '../look';
import { roughSpanInWords, spanInWords } from '../words';
import { type Judged, ofIdToken } from './judged';

const specification = openIdCore('3.1.3.7', 'IDTokenValidation');

const OF_TIME = [
  'Expiry',
  'Issued at',
  'Not before',
  'Authentication time',
] as const satisfies readonly Check['name'][];

/** What the checks allow clocks to differ by, in milliseconds. */
const ALLOWED = 30_000;

function isRefusedForTime({ failed }: Judged): boolean {
  return OF_TIME.some((name) => failed(name) !== undefined);
}

/** A claim as milliseconds since the epoch. */
function timeOf({ claim }: Judged, name: string): number | undefined {
  const seconds = claim(name);
  return typeof seconds === 'number' && isPlausibleTime(seconds) ? seconds * 1000 : undefined;
}

/** Whether the token would do if the clock of this machine showed another time. */
function wouldDo(judged: Judged, now: number): boolean {
  const [exp, iat, nbf] = ['exp', 'iat', 'nbf'].map((name) => timeOf(judged, name));
  return (
    (exp === undefined || now < exp + ALLOWED) &&
    (iat === undefined || iat <= now + ALLOWED) &&
    (nbf === undefined || nbf <= now + ALLOWED)
  );
}

const milliseconds = ofIdToken({
  id: 'id-token-times-not-in-seconds',
  cause: 'The ID token tells times in another unit than seconds.',
  remedy: 'The server has to write times as seconds since 1970.',
  specification,
  find: ({ claim, failed }) => {
    const names = ['exp', 'iat', 'nbf', 'auth_time'].filter((name) => {
      const value = claim(name);
      return value !== undefined && (typeof value !== 'number' || !isPlausibleTime(value));
    });
    return names.length > 0 && OF_TIME.some((name) => failed(name) !== undefined)
      ? {
          certainty: 'seen',
          cause: `The ID token has ${names.map((name) => `${name} ${JSON.stringify(claim(name)).slice(0, 40)}`).join(', ')}, which is no time in seconds.`,
        }
      : undefined;
  },
});

const clock = ofIdToken({
  id: 'clock-differs',
  cause: 'The clocks of this machine and of the server differ.',
  remedy:
    'Set the clock of this machine, best by the network. If it is right, that of the server is wrong.',
  specification,
  find: (judged) => {
    if (!isRefusedForTime(judged)) return undefined;
    const offset = clockOffsetOf(judged.run);
    return offset === undefined ? byIssue(judged) : byDate(judged, offset);
  },
});

function byDate(judged: Judged, { milliseconds: by, host }: ClockOffset) {
  return Math.abs(by) > ALLOWED / 3 && wouldDo(judged, judged.cameAt - by)
    ? ({
        certainty: 'seen',
        cause: `The clock of this machine is ${offsetInWords(by)} that of the server ${host}, so that the ID token seems ${seeming(judged)}.`,
        reasons: ['The Date header of its answer tells the time of the server.'],
      } as const)
    : undefined;
}

/** A token that has just come was made just now, by the clock of the server. */
function byIssue(judged: Judged) {
  const iat = timeOf(judged, 'iat');
  const by = iat === undefined ? 0 : judged.cameAt - iat;
  return Math.abs(by) > ALLOWED && wouldDo(judged, judged.cameAt - by)
    ? ({
        certainty: 'likely',
        cause: `The clock of this machine seems to be ${offsetInWords(by)} that of the server, so that the ID token seems ${seeming(judged)}.`,
        reasons: [
          'The token has just come, and its iat tells when it was made; no answer of this run has a Date header.',
        ],
      } as const)
    : undefined;
}

function seeming({ failed }: Judged): string {
  return failed('Expiry') === undefined ? 'to come from the future' : 'to have expired';
}

const serverClock = ofIdToken({
  id: 'id-token-times-differ-from-server',
  cause: 'What makes the ID tokens has another time than the server that hands them out.',
  remedy: 'Look at the clocks of the server: one of its machines may be wrong.',
  specification,
  find: (judged) => {
    const offset = clockOffsetOf(judged.run);
    const iat = timeOf(judged, 'iat');
    if (offset === undefined || iat === undefined || judged.failed('Issued at') === undefined)
      return undefined;
    const ahead = iat - (judged.cameAt - offset.milliseconds);
    return ahead > ALLOWED
      ? {
          certainty: 'seen',
          cause: `The ID token was issued ${roughSpanInWords(ahead)} in the future, by the server’s own time (${offset.host}).`,
          reasons: [
            'The Date header of its answer agrees with the clock of this machine, and the claim iat with neither.',
          ],
        }
      : undefined;
  },
});

const expiredAtIssue = ofIdToken({
  id: 'id-token-expired-when-issued',
  cause: 'The server issued an ID token that had expired already.',
  remedy:
    'Look at the lifetime of ID tokens that is set at the server, and whether it hands out an old token again.',
  specification,
  find: (judged) => {
    const [exp, iat] = [timeOf(judged, 'exp'), timeOf(judged, 'iat')];
    const offset = clockOffsetOf(judged.run);
    if (judged.failed('Expiry') === undefined || exp === undefined) return undefined;
    if (offset !== undefined && byDate(judged, offset) !== undefined) return undefined;
    const lifetime = iat === undefined ? undefined : exp - iat;
    const age = judged.cameAt - exp;
    return {
      certainty: lifetime !== undefined && lifetime <= 0 ? 'seen' : 'likely',
      cause:
        lifetime !== undefined && lifetime <= 0
          ? `The server issued an ID token with a lifetime of ${Math.round(lifetime / 1000)} s, so that it had expired as it came.`
          : `The ID token had expired ${roughSpanInWords(Math.max(0, age))} before it came.`,
      reasons:
        lifetime === undefined || lifetime <= 0
          ? []
          : [`It was made for ${spanInWords(lifetime)}.`],
    };
  },
});

const maxAge = ofIdToken({
  id: 'sign-in-older-than-max-age',
  cause:
    'The sign-in is older than the max_age that was sent allows, or the server does not say how old it is.',
  remedy:
    'The server has to ask for a new sign-in, and to send auth_time. Add prompt=login to the client to ask for one.',
  places: [setting('parameters'), step('verification')],
  specification,
  find: (judged) => {
    const check = judged.failed('Authentication time');
    const sent = judged.client.authorizationParameters.find(([name]) => name === 'max_age')?.[1];
    const at = timeOf(judged, 'auth_time');
    if (check === undefined || sent === undefined) return undefined;
    return {
      certainty: 'seen',
      cause:
        at === undefined
          ? `With max_age=${sent} sent, the ID token has to tell in auth_time when the user signed in, and does not.`
          : `The user signed in ${roughSpanInWords(Math.max(0, judged.cameAt - at))} before, and max_age=${sent} was sent.`,
    };
  },
});

/** Causes that lie in times. */
export const timeCauses: readonly CauseRule[] = [
  milliseconds,
  clock,
  serverClock,
  expiredAtIssue,
  maxAge,
];
