import { useState } from 'react';
import { findAll } from '@/utils/findings/find-all';
import { isOver, type Run, type RunStep } from '@/utils/oauth/run';
import { type RunResult, resultOf } from '@/utils/oauth/run-result';
import { durationInWords, stepsOf } from '@/utils/oauth/run-steps';
import { furtherMembers } from '@/utils/oauth/token-response';
import { useIsStored } from '@/utils/state/clients-store';
import { restartRun, useRun } from '@/utils/state/runs-store';
import { Button } from '../common/Button';
import { Card } from '../common/Card';
import { ClientHeading } from '../common/ClientHeading';
import { EmptyState } from '../common/EmptyState';
import { NameValueTable } from '../common/NameValueTable';
import { Notice } from '../common/Notice';
import { useNow } from '../common/use-now';
import { ExchangeView } from './ExchangeView';
import { FailureNotice } from './FailureNotice';
import { FindingsCard } from './FindingsCard';
import { RefusalNotice } from './RefusalNotice';
import { RunFacts } from './RunFacts';
import { RunStatus } from './RunStatus';
import { RunTokens } from './RunTokens';
import { ScopesTable } from './ScopesTable';
import { StepDetails } from './StepDetails';
import { StepList } from './StepList';
import { useRunActions } from './use-run-actions';
import styles from './RunPage.module.css';

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
  return <LoadedRun key={run.id} run={run} />;
}

function LoadedRun({ run }: { readonly run: Run }) {
  const [chosenStep, setChosenStep] = useState<RunStep | 'none'>();
  const { run: runAgain, refresh, cancel, allow } = useRunActions();
  const isStored = useIsStored(run.client.id);
  const result = resultOf(run);
  const findings = findAll(run, result);
  const { state, client } = run;
  // A failed run shows at once what went over the wire where it failed.
  const step = chosenStep ?? (state.status === 'failed' ? state.step : 'none');
  return (
    <div className={styles.page}>
      <header className={styles.header}>
        <ClientHeading client={client} />
        {isStored ? (
          <a className={styles.client} href={`#/clients/${client.id}`}>
            Open client
          </a>
        ) : (
          <span className={styles.quiet}>The client was deleted.</span>
        )}
        {isOver(state) && result.refreshToken !== undefined ? (
          <Button icon="refresh" onClick={() => refresh(run)} disabled={!isStored}>
            Refresh
          </Button>
        ) : null}
        {isOver(state) ? (
          <Button
            kind="primary"
            icon="play"
            onClick={() => runAgain(run.client)}
            disabled={!isStored}
          >
            Run again
          </Button>
        ) : (
          <Button icon="stop" onClick={() => cancel(run.id)}>
            Cancel run
          </Button>
        )}
      </header>
      {run.refreshes === undefined ? null : (
        <p className={styles.quiet}>
          Refreshes the tokens of <a href={`#/runs/${run.refreshes.runId}`}>an earlier run</a>.
        </p>
      )}
      <div className={styles.bar}>
        <RunStatus state={state} />
        <RunFacts run={run} result={result} />
      </div>
      <RefusalNotice />
      {state.status === 'failed' ? (
        <FailureNotice
          run={run}
          failure={state.failure}
          onAllow={(origins) => allow(run, origins)}
          onUnlocked={() => void restartRun(run)}
        />
      ) : null}
      {state.status === 'authorizing' && run.windowOpenedAt === undefined ? (
        <WaitingNotice since={run.updatedAt} />
      ) : null}
      {state.status === 'interrupted' ? (
        <Notice tone="caution">
          The background worker was stopped before this run ended. What had arrived is kept below;
          an authorization code is good for one use, so start again.
        </Notice>
      ) : null}
      {state.status === 'cancelled' ? (
        <Notice tone="note">
          {state.by === 'window'
            ? 'The sign-in window was closed before an answer came. Nothing was sent to the token endpoint.'
            : 'You cancelled this run. Nothing more was sent.'}
        </Notice>
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
        </div>
        <div className={styles.results}>
          {step === 'none' ? null : (
            <StepDetails run={run} step={step} onClose={() => setChosenStep('none')} />
          )}
          {findings.length === 0 ? null : <FindingsCard findings={findings} />}
          {result.response === undefined ? null : (
            <Card title="Scopes">
              <ScopesTable scopes={result.scopes} provider={client.provider} />
            </Card>
          )}
          <RunTokens run={run} result={result} />
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

const PATIENCE_MS = 8000;

/** No window is there to be looked for until the server has sent its page. */
function WaitingNotice({ since }: { readonly since: number }) {
  const now = useNow();
  return now - since < PATIENCE_MS ? null : (
    <Notice tone="note" role="status">
      No window has opened yet: the authorization server has not sent its page. Wait, or cancel the
      run.
    </Notice>
  );
}
