import { expect, test } from '@playwright/test';
import { startScripts } from '../../scripts/start-scripts.ts';
import { buildFolder } from './support/extension.ts';

const MAX_BYTES = 100_000;
/** React alone is more than this; less means that scripts were not found. */
const MIN_BYTES = 50_000;

test('the popup starts with at most 100 kB of JavaScript, compressed', () => {
  const scripts = startScripts(buildFolder('production'), 'popup.html');
  const total = scripts.reduce((sum, { gzip }) => sum + gzip, 0);
  const message = scripts.map(({ path, gzip }) => `${path} ${gzip}`).join(', ');
  expect(total, message).toBeLessThanOrEqual(MAX_BYTES);
  expect(total, message).toBeGreaterThan(MIN_BYTES);
});
