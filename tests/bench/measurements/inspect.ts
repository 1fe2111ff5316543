import { addressOf, inTab } from '../bench.ts';
import type { Measurement } from '../measurement.ts';
import { noteWhenShown, whenShown } from '../shown.ts';

const CHARACTERS = 10_000_000;
const TOKENS = 1000;
const PAGES = { product: 'options.html#/inspect', minimal: 'inspect.html' } as const;
const RESULT = {
  product: { selector: '[role="status"][aria-label="Recognised as"]', text: 'tokens' },
  minimal: { selector: 'p', text: `${TOKENS} tokens` },
} as const;

/** From the insertion of a text until it is said what is in it. */
export const inspect: Measurement = {
  name: 'Inspect, 10 MB of text with 1,000 tokens',
  unit: 'ms',
  rounds: 5,
  note: 'ours also decodes wrapped lines and makes findings',
  prepare: async (bench) => {
    const text = makeText();
    return (side) =>
      inTab(bench, async (page) => {
        await noteWhenShown(page, RESULT[side]);
        await page.goto(addressOf(bench, side, PAGES[side]));
        await page.locator('textarea').waitFor();
        await page.evaluate(insert, text);
        return whenShown(page);
      });
  },
};

/** What a paste does to a field, without the time that the clipboard takes. */
function insert(text: string): void {
  const field = document.querySelector('textarea');
  const noted: unknown = Reflect.get(globalThis, 'noted');
  Object.assign(noted as object, { startedAt: performance.now() });
  // Not that of the element itself, where React looks on.
  if (field !== null) Reflect.set(HTMLTextAreaElement.prototype, 'value', text, field);
  field?.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertFromPaste' }));
}

/** Lines of a log, each with a token of its own. */
function makeText(): string {
  const lines = Array.from({ length: TOKENS }, (_, index) => {
    const token = [
      { alg: 'RS256', typ: 'JWT' },
      { iss: 'https://auth.example.com', sub: `user-${index}`, exp: 1_900_000_000 + index },
    ]
      .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
      .concat(Buffer.alloc(256, index).toString('base64url'))
      .join('.');
    const before = `2026-01-01T12:00:00Z request ${index} authorization: Bearer ${token} `;
    return before.padEnd(CHARACTERS / TOKENS - 1, 'answered 200 in 12 ms, nothing to see; ');
  });
  return lines.join('\n');
}
