import { defineConfig } from 'vitest/config';
import { WxtVitest } from 'wxt/testing/vitest-plugin';

// Sealing derives keys with 600,000 rounds, which takes its time on a busy machine.
const testTimeout = 30_000;

// Left to itself, vitest keeps one core free; of two that is half.
const maxWorkers = '100%';

export default defineConfig({
  test: {
    projects: [
      {
        plugins: [WxtVitest()],
        test: {
          name: 'node',
          include: ['tests/{architecture,bench,lab,utils}/**/*.test.ts'],
          environment: 'node',
          testTimeout,
          maxWorkers,
        },
      },
      {
        plugins: [WxtVitest()],
        test: {
          name: 'components',
          include: ['tests/components/**/*.test.tsx'],
          environment: 'happy-dom',
          testTimeout,
          maxWorkers,
        },
      },
    ],
  },
});
