import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Whether this system takes Debian's packages. */
export function isDebian(): boolean {
  return process.platform === 'linux' && onPath('apt-get') !== undefined;
}

/** Installs Debian packages; what fails is printed, and the caller looks whether its programs are there now. */
export function installDebianPackages(names: readonly string[]): void {
  const asRoot = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  const [command, ...apt] = [...asRoot, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get'];
  runQuietly(command, [...apt, 'update', '-qq']);
  runQuietly(command, [...apt, 'install', '-y', '-qq', '--no-install-recommends', ...names]);
}

/** The path of a program that the shell would find. */
export function onPath(name: string): string | undefined {
  return (process.env['PATH'] ?? '')
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find(isExecutable);
}

/** Runs a program without its output. Only its errors are printed, and that it failed. */
export function runQuietly(command: string, args: readonly string[]): void {
  const { status } = spawnSync(command, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  if (status !== 0) console.error(`${command} ${args.join(' ')} failed.`);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
