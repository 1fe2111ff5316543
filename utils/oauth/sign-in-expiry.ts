import { type Failure, fail } from './failure';

/** How long a run waits for a callback, in minutes. Servers give up a sign-in that takes longer. */
const MAX_SIGN_IN_MINUTES = 30;

/** When a run that asked at this time stops waiting for its callback; both in milliseconds since the epoch. */
export function signInExpiry(requestedAt: number): number {
  return requestedAt + MAX_SIGN_IN_MINUTES * 60_000;
}

/** A run has waited too long. */
export function signInExpired(): Failure {
  return fail(
    'sign_in_expired',
    `no callback came within ${MAX_SIGN_IN_MINUTES} minutes`,
    'The run has stopped waiting, and nothing is captured any more. Run again.',
  ).failure;
}
