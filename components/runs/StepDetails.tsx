import type { RedirectMode } from '@/utils/clients/client';
import { lessonOfStep } from '@/utils/learn/lesson-of-step';
import { responseParameters } from '@/utils/oauth/response-parameters';
import { type Run, type RunStep, stepName } from '@/utils/oauth/run';
import { exchangesOf, isReached } from '@/utils/oauth/run-steps';
import { Button } from '../common/Button';
import { Card } from '../common/Card';
import { CopyButton } from '../common/CopyButton';
import { NameValueTable } from '../common/NameValueTable';
import { LessonFold } from '../learn/LessonFold';
import { ExchangeView } from './ExchangeView';
import { HiddenPage } from './HiddenPage';
import styles from './StepDetails.module.css';

type StepDetailsProps = {
  readonly run: Run;
  readonly step: RunStep;
  readonly onClose: () => void;
};

/** What went over the wire at one step. */
export function StepDetails({ run, step, onClose }: StepDetailsProps) {
  return (
    <Card
      title={stepName(step)}
      aside={
        <Button size="small" kind="quiet" onClick={onClose}>
          Close
        </Button>
      }
    >
      <LessonFold lesson={lessonOfStep(run, step)} isOpen={!isReached(run, step)} />
      <StepBody run={run} step={step} />
    </Card>
  );
}

const SIGN_IN = {
  extension:
    'The user signs in and consents at the authorization server, in a window of the browser that this extension cannot look into.',
  capture:
    'The user signs in and consents at the authorization server, in a tab that this extension does not look into. Only the callback is taken.',
  manual: 'The user signs in and consents wherever they like, and pastes the callback.',
} as const satisfies Record<RedirectMode, string>;

function StepBody({ run, step }: Pick<StepDetailsProps, 'run' | 'step'>) {
  const exchanges = exchangesOf(run, step);
  switch (step) {
    case 'authorization-request':
      return run.authorization === undefined ? (
        <Nothing />
      ) : (
        <UrlView name="authorization URL" url={run.authorization.url} />
      );
    case 'authorization-response':
      return run.authorizationResponseUrl === undefined ? (
        <Nothing />
      ) : (
        <>
          {run.callbackNotes?.isForm === undefined ? null : (
            <p className={styles.words}>
              It came as a form, in the body of a POST; its parameters are shown as a query.
            </p>
          )}
          <UrlView name="callback URL" url={run.authorizationResponseUrl} />
        </>
      );
    case 'sign-in':
      return (
        <>
          <p className={styles.words}>{SIGN_IN[run.redirect.mode]}</p>
          {exchanges.length === 0 ? null : (
            <>
              <p className={styles.words}>
                The browser hid what the server showed there. It was asked once more, without
                cookies:
              </p>
              {exchanges.map((exchange) => (
                <HiddenPage key={exchange.startedAt} exchange={exchange} />
              ))}
              <Exchanges exchanges={exchanges} />
            </>
          )}
        </>
      );
    case 'discovery':
    case 'token-request':
    case 'verification':
      return exchanges.length === 0 ? <Nothing /> : <Exchanges exchanges={exchanges} />;
  }
}

function Exchanges({ exchanges }: { readonly exchanges: ReturnType<typeof exchangesOf> }) {
  return exchanges.map((exchange) => (
    <ExchangeView key={`${exchange.startedAt} ${exchange.request.url}`} exchange={exchange} />
  ));
}

function UrlView({ name, url }: { readonly name: string; readonly url: string }) {
  const endpoint = url.split(/[?#]/)[0] ?? url;
  return (
    <>
      <div className={styles.url}>
        <code>{endpoint}</code>
        <CopyButton name={`Copy ${name}`} text={url} />
      </div>
      <NameValueTable name="Parameters" entries={[...responseParameters(url)]} />
    </>
  );
}

function Nothing() {
  return <p className={styles.words}>No request was sent at this step.</p>;
}
