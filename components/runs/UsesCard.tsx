import { useMemo } from 'react';
import { asItFailed } from '@/utils/diagnosis/as-it-failed';
import { diagnose } from '@/utils/diagnosis/diagnose';
import { symptomsOfUse } from '@/utils/diagnosis/gather-symptoms';
import { USE_LESSONS } from '@/utils/learn/use-lessons';
import type { Run, RunStep } from '@/utils/oauth/run';
import { resultOf } from '@/utils/oauth/run-result';
import type { TokenUse } from '@/utils/oauth/token-use';
import { exchangeOfUse } from '@/utils/oauth/used-tokens';
import { nameOfUse, summaryOfUse } from '@/utils/oauth/use-words';
import { decodeToken } from '@/utils/tokens/decode-token';
import { messageOfExchange } from '@/utils/trace/exchange-message';
import { Card } from '../common/Card';
import { Fold } from '../common/Fold';
import { Pill } from '../common/Pill';
import { DiagnosisLines } from '../diagnosis/DiagnosisLines';
import { LessonFold } from '../learn/LessonFold';
import { ChecksList } from '../tokens/ChecksList';
import { ClaimsTable } from '../tokens/ClaimsTable';
import { TokenText } from '../tokens/TokenText';
import { MessageView } from '../trace/MessageView';
import styles from './UsesCard.module.css';

type UsesCardProps = {
  readonly run: Run;
  /** Shows a step of the run, where something can still be done about it; without it nothing is offered. */
  readonly onStep?: ((step: RunStep) => void) | undefined;
};

/** What was done with the tokens of a run after its end, the newest first. */
export function UsesCard({ run, onStep }: UsesCardProps) {
  return run.uses.length === 0 ? null : (
    <Card title="Uses of the tokens">
      <ul aria-label="Uses of the tokens">
        {run.uses.toReversed().map((use, index) => (
          <UseItem key={use.at} run={run} use={use} isNewest={index === 0} onStep={onStep} />
        ))}
      </ul>
    </Card>
  );
}

type UseItemProps = UsesCardProps & { readonly use: TokenUse; readonly isNewest: boolean };

function UseItem({ run, use, isNewest, onStep }: UseItemProps) {
  const { outcome } = use;
  const exchange = exchangeOfUse(run, use);
  const { tone, word, sentence, remedy } = summaryOfUse(use, exchange);
  const diagnoses = useDiagnoses(run, use);
  const claims = outcome.ok ? outcome.claims : undefined;
  const jwt = outcome.ok ? outcome.jwt : undefined;
  const checks = outcome.ok ? outcome.checks : [];
  // Where nothing else shows what the server said, its answer stands open.
  const isAnswerWanted =
    use.kind === 'resource' || !outcome.ok || (tone !== 'good' && claims === undefined);
  return (
    <li className={styles.use}>
      <header className={styles.header}>
        <b>{nameOfUse(use)}</b>
        <Pill tone={tone}>{word}</Pill>
        <time className={styles.quiet} dateTime={new Date(use.at).toISOString()}>
          {new Date(use.at).toLocaleTimeString('en-GB')}
        </time>
      </header>
      <p className={styles.words}>
        {diagnoses.length > 0 || remedy === undefined ? sentence : `${sentence} ${remedy}`}
      </p>
      <DiagnosisLines
        diagnoses={diagnoses}
        ofRun={onStep === undefined ? undefined : { run, onStep }}
      />
      <LessonFold lesson={USE_LESSONS[use.kind]} />
      {checks.length === 0 ? null : (
        <ChecksList
          checks={checks}
          isFolded={checks.every((check) => check.outcome === 'passed')}
        />
      )}
      {claims === undefined ? null : (
        <Fold title={`Claims (${Object.keys(claims).length})`} isOpen={isNewest}>
          <ClaimsTable name="Claims" members={claims} />
        </Fold>
      )}
      {jwt === undefined ? null : (
        <Fold title="The signed answer" isOpen={false}>
          <TokenText token={decodeToken(jwt)} isWhole />
        </Fold>
      )}
      {exchange === undefined ? null : (
        <Fold title="The request and its answer" isOpen={isNewest && isAnswerWanted}>
          {() => (
            <MessageView
              message={messageOfExchange(exchange, { index: run.exchanges.indexOf(exchange) })}
              isFolded={!isAnswerWanted}
            />
          )}
        </Fold>
      )}
    </li>
  );
}

/** Why the use came out as it did, where more is known than what the failure itself says. */
function useDiagnoses(run: Run, use: TokenUse) {
  return useMemo(
    () =>
      diagnose(symptomsOfUse(run, resultOf(run), use, use.at)).filter(
        ({ rule }) => rule !== asItFailed.id,
      ),
    [run, use],
  );
}
