import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from '@playwright/test';

const NAMES = ['chromium', 'chromium-browser'];

/**
 * The path of a Chromium that loads unpacked extensions from the command line, which Google's own Chrome
 * refuses. Where there is none it is installed: Debian's package if apt is at hand, else Playwright's.
 * @throws Error when it can be neither found nor installed.
 */
export function findChromium(): string {
  const found = lookAround();
  if (found !== undefined) return found;
  console.log('Installing Chromium …');
  const isDebian = process.platform === 'linux' && onPath('apt-get') !== undefined;
  if (isDebian) installDebianPackage();
  else run('npx', ['playwright', 'install', 'chromium']);
  const installed = lookAround();
  if (installed === undefined) {
    throw new Error(
      'No Chromium was found, and installing one failed. Install it, or set CHROMIUM_PATH to its program.',
    );
  }
  return installed;
}

function lookAround(): string | undefined {
  const named = process.env['CHROMIUM_PATH'];
  if (named !== undefined && named !== '') {
    if (!existsSync(named)) throw new Error(`CHROMIUM_PATH names ${named}, which is not there.`);
    return named;
  }
  const bundled = chromium.executablePath();
  return (
    NAMES.map(onPath).find((path) => path !== undefined) ??
    (existsSync(bundled) ? bundled : undefined)
  );
}

function installDebianPackage(): void {
  const asRoot = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  const apt = [...asRoot, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get'];
  run(...split([...apt, 'update', '-qq']));
  run(
    ...split([
      ...apt,
      'install',
      '-y',
      '-qq',
      '--no-install-recommends',
      'chromium',
      'fonts-dejavu-core',
    ]),
  );
}

function onPath(name: string): string | undefined {
  return (process.env['PATH'] ?? '')
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function split([command = '', ...args]: readonly string[]): [string, string[]] {
  return [command, args];
}

function run(command: string, args: string[]): void {
  const { status } = spawnSync(command, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  if (status !== 0) console.error(`${command} ${args.join(' ')} failed.`);
}
