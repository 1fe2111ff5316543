import { showValue } from '../show-value';
import type { Entry, Format } from './format';

type Challenges = { readonly schemes: readonly string[]; readonly parameters: readonly Entry[] };

/** Longer than any header that servers take. */
const MAX_CHARACTERS = 20_000;

const NAME = /^(?:www|proxy)-authenticate\s{0,9}:\s{0,9}/i;

/** How a server asks for a token, and what was wrong with the last (RFC 6750 §3, RFC 9449 §7.1). */
export const recogniseChallenge: Format = (text) => {
  const name = NAME.exec(text.slice(0, 60))?.[0] ?? '';
  const isBare = /^(?:bearer|dpop)\s{1,9}[a-z_]{1,40}\s{0,9}=\s{0,9}"/i.test(text.slice(0, 120));
  if (name === '' && !isBare) return undefined;
  const found = describeChallenge(text.slice(name.length));
  return found ?? { why: 'a WWW-Authenticate header without parameters' };
};

/** The value of a `WWW-Authenticate` header in words, with its parameters; nothing where it has none. */
export function describeChallenge(
  value: string,
):
  | { readonly what: string; readonly tokens: readonly []; readonly parameters: readonly Entry[] }
  | undefined {
  const { schemes, parameters } = readChallenges(value.slice(0, MAX_CHARACTERS));
  if (parameters.length === 0) return undefined;
  const error = parameters.find(([name]) => name.toLowerCase() === 'error')?.[1];
  const title = `WWW-Authenticate header (${schemes.map((scheme) => showValue(scheme, 20).slice(1, -1)).join(', ')})`;
  return {
    what: error === undefined ? title : `${title} with the error ${showValue(error)}`,
    tokens: [],
    parameters,
  };
}

/** Schemes and parameters in their order (RFC 9110 §11.6.1), as far as they can be read. */
function readChallenges(value: string): Challenges {
  const schemes: string[] = [];
  const parameters: Entry[] = [];
  const piece =
    /[\s,]*(?:(?<name>[^\s,="]+)\s*=\s*(?:"(?<quoted>[^"\\]*(?:\\.[^"\\]*)*)"|(?<plain>[^\s,"]*))|(?<scheme>[^\s,="]+)(?=[\s,]|$))/sy;
  for (let match = piece.exec(value); match !== null; match = piece.exec(value)) {
    const { name, quoted, plain, scheme } = match.groups ?? {};
    if (scheme !== undefined) schemes.push(scheme);
    else if (name !== undefined) {
      parameters.push([name, quoted?.replace(/\\(.)/gs, '$1') ?? plain ?? '']);
    }
  }
  return { schemes: schemes.length === 0 ? ['no scheme'] : schemes, parameters };
}
