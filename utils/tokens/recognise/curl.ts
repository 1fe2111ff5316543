import type { RecognisedRequest } from '../recognised';
import { describeHttpRequest } from './describe-http-request';
import type { Entry, Format } from './format';
import { type CurlOption, readCurlOptions } from './curl-options';
import { shellWords } from './shell-words';

/** Longer than a shell takes (2 MB). */
const MAX_CHARACTERS = 2_000_000;

/** A cURL command, as terminals and browsers write it; it is only read. */
export const recogniseCurl: Format = (text) => {
  if (!/^(?:[$>%#] {0,3})?curl(?:\.exe)?\s/i.test(text.slice(0, 20))) return undefined;
  if (text.length > MAX_CHARACTERS)
    return { why: 'a cURL command longer than 2,000,000 characters' };
  const words = shellWords(text);
  const start = words.findIndex((word) => /^curl(?:\.exe)?$/i.test(word));
  const request = readRequest(readCurlOptions(words.slice(start + 1)));
  return request === undefined
    ? { why: 'a cURL command without an address' }
    : describeHttpRequest('cURL command', request);
};

/** The request that options describe; nothing where they name no address. */
function readRequest(options: readonly CurlOption[]): RecognisedRequest | undefined {
  const valuesOf = (name: CurlOption['name']) =>
    options.flatMap((option) => (option.name === name ? [option.value] : []));
  const has = (name: CurlOption['name']) => options.some((option) => option.name === name);
  const address = valuesOf('url')[0];
  if (address === undefined) return undefined;

  const data = options.flatMap(dataOf);
  const headers: readonly Entry[] = [
    ...valuesOf('header').flatMap(headerOf),
    ...headersOf(options),
  ];
  const parts = valuesOf('form').map(parameterOf);
  const body = data.join('&');
  const isInAddress = has('get');
  const query = [...(isInAddress ? data : []), ...valuesOf('url-query')].join('&');
  const hasBody = (data.length > 0 && !isInAddress) || parts.length > 0 || has('json');
  return {
    method: valuesOf('request').at(-1) ?? (has('head') ? 'HEAD' : hasBody ? 'POST' : 'GET'),
    url: query === '' ? address : withQuery(address, query),
    headers,
    ...(parts.length > 0 ? { form: parts } : {}),
    ...(hasBody && parts.length === 0 ? contentOf(body, headers, has('json')) : {}),
  };
}

function contentOf(body: string, headers: readonly Entry[], isJson: boolean) {
  const type = headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1];
  const isForm = !isJson && (type === undefined || /x-www-form-urlencoded/i.test(type));
  return isForm && !/^\s*[{[]/.test(body) ? { form: [...new URLSearchParams(body)] } : { body };
}

/** Data is sent in the order of its options, each as its option says. */
function dataOf({ name, value }: CurlOption): readonly string[] {
  if (name === 'data' || name === 'json') return [value];
  if (name !== 'data-urlencode') return [];
  const at = value.search(/[=@]/);
  if (at === -1) return [encodeForm(value)];
  const content = value[at] === '=' ? value.slice(at + 1) : value.slice(at);
  return [`${at === 0 ? '' : `${value.slice(0, at)}=`}${encodeForm(content)}`];
}

function encodeForm(text: string): string {
  return new URLSearchParams([['', text]]).toString().slice(1);
}

function headerOf(line: string): readonly Entry[] {
  // A header without a value is one that is not sent; with a semicolon it is sent empty.
  const colon = line.indexOf(':');
  if (colon === -1) return line.endsWith(';') ? [[line.slice(0, -1), '']] : [];
  const value = line.slice(colon + 1).trim();
  return value === '' || colon === 0 ? [] : [[line.slice(0, colon).trim(), value]];
}

/** Headers that have options of their own. */
function headersOf(options: readonly CurlOption[]): readonly Entry[] {
  return options.flatMap(({ name, value }): readonly Entry[] => {
    switch (name) {
      case 'user':
        return [['Authorization', `Basic ${base64Of(value)}`]];
      case 'oauth2-bearer':
        return [['Authorization', `Bearer ${value}`]];
      case 'cookie':
        return value.includes('=') ? [['Cookie', value]] : [];
      case 'user-agent':
        return [['User-Agent', value]];
      case 'referer':
        return [['Referer', value]];
      default:
        return [];
    }
  });
}

function base64Of(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text.slice(0, 10_000))));
}

function parameterOf(text: string): Entry {
  const equals = text.indexOf('=');
  return equals === -1 ? [text, ''] : [text.slice(0, equals), text.slice(equals + 1)];
}

function withQuery(address: string, query: string): string {
  const hash = address.indexOf('#');
  const [before, after] =
    hash === -1 ? [address, ''] : [address.slice(0, hash), address.slice(hash)];
  return `${before}${before.includes('?') ? '&' : '?'}${query}${after}`;
}
