import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from '@playwright/test';
import { buildFolder } from './support/extension.ts';

const MAX_BYTES = 100_000;
/** React alone is more than this; less means that scripts were not found. */
const MIN_BYTES = 50_000;

test('the popup starts with at most 100 kB of JavaScript, compressed', () => {
  const folder = buildFolder('production');
  const html = readFileSync(join(folder, 'popup.html'), 'utf8');
  const scripts = [...html.matchAll(/<(?:script|link)\b[^>]*?(?:src|href)="(?<path>[^"]+\.js)"/g)];
  const sizes = scripts.map(({ groups }): [string, number] => {
    const path = groups?.['path'] ?? '';
    return [path, gzipSync(readFileSync(join(folder, path))).length];
  });
  const total = sizes.reduce((sum, [, size]) => sum + size, 0);
  const message = sizes.map(([path, size]) => `${path} ${size}`).join(', ');
  expect(total, message).toBeLessThanOrEqual(MAX_BYTES);
  expect(total, message).toBeGreaterThan(MIN_BYTES);
});
