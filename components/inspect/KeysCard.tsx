import type { JsonObject } from '@/utils/tokens/json';
import { secrecyOf } from '@/utils/tokens/key-facts';
import { Card } from '../common/Card';
import { Notice } from '../common/Notice';
import { useGrowingList } from '../common/use-growing-list';
import { KeyFacts } from './KeyFacts';
import styles from './parts.module.css';

const STEP = 10;

/** The keys of a JWK or JWKS, without their numbers; a warning where one is not public. */
export function KeysCard({ keys }: { readonly keys: readonly JsonObject[] }) {
  const { shown, endRef } = useGrowingList(keys, STEP);
  return (
    <Card title={keys.length === 1 ? 'Key' : `Keys (${keys.length})`}>
      {keys.some((key) => secrecyOf(key) !== 'public') ? (
        <div className={styles.notice}>
          <Notice tone="caution">
            This text holds a key that is not public. Who has it can sign or decrypt in the name of
            its owner: if it was sent to you or stood in a place that others can read, it should be
            replaced.
          </Notice>
        </div>
      ) : null}
      <ul className={styles.list}>
        {shown.map((key, index) => (
          // Keys may repeat, and their list never changes its order.
          // oxlint-disable-next-line react/no-array-index-key
          <li key={index} className={styles.part}>
            <KeyFacts jwk={key} name={keys.length === 1 ? 'Key' : `Key ${index + 1}`} />
          </li>
        ))}
      </ul>
      <div ref={endRef} />
    </Card>
  );
}
