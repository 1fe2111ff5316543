import { readCommandLine, usage } from './command-line.ts';
import { describeDemoServer } from './describe-demo-server.ts';
import { startDemoServer, type DemoServerOptions } from './start-demo-server.ts';

const commandLine = readCommandLine(process.argv.slice(2));
if (commandLine.kind === 'mistake') {
  console.error(`${commandLine.message}\n${usage}`);
  process.exitCode = 2;
} else {
  await run(commandLine.options);
}

async function run(options: DemoServerOptions): Promise<void> {
  try {
    const server = await startDemoServer(options);
    console.log(describeDemoServer(server));
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.once(signal, () => void server.close());
    }
  } catch (error) {
    console.error(explain(error, options));
    process.exitCode = 1;
  }
}

function explain(error: unknown, { port }: DemoServerOptions): string {
  if (!(error instanceof Error)) return String(error);
  if ('code' in error && error.code === 'EADDRINUSE') {
    return `Port ${port} is taken. Stop what uses it, or choose another with --port (0 takes any free one).`;
  }
  if ('error_description' in error) return String(error.error_description);
  return error.message;
}
