import { cleanup, createEvent, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { RawText } from '../../components/common/RawText';

const reversed = '{"name":"Ada \u202Egnp.exe\u2066 x"}';

function show(text: string) {
  render(<RawText label="Response body" text={text} />);
  return screen.getByRole('group', { name: 'Response body' });
}

afterEach(cleanup);

/** Selects from the beginning of one node to the end of another, and copies. */
function copy(box: HTMLElement, node: Node = box) {
  const range = document.createRange();
  range.selectNodeContents(node);
  const selection = document.getSelection();
  selection?.removeAllRanges();
  selection?.addRange(range);
  const setData = vi.fn<(type: string, text: string) => void>();
  const event = createEvent.copy(box, { clipboardData: { setData } });
  fireEvent(box, event);
  return { copied: setData.mock.calls, isOurs: event.defaultPrevented };
}

describe('RawText', () => {
  test('shows what reverses or hides text by its code point', () => {
    const box = show(reversed);
    expect(box.textContent).toBe('{"name":"Ada U+202Egnp.exeU+2066 x"}');
    expect([...box.querySelectorAll('[data-code-point]')].map((mark) => mark.textContent)).toEqual([
      'U+202E',
      'U+2066',
    ]);
    expect(box.querySelector('bdi')?.dir).toBe('ltr');
  });

  test('is copied as it came', () => {
    expect(copy(show(reversed))).toEqual({ copied: [['text/plain', reversed]], isOurs: true });
  });

  test('leaves text without such characters, and selections of more than it, to the browser', () => {
    const plain = show('{\n\t"a": "U+202E é 👩‍🚀"\n}');
    expect(plain.textContent).toBe('{\n\t"a": "U+202E é 👩‍🚀"\n}');
    expect(copy(plain)).toEqual({ copied: [], isOurs: false });
    cleanup();
    const box = show('\u202Ex');
    expect(copy(box, document.body)).toEqual({ copied: [], isOurs: false });
  });

  test('says how much it does not show', () => {
    expect(show('x'.repeat(100_007)).textContent).toMatch(
      /x\n… 7 more characters are not shown\.$/,
    );
  });
});
