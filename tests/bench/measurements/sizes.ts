import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { startScripts } from '../../../scripts/start-scripts.ts';
import { MINIMAL_FOLDER, PRODUCTION_FOLDER, type Side } from '../bench.ts';
import type { Measurement } from '../measurement.ts';

const FOLDERS = { product: PRODUCTION_FOLDER, minimal: MINIMAL_FOLDER } as const;

const sizes = (
  read: (folder: string) => number,
): Pick<Measurement, 'unit' | 'rounds' | 'prepare'> => ({
  unit: 'kB',
  rounds: 1,
  prepare: async () => async (side: Side) => read(FOLDERS[side]) / 1000,
});

/** What is loaded, and what is installed. */
export const sizeMeasurements: readonly Measurement[] = [
  {
    name: 'JavaScript that the popup starts with, gzip',
    budget: { value: 100 },
    ...sizes((folder) =>
      startScripts(folder, 'popup.html').reduce((sum, { gzip }) => sum + gzip, 0),
    ),
  },
  { name: 'The whole extension, unpacked', ...sizes(sizeOfFolder) },
];

function sizeOfFolder(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0);
}
