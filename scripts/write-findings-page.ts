// Writes docs/findings.md from the rules in utils/findings.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { runnerImport } from 'vite';
import type * as FindingsPage from '../utils/findings/findings-page.ts';

const root = join(import.meta.dirname, '..');
const path = join(root, 'docs', 'findings.md');
const { module } = await runnerImport<typeof FindingsPage>(
  join(root, 'utils', 'findings', 'findings-page.ts'),
  { root, configFile: false, logLevel: 'error' },
);
const options = await resolveConfig(path);
await writeFile(path, await format(module.findingsPage(), { ...options, filepath: path }));
console.log(`Written: ${path}`);
