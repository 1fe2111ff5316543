import { useState } from 'react';
import { diagnose } from '@/utils/diagnosis/diagnose';
import { symptomsOfRun } from '@/utils/diagnosis/gather-symptoms';
import { findAll } from '@/utils/findings/find-all';
import { evidenceOfRun } from '@/utils/findings/gather-evidence';
import { isOver, type Run, type RunStep } from '@/utils/oauth/run';
import { type RunResult, resultOf } from '@/utils/oauth/run-result';
import { durationInWords, stepsOf } from '@/utils/oauth/run-steps';
import { furtherMembers } from '@/utils/oauth/token-response';
import { useRun } from '@/utils/state/runs-store';
import { Card } from '../common/Card';
import { EmptyState } from '../common/EmptyState';
import { NameValueTable } from '../common/NameValueTable';
import { CompareWith } from '../comparison/CompareWith';
import { CopiedRun } from '../share/copied-run';
import { ExportHar } from '../share/ExportHar';
import { ShareReport } from '../share/ShareReport';
import { DiagnosisCard } from '../diagnosis/DiagnosisCard';
import { FindingsCard } from '../findings/FindingsCard';
import { CallApiCard } from './CallApiCard';
import { ComparisonCard } from './ComparisonCard';
import { ExchangeView } from './ExchangeView';
import { RunFacts } from './RunFacts';
import { RunHeader } from './RunHeader';
import { RunNotices } from './RunNotices';
import { RunOtherwise } from './RunOtherwise';
import { RunStatus } from './RunStatus';
import { RunTokens } from './RunTokens';
import { ScopesTable } from './ScopesTable';
import { StepDetails } from './StepDetails';
import { StepList } from './StepList';
import styles from './RunPage.module.css';
import { UseActions } from './UseActions';
import { UsesCard } from './UsesCard';
import { WaitingCard } from './WaitingCard';

/** One run, live: its steps, what went over the wire, and what came back. */
export function RunPage({ runId }: { readonly runId: string }) {
  const run = useRun(runId);
  if (run === 'loading') return null;
  if (run === 'missing') {
    return (
      <EmptyState title="This run is not here">
        Runs are kept in memory until the browser closes. <a href="#/runs">See all runs</a>
      </EmptyState>
    );
  }
  return (
    <CopiedRun value={run}>
      <LoadedRun key={run.id} run={run} />
    </CopiedRun>
  );
}

function LoadedRun({ run }: { readonly run: Run }) {
  const [chosenStep, setChosenStep] = useState<RunStep | 'none'>();
  const result = resultOf(run);
  const findings = findAll(evidenceOfRun(run, result, run.updatedAt));
  const symptoms = symptomsOfRun(run, result, run.updatedAt);
  const diagnoses = symptoms === undefined ? [] : diagnose(symptoms);
  const { state, client } = run;
  // A failed run shows at once what went over the wire where it failed.
  const step = chosenStep ?? (state.status === 'failed' ? state.step : 'none');
  return (
    <div className={styles.page}>
      <RunHeader run={run} hasRefreshToken={result.refreshToken !== undefined} />
      {isOver(state) ? <UseActions run={run} result={result} /> : null}
      {run.refreshes === undefined ? null : (
        <p className={styles.quiet}>
          Refreshes the tokens of <a href={`#/runs/${run.refreshes.runId}`}>an earlier run</a>.
        </p>
      )}
      <div className={styles.bar}>
        <RunStatus state={state} />
        <RunFacts run={run} result={result} />
        <div className={styles.ways}>
          <CompareWith run={run} />
          <ShareReport source={{ kind: 'run', run, result }} />
          <ExportHar run={run} result={result} />
        </div>
      </div>
      <RunNotices run={run} />
      {diagnoses.length === 0 ? null : <DiagnosisCard diagnoses={diagnoses} />}
      {state.status === 'authorizing' && run.redirect.mode !== 'extension' ? (
        <WaitingCard run={run} />
      ) : null}
      <div className={styles.grid}>
        <div className={styles.aside}>
          <Card
            title="Steps"
            aside={
              <span className={styles.quiet}>{durationInWords(run.updatedAt - run.startedAt)}</span>
            }
          >
            <StepList
              steps={stepsOf(run)}
              selected={step === 'none' ? undefined : step}
              onSelect={(selected) => setChosenStep(selected === step ? 'none' : selected)}
            />
          </Card>
          <RunOtherwise run={run} />
        </div>
        <div className={styles.results}>
          {step === 'none' ? null : (
            <StepDetails run={run} step={step} onClose={() => setChosenStep('none')} />
          )}
          <UsesCard run={run} />
          {run.refreshes === undefined ? null : <ComparisonCard run={run} />}
          {findings.length === 0 ? null : <FindingsCard findings={findings} />}
          {result.response === undefined ? null : (
            <Card title="Scopes">
              <ScopesTable scopes={result.scopes} provider={client.provider} />
            </Card>
          )}
          <RunTokens run={run} result={result} />
          {isOver(state) ? <CallApiCard run={run} result={result} /> : null}
          <FurtherMembers response={result.response} />
          {run.exchanges.length === 0 ? null : (
            <Card title="Requests">
              {run.exchanges.map((exchange) => (
                <ExchangeView
                  key={`${exchange.startedAt} ${exchange.request.url}`}
                  exchange={exchange}
                  isFolded
                />
              ))}
            </Card>
          )}
        </div>
      </div>
    </div>
  );
}

/** What the token endpoint sent besides what specifications know. */
function FurtherMembers({ response }: { readonly response: RunResult['response'] }) {
  const members = response === undefined ? [] : furtherMembers(response);
  return members.length === 0 ? null : (
    <Card title="Further members of the answer">
      <NameValueTable name="Further members" entries={members} />
    </Card>
  );
}
