// Measures OAuth Workbench beside a minimal extension that does the least possible of the same, in one browser.
// Prints the table, and writes it to README.md and docs/bench.json. `-- --quick` reads less often and writes nothing;
// `-- --only <words>` measures only what has these words in its name, and writes nothing either; `-- --built` takes the
// builds that are there.
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from '../../scripts/run-step.ts';
import { openBench } from './bench.ts';
import { type Figure, judge, ratioOf } from './figure.ts';
import { measure } from './measurement.ts';
import { inspect } from './measurements/inspect.ts';
import { lists } from './measurements/lists.ts';
import { memory } from './measurements/memory.ts';
import { sizeMeasurements } from './measurements/sizes.ts';
import { token } from './measurements/token.ts';
import { wholeRuns } from './measurements/whole-run.ts';
import { withFigures } from './readme-section.ts';
import { tableOf } from './table.ts';

const root = join(import.meta.dirname, '..', '..');
const ALL = [...lists, ...wholeRuns, token, inspect, ...memory, ...sizeMeasurements];

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    built: { type: 'boolean', default: false },
    only: { type: 'string', default: '' },
  },
});
const wanted = ALL.filter(({ name }) => name.includes(values.only));

if (!values.built && !(build([]) && build(['--mode', 'e2e']))) process.exit(1);
const bench = await openBench();
const figures: Figure[] = [];
try {
  for (const measurement of wanted) {
    console.log(`Measuring: ${measurement.name}`);
    figures.push(await measure(measurement, bench, values.quick));
  }
} finally {
  await bench.close();
}

const machine = { cores: cpus().length, browser: bench.browserVersion };
const section = `Measured with \`npm run bench\` in ${machine.browser} on ${machine.cores} cores: the median of the readings, and the
quartiles in brackets. Beside it stands the same of a minimal extension
([tests/bench/minimal-extension](tests/bench/minimal-extension)), plain JavaScript that does the least possible of it, read
in turn in the same browser.

${tableOf(figures)}`;
console.log(`\n${section}`);

if (!values.quick && wanted.length === ALL.length) {
  const readme = join(root, 'README.md');
  writeFileSync(readme, withFigures(readFileSync(readme, 'utf8'), section));
  const written = figures.map((figure) => ({
    ...figure,
    ratio: ratioOf(figure),
    verdict: judge(figure),
  }));
  writeFileSync(
    join(root, 'docs', 'bench.json'),
    `${JSON.stringify({ machine, figures: written }, null, 2)}\n`,
  );
}
