import { capitalised } from '../../tokens/capitalised';
import type { JsonObject } from '../../tokens/json';
import type { Evidence, TokenEvidence } from '../evidence';
import type { Seen } from '../finding';
import type { JudgedAs } from '../meant-as';

/** A token whose claims can be read. */
export type ReadableToken = TokenEvidence & {
  readonly claims: JsonObject;
  /** At the beginning of a title: `The ID token`. */
  readonly inTitle: string;
};

/** What a rule sees in each token that can be read. */
export function eachToken(
  evidence: Evidence,
  judge: (token: ReadableToken) => Seen | undefined,
): readonly Seen[] {
  return evidence.tokens.flatMap((token) => {
    const { claims } = token;
    const seen =
      claims === undefined
        ? undefined
        : judge({ ...token, claims, inTitle: capitalised(token.called) });
    return seen === undefined ? [] : [seen];
  });
}

/** The same, of tokens of one kind only. */
export function eachOf(
  profile: JudgedAs,
  evidence: Evidence,
  judge: (token: ReadableToken) => Seen | undefined,
): readonly Seen[] {
  return eachToken(evidence, (token) => (token.profile === profile ? judge(token) : undefined));
}

/** Whether the checks of a run have judged this token already. */
export function isJudged({ ofRun }: Evidence, { profile }: TokenEvidence): boolean {
  return profile === 'id-token' && ofRun?.run.idTokenVerdict !== undefined;
}
