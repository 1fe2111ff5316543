import { spawnSync } from 'node:child_process';
import { delimiter, join } from 'node:path';

const root = join(import.meta.dirname, '..');

/** Runs an installed program in the project's folder. @returns whether it succeeded. */
export function runStep(
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): boolean {
  const bin = join(root, 'node_modules', '.bin');
  const { status, error } = spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, PATH: `${bin}${delimiter}${process.env['PATH'] ?? ''}`, ...env },
  });
  if (error !== undefined) console.error(`${command} could not be started: ${error.message}`);
  return status === 0;
}

/** Builds the extension with React's production code, whatever the mode. */
export function build(args: readonly string[]): boolean {
  return runStep('wxt', ['build', ...args], { NODE_ENV: 'production' });
}
