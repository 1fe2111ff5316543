import { type SyntheticEvent, useRef, useState } from 'react';
import { pasteCallback } from '@/utils/state/runs-store';
import { Field } from '../clients/form/Field';
import { Button } from '../common/Button';
import styles from './PasteCallback.module.css';

/** Takes the callback by hand. What is not that of the run is refused in words, and the run goes on waiting. */
export function PasteCallback({ runId }: { readonly runId: string }) {
  const [text, setText] = useState('');
  const [error, setError] = useState<string>();
  const field = useRef<HTMLTextAreaElement>(null);
  const submit = async () => {
    if (text.trim() === '') return;
    const reply = await pasteCallback(runId, text);
    setError(reply.ok ? undefined : reply.message);
    // Whoever cannot see the message has it read with the field.
    if (!reply.ok) field.current?.focus();
  };
  return (
    <form
      className={styles.form}
      aria-label="Callback"
      onSubmit={(event: SyntheticEvent) => {
        event.preventDefault();
        void submit();
      }}
    >
      <Field
        label="Callback URL"
        error={error}
        hint="The address that the server sends you to after the sign-in, as it stands in the address bar or in the error of the app: with its code or error, and its state."
        control={(attributes) => (
          <textarea
            {...attributes}
            ref={field}
            rows={3}
            // Browsers keep what is typed into other fields, and write it to the disk.
            autoComplete="off"
            spellCheck={false}
            // An address has one line.
            onKeyDown={(event) => {
              if (event.key !== 'Enter') return;
              event.preventDefault();
              event.currentTarget.form?.requestSubmit();
            }}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        )}
      />
      <div>
        <Button type="submit" kind="primary" icon="check" disabled={text.trim() === ''}>
          Use callback URL
        </Button>
      </div>
    </form>
  );
}
