import type { RecognisedRequest } from '@/utils/tokens/recognised';
import { withoutCredentials } from '@/utils/tokens/secret-entries';
import { Card } from '../common/Card';
import { Fold } from '../common/Fold';
import { RawText } from '../common/RawText';
import { EntriesTable } from './EntriesTable';
import styles from './parts.module.css';

/** A request as a command describes it. It was not sent. */
export function RequestCard({ request }: { readonly request: RecognisedRequest }) {
  const { method, url, headers, form, body } = request;
  return (
    <Card title="HTTP request">
      <p className={styles.line}>
        {/* What stands behind it is listed among the parameters. */}
        <code>
          <b>{method}</b> {withoutCredentials(url).replace(/[?#].*$/s, '')}
        </code>
      </p>
      {headers.length === 0 ? null : (
        <Fold title={`Request headers (${headers.length})`} isOpen>
          <EntriesTable name="Request headers" entries={headers} />
        </Fold>
      )}
      {form === undefined ? null : (
        <Fold title="Request body" isOpen>
          <EntriesTable name="Request body" entries={form} />
        </Fold>
      )}
      {body === undefined || body === '' ? null : (
        <Fold title="Request body" isOpen={false}>
          <div className={styles.line}>
            <RawText label="Request body" text={body} />
          </div>
        </Fold>
      )}
    </Card>
  );
}
