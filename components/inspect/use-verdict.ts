import { useCallback, useState } from 'react';
import { type Verdict, VERDICT_WORDS } from '../tokens/verdict-words';

/** The verdict on the token with this text, which its panel finds; it goes with the token. */
export function useVerdict(raw: string | undefined) {
  const [judged, setJudged] = useState<{ readonly raw: string; readonly verdict: Verdict }>();
  const verdict = judged !== undefined && judged.raw === raw ? judged.verdict : undefined;
  const onVerdict = useCallback(
    (outcome: Verdict | undefined) =>
      setJudged(outcome === undefined || raw === undefined ? undefined : { raw, verdict: outcome }),
    [raw],
  );
  const words = verdict === undefined ? undefined : VERDICT_WORDS[verdict];
  return { verdict, words, onVerdict };
}
