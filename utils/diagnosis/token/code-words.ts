/** Words about PKCE. */
export const MENTIONS_PKCE = /code[ _-]?(?:verifier|challenge)|\bpkce\b|proof key/i;
/** That the code verifier did not arrive. */
export const VERIFIER_MISSED =
  /(?:missing|required|requires|absent|no)\b[^.\n]{0,30}code[ _-]?verifier|code[ _-]?verifier["'`”]?[^.\n]{0,30}(?:missing|required|absent|empty|not (?:provided|present|sent|given|found))/i;
/** That a code was used before. */
export const USED =
  /already|re-?used|\bused,|used (?:or\b|before|twice|once|more than)|been (?:used|redeemed|consumed|exchanged)|redeemed|replay|second time|only once|single.use|consumed/i;
/** That something is over its time. */
export const EXPIRED = /expired|too old|no longer valid|timed out|lifetime/i;

/** What may be wrong with a code. */
const FAULTS_OF_CODES: readonly RegExp[] = [
  EXPIRED,
  USED,
  /\b(?:invalid|incorrect|unknown|wrong|malformed|not (?:found|valid|recogni[sz]ed))\b/i,
  /\brevoked\b/i,
  /\bredirect(?:ion)?[ _]ur[il]\b/i,
];

/** Whether the server names several things that may be wrong, and leaves open which: “invalid, expired or used”. */
export function namesSeveral(said: string): boolean {
  const faults = FAULTS_OF_CODES.filter((fault) => fault.test(said));
  return faults.length > 1 && (/\bor\b/i.test(said) || faults.includes(USED));
}
