import type { Client } from '@/utils/clients/client';
import { missingInWords, noteInWords } from '@/utils/clients/request-notes';
import { Notice } from '../common/Notice';
import type { RequestArrival } from './request-arrival';

type RequestNoticeProps = { readonly client: Client; readonly arrival: RequestArrival };

/** What came of “Save as client”, and what the client still needs. */
export function RequestNotice({ client, arrival: { isNew, notes } }: RequestNoticeProps) {
  if (!isNew) {
    return (
      <Notice tone="note" role="status">
        A client with this client ID at this authorization endpoint was stored already: this one.
        Nothing in it was changed.
      </Notice>
    );
  }
  return (
    <Notice tone="note" role="status">
      <p>{['Made from an authorization request.', ...missingInWords(client)].join(' ')}</p>
      {notes.map((note) => (
        <p key={note}>{noteInWords(note)}</p>
      ))}
    </Notice>
  );
}
