import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';
import { installDebianPackages, isDebian, onPath, runQuietly } from './system-packages.ts';

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
  if (isDebian()) installDebianPackages(['chromium', 'fonts-dejavu-core']);
  else runQuietly('npx', ['playwright', 'install', 'chromium']);
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
