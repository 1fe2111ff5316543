import { useEffect, type RefObject } from 'react';

/**
 * Puts a text of many lines into a field in one step. What is not pasted but inserted (by dictation, by input methods,
 * by programs that fill in fields) Chromium types line by line, with events for each line: that takes minutes for a log.
 */
export function useInsertionAtOnce(fieldRef: RefObject<HTMLTextAreaElement | null>): void {
  useEffect(() => {
    const field = fieldRef.current;
    field?.addEventListener('beforeinput', insertAtOnce);
    return () => field?.removeEventListener('beforeinput', insertAtOnce);
  }, [fieldRef]);
}

/** A key that is pressed, Enter too, and a paste are left to the browser, which can undo them. */
function insertAtOnce(event: InputEvent): void {
  const { currentTarget: field, data, inputType } = event;
  if (inputType !== 'insertText' || data === null || !data.includes('\n')) return;
  if (!(field instanceof HTMLTextAreaElement)) return;
  event.preventDefault();
  field.setRangeText(data, field.selectionStart, field.selectionEnd, 'end');
  field.dispatchEvent(new InputEvent('input', { bubbles: true, inputType, data }));
}
