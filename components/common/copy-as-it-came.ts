import type { ClipboardEvent } from 'react';

/** Copies what is selected of a text with the characters that marks (`U+202E`) stand for. */
export function copyAsItCame(event: ClipboardEvent<HTMLElement>): void {
  const selection = document.getSelection();
  if (selection === null || selection.rangeCount === 0) return;
  const range = selection.getRangeAt(0);
  // Who selects more than this text gets what the browser makes of it.
  if (!event.currentTarget.contains(range.commonAncestorContainer)) return;
  const fragment = range.cloneContents();
  const marks = [...fragment.querySelectorAll('[data-code-point]')];
  if (marks.length === 0) return;
  for (const mark of marks) {
    const codePoint = Number.parseInt(mark.getAttribute('data-code-point')?.slice(2) ?? '', 16);
    mark.textContent = Number.isNaN(codePoint) ? '' : String.fromCodePoint(codePoint);
  }
  event.clipboardData.setData('text/plain', fragment.textContent ?? '');
  event.preventDefault();
}
