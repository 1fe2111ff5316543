import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { findDisplayTools } from '../../../scripts/find-display-tools.ts';

const run = promisify(execFile);

/** An X display without a screen, as large as the pages of other tests. */
export type Display = {
  /** What programs call it: the value of `DISPLAY`. */
  readonly name: string;
  close(): Promise<void>;
};

/** Starts a display of its own, under a number that nobody uses. @throws Error when it does not start. */
export async function startDisplay(): Promise<Display> {
  findDisplayTools();
  const server = spawn(
    'Xvfb',
    ['-displayfd', '3', '-screen', '0', '1280x900x24', '-nolisten', 'tcp'],
    { stdio: ['ignore', 'ignore', 'pipe', 'pipe'] },
  );
  const hasEnded = once(server, 'exit');
  let complaints = '';
  server.stderr?.on('data', (chunk) => (complaints += String(chunk)));
  // Once it is ready, it writes its number here.
  let written = '';
  for await (const chunk of server.stdio[3] as Readable) {
    written += String(chunk);
    if (written.endsWith('\n')) break;
  }
  if (!written.endsWith('\n')) throw new Error(`Xvfb did not start: ${complaints}`);
  return {
    name: `:${written.trim()}`,
    close: async () => {
      server.kill();
      await hasEnded;
    },
  };
}

/** Presses keys one after the other, as the user's keyboard would: `Tab`, `Return`, `alt+shift+o`. */
export async function pressKeys(display: Display, ...keys: readonly string[]): Promise<void> {
  await run('xdotool', ['key', ...keys], { env: { ...process.env, DISPLAY: display.name } });
}
