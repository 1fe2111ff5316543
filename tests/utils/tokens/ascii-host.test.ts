import { expect, test } from 'vitest';
import { asciiHostOf } from '../../../utils/tokens/ascii-host';

test.each([
  // The second letter is Cyrillic.
  ['https://g\u043e\u043egle.com/a?b', 'xn--ggle-55da.com'],
  ['https://m\u00fcnchen.example', 'xn--mnchen-3ya.example'],
  ['https://google.com/\u043e', undefined],
  ['https://xn--ggle-55da.com', undefined],
  ['g\u043e\u043egle', undefined],
  ['https://\u043e b/', undefined],
])('%s is asked for at %s', (address, host) => {
  expect(asciiHostOf(address)).toBe(host);
});
