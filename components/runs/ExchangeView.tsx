import { toCurl } from '@/utils/oauth/curl';
import type { Exchange } from '@/utils/oauth/exchange';
import { durationInWords } from '@/utils/oauth/run-steps';
import { CopyButton } from '../common/CopyButton';
import { NameValueTable } from '../common/NameValueTable';
import { Pill } from '../common/Pill';
import { RawText } from '../common/RawText';
import styles from './ExchangeView.module.css';

type ExchangeViewProps = {
  readonly exchange: Exchange;
  /** Whether only the line is shown at first. */
  readonly isFolded?: boolean;
};

/** One HTTP exchange, whole and raw. */
export function ExchangeView({ exchange, isFolded = false }: ExchangeViewProps) {
  const { request, outcome, durationMs } = exchange;
  return (
    <article className={styles.exchange}>
      <header className={styles.header}>
        <code className={styles.line}>
          <b>{request.method}</b> {request.url}
        </code>
        <OutcomePill outcome={outcome} />
        <span className={styles.quiet}>{durationInWords(durationMs)}</span>
        <CopyButton name="Copy as cURL" text={() => toCurl(request)} />
      </header>
      {request.form === undefined ? null : (
        <Part title="Request body" isFolded={isFolded}>
          <NameValueTable name="Request body" entries={request.form} />
        </Part>
      )}
      <Part title={`Request headers (${request.headers.length})`} isFolded>
        <NameValueTable name="Request headers" entries={request.headers} />
      </Part>
      {outcome.kind === 'response' ? (
        <>
          <Part title={`Response headers (${outcome.headers.length})`} isFolded>
            <NameValueTable name="Response headers" entries={outcome.headers} />
          </Part>
          <Part title="Response body" isFolded={isFolded}>
            <div className={styles.body}>
              {outcome.body === '' ? (
                <p className={styles.quiet}>The body is empty.</p>
              ) : (
                <RawText label="Response body" text={indented(outcome.body)} />
              )}
              {outcome.isTruncated ? (
                <p className={styles.quiet}>
                  The body was longer; its first 500,000 bytes were kept.
                </p>
              ) : null}
            </div>
          </Part>
        </>
      ) : (
        <p className={styles.message}>
          {outcome.kind === 'error'
            ? `No answer: the server ${outcome.message}.`
            : 'The server answered with a redirect. The browser does not say where to.'}
        </p>
      )}
    </article>
  );
}

type PartProps = {
  readonly title: string;
  readonly isFolded?: boolean;
  readonly children: React.ReactNode;
};

function Part({ title, isFolded = false, children }: PartProps) {
  return (
    <details className={styles.part} open={!isFolded}>
      <summary>{title}</summary>
      {children}
    </details>
  );
}

function OutcomePill({ outcome }: { readonly outcome: Exchange['outcome'] }) {
  if (outcome.kind === 'error') return <Pill tone="bad">No answer</Pill>;
  if (outcome.kind === 'redirect') return <Pill tone="caution">Redirect</Pill>;
  return <Pill tone={outcome.status < 400 ? 'good' : 'bad'}>{String(outcome.status)}</Pill>;
}

/** JSON with line breaks, for reading; anything else as it came. */
function indented(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}
