import { readCommandLine, usage, type EmulationsOptions } from './command-line.ts';
import { describeEmulations } from './describe-emulations.ts';
import { startEmulations } from './start-emulations.ts';

const commandLine = readCommandLine(process.argv.slice(2));
if (commandLine.kind === 'mistake') {
  console.error(`${commandLine.message}\n${usage}`);
  process.exitCode = 2;
} else {
  await run(commandLine.options);
}

async function run(options: EmulationsOptions): Promise<void> {
  try {
    const emulations = await startEmulations(options);
    console.log(describeEmulations(emulations));
    const stopAll = () => {
      for (const emulation of Object.values(emulations)) void emulation.close();
    };
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stopAll);
  } catch (error) {
    console.error(explain(error));
    process.exitCode = 1;
  }
}

function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if ('code' in error && error.code === 'EADDRINUSE' && 'port' in error) {
    return `Port ${String(error.port)} is taken. Stop what uses it, or choose another (0 takes any free one).\n${usage}`;
  }
  return error.message;
}
