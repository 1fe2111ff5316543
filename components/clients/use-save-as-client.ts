import { useCallback, useState } from 'react';
import { useLocation } from 'wouter';
import { notesOf } from '@/utils/clients/request-notes';
import { saveAsClient } from '@/utils/state/save-as-client';
import type { AuthorizationRequest } from '@/utils/tokens/read-authorization-request';
import type { RequestArrival } from './request-arrival';

/** Makes a client from a request and goes to it. The message says why it was not stored. */
export function useSaveAsClient() {
  const [, navigate] = useLocation();
  const [message, setMessage] = useState<string>();
  const save = useCallback(
    async (request: AuthorizationRequest, { replace = false } = {}) => {
      const saved = await saveAsClient(request);
      if (!saved.ok) {
        setMessage(`Not saved: ${saved.message}`);
        return;
      }
      const state: RequestArrival = { isNew: saved.isNew, notes: notesOf(request) };
      navigate(`/clients/${saved.clientId}`, { replace, state });
    },
    [navigate],
  );
  return { save, message };
}
