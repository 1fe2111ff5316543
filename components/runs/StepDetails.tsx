import type { RedirectMode } from '@/utils/clients/client';
import { lessonOfStep } from '@/utils/learn/lesson-of-step';
import { type Run, type RunStep, stepName } from '@/utils/oauth/run';
import { exchangesOf, isReached } from '@/utils/oauth/run-steps';
import { messagesOf } from '@/utils/trace/trace';
import { traceOf } from '@/utils/trace/trace-of';
import { Button } from '../common/Button';
import { Card } from '../common/Card';
import { LessonFold } from '../learn/LessonFold';
import { MessageView } from '../trace/MessageView';
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
      {step === 'sign-in' ? <SignInWords run={run} /> : null}
      <Messages run={run} step={step} />
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

function SignInWords({ run }: { readonly run: Run }) {
  const exchanges = exchangesOf(run, 'sign-in');
  return (
    <>
      <p className={styles.words}>{SIGN_IN[run.redirect.mode]}</p>
      {exchanges.length === 0 ? null : (
        <p className={styles.words}>
          The browser hid what the server showed there. It was asked once more, without cookies:
        </p>
      )}
      {exchanges.map((exchange) => (
        <HiddenPage key={exchange.startedAt} exchange={exchange} />
      ))}
    </>
  );
}

function Messages({ run, step }: Pick<StepDetailsProps, 'run' | 'step'>) {
  const messages = messagesOf(traceOf(run)).filter((message) => message.step === step);
  return messages.length === 0 && step !== 'sign-in' ? (
    <p className={styles.words}>No request was sent at this step.</p>
  ) : (
    messages.map((message) => <MessageView key={message.id} message={message} />)
  );
}
