import { isJsonObject, parseJsonObject, type JsonObject, type JsonValue } from '../json';
import type { Recognised, RecognisedToken } from '../recognised';
import { parametersOf } from './addresses';
import { count, type Entry } from './format';
import { tokensOfHeaders } from './header-tokens';
import { findTokens, MAX_TOKENS } from './text-with-tokens';
import { tokensAmong, tokensOfResponse } from './token-names';
import { textOf } from '../members';

/** An archive of requests as browsers save it (HAR 1.2), with the tokens of its headers, addresses and bodies. */
export function recogniseHar(object: JsonObject): Recognised | undefined {
  const log = objectIn(object, 'log');
  const entries = Object.hasOwn(log, 'entries') ? log['entries'] : undefined;
  if (!Array.isArray(entries)) return undefined;
  const requests = entries.filter(isJsonObject).filter(({ request }) => isJsonObject(request));
  if (requests.length === 0) return undefined;
  const found = new Map<string, RecognisedToken>();
  for (const token of requests.flatMap(tokensOfEntry)) {
    const known = found.get(token.value);
    // A place that says what a token is for counts more than one that does not.
    if (known === undefined || known.name === 'Token') found.set(token.value, token);
  }
  const more = found.size > MAX_TOKENS ? `, of which the first ${MAX_TOKENS} are shown` : '';
  const failed = failedAmong(requests);
  return {
    what: `HAR: ${count(requests.length, 'request')} with ${count(found.size, 'token')}${more}`,
    tokens: [...found.values()].slice(0, MAX_TOKENS),
    ...(failed === undefined ? {} : { failed }),
  };
}

/** The last request that failed and has to do with OAuth: with a grant, an error that is named, or a client ID. */
function failedAmong(entries: readonly JsonObject[]): Recognised['failed'] {
  return entries
    .map(exchangeOf)
    .findLast(
      ({ request, response }) =>
        response.status >= 400 &&
        (request.form?.some(([name]) => name === 'grant_type') === true ||
          response.headers.some(([name]) => name.toLowerCase() === 'www-authenticate') ||
          /"error"|AADSTS|redirect_uri/.test(response.body.slice(0, MAX_SEARCHED)) ||
          /[?&]client_id=/.test(request.url)),
    );
}

const MAX_SEARCHED = 100_000;

function exchangeOf(entry: JsonObject) {
  const request = objectIn(entry, 'request');
  const response = objectIn(entry, 'response');
  const posted = objectIn(request, 'postData');
  const text = textOf(posted, 'text') ?? '';
  const parameters = entriesIn(posted, 'params');
  const form = parameters.length > 0 || !isForm(text) ? parameters : [...new URLSearchParams(text)];
  const status = Object.hasOwn(response, 'status') ? response['status'] : undefined;
  return {
    request: {
      method: textOf(request, 'method') ?? 'GET',
      url: textOf(request, 'url') ?? '',
      headers: entriesIn(request, 'headers'),
      ...(form.length === 0 ? {} : { form }),
    },
    response: {
      status: typeof status === 'number' ? status : 0,
      headers: entriesIn(response, 'headers'),
      body: contentOf(objectIn(response, 'content')),
    },
  };
}

function isForm(text: string): boolean {
  return /^[\w.-]{1,80}=/.test(text.slice(0, 100));
}

function tokensOfEntry(entry: JsonObject): readonly RecognisedToken[] {
  const request = objectIn(entry, 'request');
  const response = objectIn(entry, 'response');
  const headers = entriesIn(response, 'headers');
  const location = headers.find(([name]) => name.toLowerCase() === 'location')?.[1] ?? '';
  const posted = objectIn(request, 'postData');
  const form = entriesIn(posted, 'params');
  return [
    ...tokensOfHeaders(entriesIn(request, 'headers')),
    ...tokensAmong(parametersOf(textOf(request, 'url') ?? '')),
    ...tokensAmong(form),
    ...(form.length > 0 ? [] : tokensOfBody(textOf(posted, 'text') ?? '')),
    ...tokensAmong(parametersOf(location)),
    ...tokensOfHeaders(headers),
    ...tokensOfBody(contentOf(objectIn(response, 'content'))),
  ];
}

function tokensOfBody(body: string): readonly RecognisedToken[] {
  const text = body.trim();
  const json = text.startsWith('{') ? parseJsonObject(text) : undefined;
  return [
    ...(json?.ok === true ? tokensOfResponse(json.value) : []),
    ...(isForm(text) ? tokensAmong([...new URLSearchParams(text)]) : []),
    ...findTokens(text).map((value) => ({ name: 'Token', value }) as const),
  ];
}

/** A body, which is in base64 where it might not be a text. */
function contentOf(content: JsonObject): string {
  const text = textOf(content, 'text') ?? '';
  if (textOf(content, 'encoding') !== 'base64') return text;
  try {
    return atob(text);
  } catch {
    return '';
  }
}

function objectIn(object: JsonObject, name: string): JsonObject {
  const value = Object.hasOwn(object, name) ? object[name] : undefined;
  return isJsonObject(value) ? value : {};
}

/** A list of `{ name, value }`. */
function entriesIn(object: JsonObject, name: string): readonly Entry[] {
  const list: JsonValue | undefined = Object.hasOwn(object, name) ? object[name] : undefined;
  if (!Array.isArray(list)) return [];
  return list
    .filter(isJsonObject)
    .map((entry): Entry => [textOf(entry, 'name') ?? '', textOf(entry, 'value') ?? '']);
}
