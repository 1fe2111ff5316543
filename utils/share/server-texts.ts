import type { Exchange, RecordedResponse } from '../oauth/exchange';
import type { Run } from '../oauth/run';
import { isJsonObject, type JsonValue } from '../tokens/json';
import type { Recognised } from '../tokens/recognised';
import { showValue } from '../tokens/show-value';
import { withEscapes } from './hidden-characters';
import { isErrorCode } from './outline';
import { isServerText } from './sensitive-names';
import { parametersOfUrl } from './url-parts';

/** The most texts that are searched for, of all answers and of each, and how deep it is read. */
const MAX_TEXTS = 120;
const MAX_OF_ANSWER = 30;
const MAX_DEPTH = 12;

/** Names besides under which a server says in words what went wrong. */
const ERROR_NAMES = /^(?:error|code|type|status)$/i;

/**
 * What servers said in their own words during a run, as failures and findings repeat it: descriptions of errors,
 * messages, titles.
 *
 * @param isOfApisOnly only what APIs said
 */
export function serverTextsOfRun(run: Run, isOfApisOnly: boolean): readonly string[] {
  const exchanges = run.exchanges.filter(({ purpose }) => !isOfApisOnly || purpose === 'resource');
  return textsOf([
    ...(isOfApisOnly ? [] : ofParameters(run.authorizationResponseUrl ?? '')),
    ...exchanges.flatMap(ofExchange),
  ]);
}

/** The same of what was pasted. */
export function serverTextsOfPasted({
  callbackUrl,
  parameters,
  tokenResponse,
  introspection,
}: Recognised): readonly string[] {
  return textsOf([
    ...ofParameters(callbackUrl ?? ''),
    ...ofPairs(parameters ?? []),
    ...[tokenResponse, introspection].flatMap((members) =>
      members === undefined ? [] : ofJson(members, false),
    ),
  ]);
}

/** Each as it is, and as a failure or a finding repeats it. */
function textsOf(found: readonly string[]): readonly string[] {
  const forms = found.flatMap((text) => {
    const quoted = showValue(text, text.length).slice(1, -1);
    return [text, inOneLine(withTurns(text)), quoted];
  });
  return [...new Set(forms)].filter((text) => text.length > 3).slice(0, MAX_TEXTS);
}

/** As failures write what turns the direction of a text. */
function withTurns(text: string): string {
  return text.replace(/[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/g, withEscapes);
}

function inOneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim().replace(/\.$/, '');
}

/** What an API said in an answer that is no error is repeated nowhere. */
function ofExchange({ outcome, purpose }: Exchange): readonly string[] {
  const isOfApi = purpose === 'resource';
  return outcome.kind === 'response' && (!isOfApi || outcome.status >= 400)
    ? ofResponse(outcome, isOfApi).slice(0, MAX_OF_ANSWER)
    : [];
}

function ofResponse({ headers, body }: RecordedResponse, isOfApi: boolean): readonly string[] {
  const parsed = parse(body);
  return [
    ...headers.flatMap(([name, value]) =>
      name.toLowerCase() === 'www-authenticate' ? ofChallenge(value, isOfApi) : [],
    ),
    ...(parsed === undefined ? ofParameters(`?${body.trim()}`) : ofJson(parsed, isOfApi)),
  ];
}

/** Its parameters in quotes (RFC 9110 §11.6.1). */
function ofChallenge(value: string, isOfApi: boolean): readonly string[] {
  return [...value.matchAll(/([\w-]+)\s*=\s*"((?:[^"\\]|\\.)*)"/g)].flatMap(
    ([, name = '', text = '']) => {
      const isText = isServerText(name) || (isOfApi && name === 'error' && !isErrorCode(text));
      return isText ? [text, text.replaceAll(/\\(.)/g, '$1')] : [];
    },
  );
}

function ofParameters(url: string): readonly string[] {
  return ofPairs(parametersOfUrl(url));
}

function ofPairs(pairs: readonly (readonly [name: string, value: string])[]): readonly string[] {
  return pairs.flatMap(([name, value]) =>
    isServerText(name) || (name === 'error' && /\s/.test(value)) ? [value] : [],
  );
}

function ofJson(value: JsonValue, isOfApi: boolean, depth = 0): readonly string[] {
  if (depth > MAX_DEPTH || typeof value !== 'object' || value === null) return [];
  if (!isJsonObject(value)) {
    return value.slice(0, MAX_TEXTS).flatMap((entry) => ofJson(entry, isOfApi, depth + 1));
  }
  // Failures repeat the outermost, and what stands below `error`.
  const members = Object.entries(value);
  const inside = members.toSorted(([one], [other]) => rankOf(one) - rankOf(other));
  return [
    ...members.flatMap(([name, member]) =>
      typeof member === 'string' && isTextOf(name, member, isOfApi) ? [member] : [],
    ),
    ...inside.flatMap(([, member]) => ofJson(member, isOfApi, depth + 1)),
  ];
}

function isTextOf(name: string, member: string, isOfApi: boolean): boolean {
  if (isServerText(name)) return true;
  return (
    ERROR_NAMES.test(name) &&
    (/\s/.test(member) || (isOfApi && name === 'error' && !isErrorCode(member)))
  );
}

function rankOf(name: string): number {
  return name === 'error' || name === 'errors' ? 0 : 1;
}

function parse(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
