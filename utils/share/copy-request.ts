import { encodedForms } from '../oauth/redactor';
import type { NameValue } from '../oauth/exchange';
import { isJsonObject, type JsonValue } from '../tokens/json';
import { toCurl } from './curl';
import { toFetch } from './fetch-snippet';
import { toHttpie } from './httpie';
import { toRawHttp } from './raw-http';
import { isPersonal, kindOfMember, kindOfName, type SensitiveKind } from './sensitive-names';
import type { SensitiveValues } from './sensitive-values';
import { basicCredentials, isPlaceholder, type SharedRequest } from './shared-request';
import { isFormText, mapParameters, partsOfUrl } from './url-parts';

/** What a request can be copied as: the name people know, and how it is written. */
export const COPY_FORMATS = {
  curl: { name: 'cURL', write: toCurl },
  httpie: { name: 'HTTPie', write: toHttpie },
  fetch: { name: 'fetch (JavaScript)', write: toFetch },
  http: { name: 'Raw HTTP', write: toRawHttp },
} as const satisfies Readonly<
  Record<string, { readonly name: string; readonly write: (request: SharedRequest) => string }>
>;
export type CopyFormat = keyof typeof COPY_FORMATS;

/**
 * A recorded request in a form that can be sent again. Its secrets are placeholders, such as `<access_token>`, unless
 * they are asked for; the client secret always is one, because it is not in the record.
 *
 * @param known the sensitive values of the run, replaced wherever they occur
 */
export function copyRequest(
  request: SharedRequest,
  options: {
    readonly format: CopyFormat;
    readonly hasSecrets: boolean;
    readonly known: SensitiveValues;
  },
): string {
  const shown = options.hasSecrets ? request : withPlaceholders(request, options.known);
  return COPY_FORMATS[options.format].write(shown);
}

/** A JWT that is not known. */
const TOKEN = /(?<![\w-])ey[\w-]{8,}\.[\w-]+(?:\.[\w-]*){0,3}/g;

/** Shorter values are replaced only where nothing stands beside them: they would tear words apart. */
const MIN_SEARCHED = 6;

/** A request with a placeholder for each secret. */
export function withPlaceholders(request: SharedRequest, known: SensitiveValues): SharedRequest {
  const secrets = new Map(
    [...known]
      .filter(([, kind]) => !isPersonal(kind))
      .map(([value, kind]) => [value, placeholder(kind)] as const),
  );
  const forms = [...secrets]
    .filter(([value]) => value.length >= MIN_SEARCHED)
    .flatMap(([value, name]) => encodedForms(value).map((form) => [form, name] as const))
    .toSorted(([one], [other]) => other.length - one.length);
  const search = (value: string) =>
    secrets.get(value) ??
    forms.reduce((result, [form, name]) => result.replaceAll(form, name), value);
  const text = (value: string) => search(value).replace(TOKEN, '<token>');
  const named = (name: string, value: string) =>
    value === '' || isPlaceholder(value)
      ? value
      : isSecretName(name)
        ? (secrets.get(value) ?? placeholder(name))
        : text(value);
  const { base, query, fragment } = partsOfUrl(search(request.url));
  return {
    ...request,
    url: [
      base.replace(/\/\/[^/@]*@/, '//<credentials>@'),
      mapParameters(query, named),
      mapParameters(fragment, named),
    ]
      .join('')
      .replace(TOKEN, '<token>'),
    headers: request.headers.map((header) => withoutCredentials(header, secrets, named)),
    ...(request.form === undefined
      ? {}
      : { form: request.form.map(([name, value]) => [name, named(name, value)] as const) }),
    ...(request.body === undefined ? {} : { body: bodyOf(request.body, named, text) }),
  };
}

/** Of an Authorization header the scheme stays. */
function withoutCredentials(
  header: NameValue,
  secrets: ReadonlyMap<string, string>,
  named: (name: string, value: string) => string,
): NameValue {
  const [name, value] = header;
  if (basicCredentials(header) !== undefined) return header;
  if (kindOfName(name) !== 'credentials') return [name, named(name, value)];
  const [scheme = '', ...rest] = value.split(' ');
  const credentials = rest.join(' ');
  const stand = scheme.toLowerCase() === 'basic' ? '<credentials>' : '<access_token>';
  return [name, credentials === '' ? stand : `${scheme} ${secrets.get(credentials) ?? stand}`];
}

function bodyOf(
  body: string,
  named: (name: string, value: string) => string,
  text: (value: string) => string,
): string {
  const change = (value: JsonValue, name: string, isSecret: boolean): JsonValue => {
    if (Array.isArray(value)) return value.map((entry) => change(entry, name, isSecret));
    if (isJsonObject(value)) {
      return Object.fromEntries(
        Object.entries(value).map(([key, member]) => [
          text(key),
          change(member, isSecret ? name : key, isSecret || isSecretKind(kindOfMember(key, value))),
        ]),
      );
    }
    if (isSecret && (typeof value === 'string' || typeof value === 'number')) {
      return named(name, `${value}`);
    }
    return typeof value === 'string' ? text(value) : value;
  };
  try {
    const parsed: JsonValue = JSON.parse(body);
    const changed = change(parsed, '', false);
    // What holds no secret stays as it was written.
    return JSON.stringify(changed) === JSON.stringify(parsed) ? body : JSON.stringify(changed);
  } catch {
    return isFormText(body) ? mapParameters(`?${body}`, named).slice(1) : text(body);
  }
}

function isSecretName(name: string): boolean {
  return isSecretKind(kindOfName(name));
}

function isSecretKind(kind: SensitiveKind | undefined): boolean {
  return kind !== undefined && !isPersonal(kind);
}

function placeholder(name: string): string {
  return `<${name.toLowerCase().replace(/[^a-z0-9]+/g, '_')}>`;
}
