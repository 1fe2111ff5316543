import { useEffect, useState } from 'react';
import { takePageRequest } from '@/utils/state/save-as-client';
import { EmptyState } from '../common/EmptyState';
import { Notice } from '../common/Notice';
import { useSaveAsClient } from './use-save-as-client';

/** Makes a client from the request that the popup handed over, and gives way to its page. */
export function FromRequestPage() {
  const { save, message } = useSaveAsClient();
  const [isMissing, setMissing] = useState(false);
  useEffect(() => {
    void takePageRequest().then((request) =>
      request === undefined ? setMissing(true) : save(request, { replace: true }),
    );
  }, [save]);
  if (message !== undefined) {
    return (
      <Notice tone="bad" role="alert">
        {message}
      </Notice>
    );
  }
  return isMissing ? (
    <EmptyState title="There is no authorization request to save">
      <span>
        Open the popup over an authorization page and press Save as client, or paste its address
        into <a href="#/inspect">Inspect</a>.
      </span>
    </EmptyState>
  ) : null;
}
