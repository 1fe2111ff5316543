import type { AuthorizationRequest } from '@/utils/tokens/read-authorization-request';
import { useSaveAsClient } from '../clients/use-save-as-client';
import { Breakable } from '../common/Breakable';
import { Button } from '../common/Button';
import { Notice } from '../common/Notice';
import styles from './SaveAsClient.module.css';

/** Says where an authorization request goes, and offers to make a client from it. */
export function SaveAsClient({ request }: { readonly request: AuthorizationRequest }) {
  const { save, message } = useSaveAsClient();
  return (
    <>
      <div className={styles.row}>
        <p className={styles.words}>
          To{' '}
          <code>
            <Breakable text={request.endpoint} />
          </code>
        </p>
        <Button kind="primary" icon="plus" onClick={() => void save(request)}>
          Save as client
        </Button>
      </div>
      {message === undefined ? null : (
        <Notice tone="bad" role="alert">
          {message}
        </Notice>
      )}
    </>
  );
}
