import type { TokenVerification } from '@/utils/tokens/verify/verification';

export type Verdict = TokenVerification['outcome'];

/** What stands below the summary of a token; without words, that it was not verified. */
export const VERDICT_WORDS: Readonly<Record<Verdict, string | undefined>> = {
  genuine: 'Verified: its signature fits, and no check failed.',
  refused: 'Refused: a check failed. Do not trust what it says.',
  unverified: undefined,
};
