import { defineConfig } from '@playwright/test';

/**
 * A browser for each core of a small machine. A good part of a short test is the start of a browser of its own; those
 * with `sharesBrowser` use one after the other (`tests/e2e/support/shared-browser.ts`).
 */
export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-results/e2e',
  workers: 2,
  fullyParallel: false,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: true,
  reporter: [
    ['list'],
    [
      'json',
      { outputFile: process.env['PLAYWRIGHT_JSON_OUTPUT_FILE'] ?? 'test-results/playwright.json' },
    ],
  ],
});
