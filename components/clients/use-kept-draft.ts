import { useEffect, useRef } from 'react';
import { type ClientDraft, dropDraft, keepDraft } from '@/utils/state/drafts';

/** Keeps the form on every change, and forgets it when it says what is stored. */
export function useKeptDraft(draft: ClientDraft, isNew: boolean, isChanged: boolean): void {
  const formId = isNew ? undefined : draft.id;
  const text = JSON.stringify(draft);
  const isFirst = useRef(true);
  useEffect(() => {
    if (isFirst.current) isFirst.current = false;
    else void (isChanged ? keepDraft(formId, JSON.parse(text) as ClientDraft) : dropDraft(formId));
  }, [formId, text, isChanged]);
}
