import type { Finding } from '../findings/finding';
import { type Run, type RunStep, stepName, stepsOfGrant } from '../oauth/run';
import { durationInWords, exchangesOf } from '../oauth/run-steps';
import type { Entry, Side } from './comparison';
import { fact } from './entries';

const ENDS = {
  done: 'done',
  failed: 'failed',
  cancelled: 'cancelled',
  interrupted: 'interrupted',
} as const;

/** How a run ended, or that it has not. */
export function endInWords({ state }: Run): string {
  return state.status in ENDS ? ENDS[state.status as keyof typeof ENDS] : 'under way';
}

/** How the run ended: at which step, and why. */
export function outcomeEntries({ run }: Side): readonly Entry[] {
  const { state, objection } = run;
  return [
    ...fact('Outcome', endInWords(run)),
    ...('step' in state ? fact('At the step', stepName(state.step)) : []),
    ...(state.status === 'failed' ? fact('Cause', state.failure.cause) : []),
    ...fact('Objection of a strict client', objection),
  ];
}

/** The findings of a run: each beside the one of the other run that says the same, or is of the same rule. */
export function findingEntries({ findings }: Side, other: Side): readonly Entry[] {
  const counts = new Map<string, number>();
  return findings.map(({ rule, severity, title }) => {
    const isInBoth = other.findings.some((one) => isAlike(one, { rule, severity, title }));
    const group = isInBoth ? `${rule} ${severity} ${title}` : rule;
    const count = (counts.get(group) ?? 0) + 1;
    counts.set(group, count);
    return {
      key: `${group} ${count}`,
      name: rule,
      value: `${severity} ${title}`,
      shown: `${SEVERITIES[severity]}: ${title}`,
    };
  });
}

type Told = Pick<Finding, 'rule' | 'severity' | 'title'>;

function isAlike(one: Told, other: Told): boolean {
  return one.rule === other.rule && one.severity === other.severity && one.title === other.title;
}

const SEVERITIES = {
  error: 'Error',
  warning: 'Warning',
  info: 'Note',
  passed: 'Passed',
} as const satisfies Record<Finding['severity'], string>;

/** Slower than this, in milliseconds and in proportion, is no chance. */
const MIN_SLOWER_MS = 500;
const MIN_RATIO = 2;

/**
 * How long each step took that both runs came to. A person takes what time they like; of servers only what is much
 * slower is a difference.
 */
export function timingEntries({ run }: Side, { run: other }: Side): readonly Entry[] {
  return [
    ...stepsOfGrant(run.grant).flatMap((step) => {
      const [took, before] = [durationOf(run, step), durationOf(other, step)];
      return took === undefined || before === undefined
        ? []
        : [timing(stepName(step), took, step !== 'sign-in' && isMuchSlower(took, before))];
    }),
    timing('The whole run', run.updatedAt - run.startedAt, false),
  ];
}

/** Of the requests of a step, or of the user, in milliseconds; nothing where none was made. */
function durationOf(run: Run, step: RunStep): number | undefined {
  if (step === 'sign-in') return signInDuration(run);
  const exchanges = exchangesOf(run, step);
  return exchanges.length === 0
    ? undefined
    : exchanges.reduce((sum, { durationMs }) => sum + durationMs, 0);
}

function timing(name: string, took: number, isDifference: boolean): Entry {
  const milliseconds = Math.round(took);
  return {
    key: name,
    name,
    value: milliseconds,
    shown: durationInWords(milliseconds),
    isNewEachTime: !isDifference,
  };
}

function isMuchSlower(one: number, other: number): boolean {
  const [less, more] = [Math.min(one, other), Math.max(one, other)];
  return more - less >= MIN_SLOWER_MS && more >= less * MIN_RATIO;
}

function signInDuration(run: Run): number | undefined {
  const { authorizationRequestedAt, authorizationRespondedAt } = run;
  return authorizationRequestedAt === undefined || authorizationRespondedAt === undefined
    ? undefined
    : authorizationRespondedAt - authorizationRequestedAt;
}
