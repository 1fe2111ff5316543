import { parseArgs } from 'node:util';

/** How the emulations are started from the command line. */
export const usage =
  'Usage: node lab/emulations/main.ts [--apaleo-port 9411] [--pleo-port 9412] [--pipedrive-port 9413] [--redirect-uri <uri> …]';

/** Where the emulations listen, and the redirect URIs that all their clients register. */
export type EmulationsOptions = {
  readonly ports: Readonly<Record<Provider, number>>;
  /** The first is the callback URL of the Pipedrive app; each further one makes a further app there. */
  readonly redirectUris: readonly [string, ...string[]];
};

/** The providers that are emulated. */
type Provider = 'apaleo' | 'pleo' | 'pipedrive';

type CommandLine =
  | { readonly kind: 'options'; readonly options: EmulationsOptions }
  | { readonly kind: 'mistake'; readonly message: string };

/** Registered when none is given, as Pipedrive allows a placeholder: nothing needs to listen there. */
const placeholderRedirectUri = 'http://localhost:3000/callback';

/** Reads the arguments of the command line. All may be left out. */
export function readCommandLine(args: readonly string[]): CommandLine {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        'apaleo-port': { type: 'string', default: '9411' },
        'pleo-port': { type: 'string', default: '9412' },
        'pipedrive-port': { type: 'string', default: '9413' },
        'redirect-uri': { type: 'string', multiple: true, default: [] },
      },
    });
    const [first = placeholderRedirectUri, ...more] = values['redirect-uri'];
    const redirectUris = [first, ...more] as const;
    const unusable = redirectUris.find((uri) => !isRedirectUri(uri));
    if (unusable !== undefined) {
      throw new Error(
        `--redirect-uri must be an http or https address without a fragment, not "${unusable}".`,
      );
    }
    const ports = {
      apaleo: readPort('--apaleo-port', values['apaleo-port']),
      pleo: readPort('--pleo-port', values['pleo-port']),
      pipedrive: readPort('--pipedrive-port', values['pipedrive-port']),
    };
    return { kind: 'options', options: { ports, redirectUris } };
  } catch (error) {
    return { kind: 'mistake', message: error instanceof Error ? error.message : String(error) };
  }
}

function readPort(option: string, text: string): number {
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text);
  throw new Error(`${option} must be a number from 0 to 65535, not "${text}".`);
}

function isRedirectUri(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && ['http:', 'https:'].includes(url.protocol) && !text.includes('#');
}
