import { formatUtcTime, isPlausibleTime } from '../tokens/times';
import type { Entry } from './comparison';

/** Times that are those of one token alone. */
const OF_ISSUE = new Set(['iat', 'auth_time', 'created_at', 'rat', 'orig_iat']);

/** Times that say how long something lasts. */
const OF_VALIDITY = new Set(['exp', 'nbf', 'expires_at']);

/** A server's clock and ours differ, and an answer takes its time on the way, in seconds. */
const TOLERANCE = 5;

/**
 * Entries whose times can be compared: those of issue are new each time, and those of expiry are told by how long after
 * the issue they are.
 *
 * @param arrivedAt when the answer came, in seconds since the epoch: stands for the issue where that is not said
 */
export function timed(entries: readonly Entry[], arrivedAt: number): readonly Entry[] {
  const issued = entries.find(({ name }) => name === 'iat')?.value;
  const isTold = typeof issued === 'number';
  const reference = isTold ? issued : arrivedAt;
  return entries.map((entry) => {
    const { name, value } = entry;
    if (typeof value !== 'number' || !isPlausibleTime(value)) return entry;
    if (OF_ISSUE.has(name)) {
      return { ...entry, shown: formatUtcTime(value) ?? `${value}`, isNewEachTime: true };
    }
    if (!OF_VALIDITY.has(name)) return entry;
    const seconds = isTold
      ? value - reference
      : Math.round((value - reference) / TOLERANCE) * TOLERANCE;
    return { ...entry, value: seconds, shown: afterIssue(seconds) };
  });
}

function afterIssue(seconds: number): string {
  const length = `${Math.abs(seconds).toLocaleString('en')} s`;
  return seconds === 0 ? 'at its issue' : `${length} ${seconds > 0 ? 'after' : 'before'} its issue`;
}
