// Every check of the project, in the order in which they fail fastest. Ends with `N passed, N failed`,
// taken from the reports of the test runners.
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { findChromium } from './find-chromium.ts';
import { findDisplayTools } from './find-display-tools.ts';
import { build, runStep } from './run-step.ts';

const reports = join(import.meta.dirname, '..', 'test-results');
const vitestReport = join(reports, 'vitest.json');
const playwrightReport = join(reports, 'playwright.json');
rmSync(reports, { recursive: true, force: true });
mkdirSync(reports);

const chromium = findChromium();
const steps: readonly (readonly [name: string, step: () => boolean])[] = [
  ['Display for real windows', () => succeeds(findDisplayTools)],
  ['Generated types', () => runStep('wxt', ['prepare'])],
  ['Types', () => runStep('tsc', ['--noEmit'])],
  ['Lint', () => runStep('oxlint', ['--type-aware', '--deny-warnings'])],
  ['Format', () => runStep('prettier', ['--check', '.'])],
  ['Unused code', () => runStep('knip', [])],
  [
    'Unit and component tests',
    () =>
      runStep('vitest', [
        'run',
        '--reporter=dot',
        '--reporter=json',
        `--outputFile.json=${vitestReport}`,
      ]),
  ],
  ['Production build', () => build([])],
  ['End-to-end build', () => build(['--mode', 'e2e'])],
  ['Firefox build', () => build(['-b', 'firefox'])],
  [
    'Firefox lint',
    () =>
      runStep('web-ext', ['lint', '--source-dir', '.output/firefox-mv3', '--no-config-discovery']),
  ],
  [
    'End-to-end tests',
    () =>
      runStep('playwright', ['test'], {
        CHROMIUM_PATH: chromium,
        PLAYWRIGHT_JSON_OUTPUT_FILE: playwrightReport,
      }),
  ],
];

const failedSteps = steps.flatMap(([name, step]) => {
  console.log(`\n── ${name}`);
  return step() ? [] : [name];
});

const vitest = readReport(vitestReport);
const playwright = readReport(playwrightReport)['stats'];
const counts = [
  [
    number(vitest, 'numPassedTests'),
    number(vitest, 'numFailedTests') + number(vitest, 'numPendingTests'),
  ],
  // A test that passes only when it is tried again counts as failed, and so does a skipped one.
  [
    number(playwright, 'expected'),
    number(playwright, 'unexpected') + number(playwright, 'flaky') + number(playwright, 'skipped'),
  ],
] as const;
const passed = counts.reduce((sum, [count]) => sum + count, 0);
const failed = counts.reduce((sum, [, count]) => sum + count, 0);

if (failedSteps.length > 0) console.log(`\nFailed: ${failedSteps.join(', ')}`);
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failedSteps.length === 0 && failed === 0 && passed > 0 ? 0 : 1;

/** Whether a step ends without an error, which is printed. */
function succeeds(step: () => void): boolean {
  try {
    step();
    return true;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return false;
  }
}

function readReport(path: string): Record<string, unknown> {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    console.error(`There is no report at ${path}: the runner did not finish.`);
    return {};
  }
}

function number(report: unknown, name: string): number {
  const value = typeof report === 'object' && report !== null ? Reflect.get(report, name) : 0;
  return typeof value === 'number' ? value : 0;
}
