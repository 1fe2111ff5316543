import { type Exchange, headerOf, hostOf, lastTokenExchange, responseOf } from '../oauth/exchange';
import type { Run } from '../oauth/run';
import { roughSpanInWords } from './words';

/** How far the clock of this machine is ahead of that of a server, in milliseconds; behind where it is negative. */
export type ClockOffset = { readonly host: string; readonly milliseconds: number };

/** `Date` tells whole seconds, and servers may set it a little before or after they answer. */
const TOLERANCE = 2000;

/**
 * The clock of this machine against the `Date` header (RFC 9110 §6.6.1) of the last answer of a run that has one, that
 * of the token endpoint before others. Zero where the two agree; nothing where no answer tells the time.
 */
export function clockOffsetOf({ exchanges }: Pick<Run, 'exchanges'>): ClockOffset | undefined {
  const token = lastTokenExchange(exchanges);
  const inOrder = [...(token === undefined ? [] : [token]), ...exchanges.toReversed()];
  for (const exchange of inOrder) {
    const milliseconds = offsetIn(exchange);
    if (milliseconds !== undefined) return { host: hostOf(exchange), milliseconds };
  }
  return undefined;
}

function offsetIn(exchange: Exchange): number | undefined {
  const response = responseOf(exchange);
  const date = response === undefined ? undefined : headerOf(response, 'date');
  if (response === undefined || date === undefined) return undefined;
  const age = Number(headerOf(response, 'age') ?? '0');
  const said = Date.parse(date) + (Number.isFinite(age) ? age * 1000 : 0);
  if (Number.isNaN(said)) return undefined;
  const { startedAt, durationMs } = exchange;
  const endedAt = startedAt + durationMs;
  if (said > endedAt + TOLERANCE) return endedAt - said;
  if (said + 1000 < startedAt - TOLERANCE) return startedAt - said - 1000;
  return 0;
}

/** A difference of clocks in words: `about 10 min behind`. */
export function offsetInWords(milliseconds: number): string {
  return `${roughSpanInWords(Math.abs(milliseconds))} ${milliseconds < 0 ? 'behind' : 'ahead of'}`;
}
