import type { Exchange } from '@/utils/oauth/exchange';
import { remarksOf } from '@/utils/oauth/response-words';
import { durationInWords } from '@/utils/oauth/run-steps';
import { Fold } from '../common/Fold';
import { NameValueTable } from '../common/NameValueTable';
import { Pill } from '../common/Pill';
import { RawText } from '../common/RawText';
import { CopyRequest } from '../share/CopyRequest';
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
        <CopyRequest request={request} />
      </header>
      {request.form === undefined ? null : (
        <Fold title="Request body" isOpen={!isFolded}>
          <NameValueTable name="Request body" entries={request.form} />
        </Fold>
      )}
      {request.body === undefined ? null : (
        <Fold title="Request body" isOpen={!isFolded}>
          <div className={styles.body}>
            <RawText label="Request body" text={indented(request.body)} />
          </div>
        </Fold>
      )}
      <Fold title={`Request headers (${request.headers.length})`} isOpen={false}>
        <NameValueTable name="Request headers" entries={request.headers} />
      </Fold>
      {outcome.kind === 'response' ? (
        <>
          <Fold title={`Response headers (${outcome.headers.length})`} isOpen={false}>
            <NameValueTable name="Response headers" entries={outcome.headers} />
          </Fold>
          <Fold title="Response body" isOpen={!isFolded}>
            <div className={styles.body}>
              {outcome.body === '' ? (
                <p className={styles.quiet}>The body is empty.</p>
              ) : (
                <RawText label="Response body" text={indented(outcome.body)} />
              )}
              {remarksOf(outcome).map((remark) => (
                <p key={remark} className={styles.quiet}>
                  {remark}
                </p>
              ))}
            </div>
          </Fold>
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
