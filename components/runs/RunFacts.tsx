import { exchangesBeforeEnd, isOver, type Run } from '@/utils/oauth/run';
import type { RunResult } from '@/utils/oauth/run-result';
import { durationInWords } from '@/utils/oauth/run-steps';
import { Countdown } from '../tokens/Countdown';
import styles from './RunFacts.module.css';

/** What one wants to know first of a run that brought something. */
export function RunFacts({ run, result }: { readonly run: Run; readonly result: RunResult }) {
  const { response, scopes, idToken } = result;
  const hasAccess = response?.accessToken !== undefined;
  const requested = scopes.filter((scope) => scope.requested);
  const granted = requested.filter((scope) => scope.granted === true);
  const count = exchangesBeforeEnd(run).length;
  return (
    <ul className={styles.facts}>
      {!hasAccess || requested.length === 0 ? null : (
        <li>
          {granted.length} of {requested.length} scopes granted
        </li>
      )}
      {idToken === undefined || run.idTokenVerdict === undefined ? null : (
        <li>ID token {WORDS[run.idTokenVerdict.outcome]}</li>
      )}
      {!hasAccess || response.expiresAt === undefined ? null : (
        <li>
          access token <Countdown expiresAt={response.expiresAt} />
        </li>
      )}
      {isOver(run.state) ? (
        <li className={styles.quiet}>
          {durationInWords(run.updatedAt - run.startedAt)},{' '}
          {count === 1 ? '1 request' : `${count} requests`}
        </li>
      ) : null}
    </ul>
  );
}

const WORDS = { genuine: 'genuine', refused: 'refused', unverified: 'not verified' } as const;
