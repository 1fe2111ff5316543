import { useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { KeptRunSummary } from '@/utils/history/kept-run';
import type { ShownRun } from '@/utils/diagnosis/shown-run';
import { isOver, type RunStep } from '@/utils/oauth/run';
import type { RunResult } from '@/utils/oauth/run-result';
import { durationInWords, stepsOf } from '@/utils/oauth/run-steps';
import { furtherMembers } from '@/utils/oauth/token-response';
import { isOpenRun, useShownRun } from '@/utils/state/shown-run-store';
import { Card } from '../common/Card';
import { NameValueTable } from '../common/NameValueTable';
import { CompareWith } from '../comparison/CompareWith';
import { CopiedRun } from '../share/copied-run';
import { ShareReport } from '../share/ShareReport';
import { DiagnosisCard } from '../diagnosis/DiagnosisCard';
import { FindingsCard } from '../findings/FindingsCard';
import { ClosedRunNotice } from '../history/ClosedRunNotice';
import { KeepRun } from '../history/KeepRun';
import { KeptNotices } from '../history/KeptNotices';
import { TraceCard } from '../trace/TraceCard';
import { CallApiCard } from './CallApiCard';
import { ComparisonCard } from './ComparisonCard';
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

/** One run, live or kept: its steps, what went over the wire, and what came back. */
export function RunPage({ runId }: { readonly runId: string }) {
  const found = useShownRun(runId);
  if (found === 'loading') return null;
  if (!isOpenRun(found)) return <ClosedRunNotice runId={runId} found={found} />;
  const { shown, summary } = found;
  return (
    <CopiedRun value={shown.run}>
      <LoadedRun key={runId} shown={shown} {...(summary === undefined ? {} : { kept: summary })} />
    </CopiedRun>
  );
}

/** How much of the details of a step has to be in sight, in CSS pixels. */
const LEAST_SEEN = 160;

type LoadedRunProps = {
  readonly shown: ShownRun;
  /** Where it comes from an earlier session of the browser. */
  readonly kept?: KeptRunSummary;
};

function LoadedRun({ shown: { run, result, findings, diagnoses }, kept }: LoadedRunProps) {
  const [chosenStep, setChosenStep] = useState<RunStep | 'none'>();
  const isLive = kept === undefined;
  const isRedacted = kept?.keptAs === 'redacted';
  const { state, client } = run;
  // A failed run shows at once what went over the wire where it failed.
  const step = chosenStep ?? (state.status === 'failed' ? state.step : 'none');
  const detailsRef = useRef<HTMLDivElement>(null);
  const showStep = (wanted: RunStep) => {
    flushSync(() => setChosenStep(wanted));
    detailsRef.current?.focus();
    detailsRef.current?.scrollIntoView({ block: 'nearest' });
  };
  const toggleStep = (wanted: RunStep) => {
    flushSync(() => setChosenStep(wanted === step ? 'none' : wanted));
    const details = detailsRef.current;
    // Where they are in sight already, nothing jumps.
    const top = details?.getBoundingClientRect().top ?? 0;
    if (top < 0 || top > window.innerHeight - LEAST_SEEN) details?.scrollIntoView();
  };
  return (
    <div className={styles.page}>
      <RunHeader run={run} hasRefreshToken={isLive && result.refreshToken !== undefined} />
      {isLive && isOver(state) ? <UseActions run={run} result={result} /> : null}
      {run.refreshes === undefined ? null : (
        <p className={styles.quiet}>
          Refreshes the tokens of <a href={`#/runs/${run.refreshes.runId}`}>an earlier run</a>.
        </p>
      )}
      <div className={styles.bar}>
        <RunStatus state={state} />
        <RunFacts run={run} result={result} />
        <div className={styles.ways}>
          <KeepRun run={run} />
          <CompareWith run={run} />
          {isRedacted ? null : <ShareReport source={{ kind: 'run', run, result }} />}
        </div>
      </div>
      {isLive ? <RunNotices run={run} /> : <KeptNotices kept={kept} />}
      {diagnoses.length === 0 ? null : (
        <DiagnosisCard
          diagnoses={diagnoses}
          {...(isLive ? { ofRun: { run, onStep: showStep } } : {})}
        />
      )}
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
              onSelect={toggleStep}
            />
          </Card>
          <RunOtherwise run={run} />
        </div>
        <div className={styles.results}>
          {step === 'none' ? null : (
            <div ref={detailsRef} tabIndex={-1}>
              <StepDetails run={run} step={step} onClose={() => setChosenStep('none')} />
            </div>
          )}
          <UsesCard run={run} onStep={isLive ? showStep : undefined} />
          {run.refreshes === undefined || isRedacted ? null : <ComparisonCard run={run} />}
          {findings.length === 0 ? null : <FindingsCard findings={findings} />}
          {result.response === undefined ? null : (
            <Card title="Scopes">
              <ScopesTable scopes={result.scopes} provider={client.provider} />
            </Card>
          )}
          <RunTokens run={run} result={result} isRedacted={isRedacted} />
          {isLive && isOver(state) ? <CallApiCard run={run} result={result} /> : null}
          <FurtherMembers response={result.response} />
          <TraceCard run={run} {...(isRedacted ? {} : { result })} />
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
