import { parseArgs } from 'node:util';
import { allFaults } from './faults/all-faults.ts';
import type { DemoServerOptions } from './start-demo-server.ts';

/** How the demo server is started from the command line. */
export const usage =
  'Usage: node lab/demo-server/main.ts --port 9400 --redirect-uri <uri> [--redirect-uri <uri> …] [--fault <id> …]';

/** The arguments as options, or a sentence that says what is wrong with them. */
type CommandLine =
  | { readonly kind: 'options'; readonly options: DemoServerOptions }
  | { readonly kind: 'mistake'; readonly message: string };

/** Reads the arguments of the command line. The port may be left out: 9400. */
export function readCommandLine(args: readonly string[]): CommandLine {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        port: { type: 'string', default: '9400' },
        'redirect-uri': { type: 'string', multiple: true, default: [] },
        fault: { type: 'string', multiple: true, default: [] },
      },
    });
    return checkOptions(values.port, values['redirect-uri'], values.fault);
  } catch (error) {
    return mistake(error instanceof Error ? error.message : String(error));
  }
}

function checkOptions(
  port: string,
  redirectUris: readonly string[],
  faults: readonly string[],
): CommandLine {
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) {
    return mistake(`--port must be a number from 0 to 65535, not "${port}".`);
  }
  if (redirectUris.length === 0) return mistake('At least one --redirect-uri is needed.');
  const unusable = redirectUris.find((uri) => !isRedirectUri(uri));
  if (unusable !== undefined) {
    return mistake(
      `--redirect-uri must be an http or https address without a fragment, not "${unusable}".`,
    );
  }
  const unknown = faults.find((id) => allFaults.every((fault) => fault.id !== id));
  if (unknown !== undefined) {
    return mistake(
      `--fault must be the id of a fault, not "${unknown}". The page /faults of the server shows them all.`,
    );
  }
  return {
    kind: 'options',
    options: { port: Number(port), redirectUris, ...(faults.length === 0 ? {} : { faults }) },
  };
}

function isRedirectUri(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && ['http:', 'https:'].includes(url.protocol) && !text.includes('#');
}

function mistake(message: string): CommandLine {
  return { kind: 'mistake', message };
}
