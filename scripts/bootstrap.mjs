// Runs a script of this folder, right after `git clone` as well: installs what is missing, then hands over to
// the Node.js that the lockfile pins, which runs TypeScript as it is. Plain JavaScript, for any Node.js 20 or later.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const installedLock = join(root, 'node_modules', '.package-lock.json');

if (!isInstalled()) {
  console.log('Installing dependencies …');
  run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
}

const [script, ...rest] = process.argv.slice(2);
const node = join(root, 'node_modules', '.bin', 'node');
run(node, [join(root, 'scripts', `${script}.ts`), ...rest]);

/** Whether what is installed is what the lockfile says. */
function isInstalled() {
  if (!existsSync(installedLock)) return false;
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  const installed = JSON.parse(readFileSync(installedLock, 'utf8')).packages;
  return Object.entries(wanted).every(
    ([path, { version, optional, peer }]) =>
      path === '' || optional || peer || installed[path]?.version === version,
  );
}

function run(command, args) {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: 'inherit' });
  if (error !== undefined) console.error(`${command} could not be started: ${error.message}`);
  if (status !== 0) process.exit(status ?? 1);
}
