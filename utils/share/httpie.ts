import type { NameValue } from '../oauth/exchange';
import { basicCredentials, type SharedRequest } from './shared-request';
import { shellQuote } from './shell-quote';

/** Characters that part name and value of a request item. */
const SEPARATORS = /[:;=@]/g;

/** A request as an HTTPie command for a POSIX shell. The client secret is a placeholder, as in the record. */
export function toHttpie(request: SharedRequest): string {
  const { method, url, headers, form, body } = request;
  const hasItems = form?.every(isItem) ?? false;
  const raw = body ?? (form === undefined || hasItems ? undefined : formBody(form));
  const isTyped = headers.some(([name]) => name.toLowerCase() === 'content-type');
  const parts = [
    `http ${hasItems ? '--form ' : ''}${shellQuote(method)} ${shellQuote(url)}`,
    ...headers.map(headerArgument),
    ...(form === undefined || hasItems || isTyped
      ? []
      : [shellQuote('content-type:application/x-www-form-urlencoded')]),
    ...(hasItems ? (form ?? []).map(([name, value]) => item(name, '=', value)) : []),
    ...(raw === undefined ? [] : [`--raw ${shellQuote(raw)}`]),
  ];
  return parts.join(' \\\n  ');
}

function headerArgument(header: NameValue): string {
  const [name, value] = header;
  const credentials = basicCredentials(header);
  if (credentials !== undefined) return `-a ${shellQuote(credentials)}`;
  // Without a value, a colon takes the header away.
  return value === '' ? shellQuote(`${escape(name)};`) : item(name, ':', value);
}

/**
 * Two separators in a row would be another one: the value's first is escaped. HTTPie drops a backslash before one, and
 * knows no way to keep it.
 */
function item(name: string, separator: ':' | '=', value: string): string {
  return shellQuote(
    `${escape(name)}${separator}${value.replace(/^[:;=@]/, (first) => `\\${first}`)}`,
  );
}

function escape(name: string): string {
  return name.replaceAll(SEPARATORS, (character) => `\\${character}`);
}

/** HTTPie cannot be told a backslash before a separator, nor a field without a name or one that looks like an option. */
function isItem([name, value]: NameValue): boolean {
  return /^[^\\-]/.test(name) && !/\\/.test(name) && !/\\[:;=@]/.test(value);
}

function formBody(form: readonly NameValue[]): string {
  return new URLSearchParams(form.map(([name, value]) => [name, value])).toString();
}
