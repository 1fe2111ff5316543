import { useState } from 'react';
import { inspectInWorkbench } from '@/utils/state/handed-over-text';
import { Button } from '../common/Button';
import { Notice } from '../common/Notice';
import { usePart } from '../common/use-part';
import { PartMissing } from './PartMissing';
import styles from './PasteToken.module.css';

const loadPastedText = () => import('./PastedText');

/** Decodes what is pasted, in place. Nothing is stored or sent. */
export function PasteToken() {
  const [text, setText] = useState('');
  const [isFocused, setFocused] = useState(false);
  const isEmpty = text.trim() === '';
  // Reached for already when somebody is about to paste.
  const part = usePart(loadPastedText, isFocused || !isEmpty);
  const action = <OpenInInspect text={text} />;
  return (
    <>
      <textarea
        className={styles.input}
        aria-label="Paste a token"
        placeholder="Paste a token, a header or a callback URL"
        rows={1}
        // Browsers keep what is typed into other fields, and write it to the disk.
        autoComplete="off"
        spellCheck={false}
        value={text}
        onFocus={() => setFocused(true)}
        onChange={(event) => setText(event.target.value)}
      />
      {isEmpty || part === 'loading' ? null : (
        <div className={styles.found}>
          {part === 'failed' ? (
            <>
              <PartMissing />
              {action}
            </>
          ) : (
            <part.PastedText text={text} action={action} />
          )}
        </div>
      )}
    </>
  );
}

/** Takes the text to the workbench, which has more to say about it. */
function OpenInInspect({ text }: { readonly text: string }) {
  const [isRefused, setRefused] = useState(false);
  const open = async () => setRefused(!(await inspectInWorkbench(text)));
  return (
    <>
      <Button size="small" icon="open" onClick={() => void open()}>
        Open in Inspect
      </Button>
      {isRefused ? (
        <Notice tone="bad" role="alert">
          The browser has no room to hand over {text.length.toLocaleString('en')} characters. Open
          the workbench, and paste them into Inspect.
        </Notice>
      ) : null}
    </>
  );
}
