import { lastTokenExchange } from '../oauth/exchange';
import type { Run } from '../oauth/run';
import type { RunResult } from '../oauth/run-result';
import { type NamedToken, namedTokens } from '../share/named-tokens';
import type { DecodedToken } from '../tokens/decode-token';
import type { Entry, Side } from './comparison';
import { fact, memberEntries, secretFact } from './entries';
import { timed } from './timed';

const FORMS = {
  jwt: 'JWT',
  jws: 'signed text, no claims',
  jwe: 'encrypted (JWE)',
  broken: 'cannot be read whole',
  opaque: 'opaque',
} as const satisfies Record<DecodedToken['kind'], string>;

/** A token of this name; its header and claims only where the other run has one that can be read as well. */
export function tokenEntries(name: string, { run, result }: Side, other: Side): readonly Entry[] {
  const { token, kind } = named(name, result) ?? {};
  const ofOther = named(name, other.result)?.token;
  if (token === undefined || kind === undefined) return [];
  return [
    ...secretFact('Token', kind, token.raw),
    ...(ofOther === undefined ? [] : fact('Form', FORMS[token.kind])),
    ...(hasMembers(ofOther)
      ? [...headerEntries(token), ...claimEntries(token, arrivalOf(run))]
      : []),
  ];
}

function named(name: string, result: RunResult): NamedToken | undefined {
  return namedTokens(result).find((one) => one.name === name);
}

function hasMembers(token: DecodedToken | undefined): boolean {
  return token !== undefined && token.kind !== 'opaque';
}

function headerEntries(token: DecodedToken): readonly Entry[] {
  const header = 'header' in token ? token.header : undefined;
  return memberEntries(header ?? {}, 'header').map((entry) => ({
    ...entry,
    name: `${entry.name} (header)`,
  }));
}

/** The claims of a token. @param arrivedAt when it came, in seconds since the epoch */
export function claimEntries(token: DecodedToken, arrivedAt: number): readonly Entry[] {
  const claims = 'claims' in token ? token.claims : undefined;
  return timed(memberEntries(claims ?? {}, 'claim'), arrivedAt);
}

/** When the tokens came, in seconds since the epoch. */
export function arrivalOf({ exchanges, updatedAt }: Run): number {
  const exchange = lastTokenExchange(exchanges);
  return (exchange === undefined ? updatedAt : exchange.startedAt + exchange.durationMs) / 1000;
}

const REQUESTED = { true: 'requested', false: 'not requested', registered: 'at the provider' };
const GRANTED = { true: 'granted', false: 'not granted' };
const IN_TOKEN = { true: 'in the token', false: 'not in the token' };

/** Each scope: whether it was asked for, granted, and is in the access token, as far as that is known of both runs. */
export function scopeEntries({ result }: Side, other: Side): readonly Entry[] {
  const isKnown = (member: 'granted' | 'inToken') =>
    other.result.scopes.every((row) => row[member] !== 'unknown');
  return result.scopes.flatMap(({ scope, requested, granted, inToken }) =>
    fact(
      scope,
      [
        REQUESTED[`${requested}`],
        ...(granted === 'unknown' || !isKnown('granted') ? [] : [GRANTED[`${granted}`]]),
        ...(inToken === 'unknown' || !isKnown('inToken') ? [] : [IN_TOKEN[`${inToken}`]]),
      ].join(', '),
    ),
  );
}

/** The checks of the ID token by their outcomes, where both runs had one; what was compared differs in any case. */
export function verdictEntries({ run }: Side, other: Side): readonly Entry[] {
  const { idTokenVerdict: verdict } = run;
  if (verdict === undefined) return [];
  const checks = other.run.idTokenVerdict === undefined ? [] : verdict.checks;
  return [
    ...fact('Verdict', VERDICTS[verdict.outcome]),
    ...checks.flatMap(({ name, outcome, detail }) =>
      fact(name, outcome, outcome === 'passed' ? {} : { shown: `${outcome}: ${detail}` }),
    ),
  ];
}

const VERDICTS = { genuine: 'genuine', refused: 'refused', unverified: 'not verified' } as const;
