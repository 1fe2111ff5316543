import { saveInWorkbench, usePageRequest } from '@/utils/state/page-request-store';
import { Button } from '../common/Button';
import styles from './PageRequest.module.css';

/** Offers to keep the client of the authorization page over which the popup was opened. */
export function PageRequest() {
  const found = usePageRequest();
  if (found === undefined) return null;
  const { address, request } = found;
  return (
    <section className={styles.card} aria-label="Authorization request">
      <p className={styles.words}>
        <b>Authorization request</b>
        <span className={styles.quiet}>
          {new URL(request.endpoint).host} · <bdi>{request.clientId}</bdi>
        </span>
      </p>
      <Button size="small" onClick={() => void saveInWorkbench(address)}>
        Save as client
      </Button>
    </section>
  );
}
