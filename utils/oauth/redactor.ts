/** Stands where the client secret stood. */
const SECRET_PLACEHOLDER = '<client_secret>';

/** Shorter secrets are not searched for in free text: they would tear ordinary words apart. */
const MIN_SEARCHED_SECRET = 8;

/** What is kept of a client secret: how it travels, and nothing of what it says. */
export type SecretTrait =
  /** It begins or ends with white space, as what is copied from a page may. */
  | 'white-space-around'
  /** Form-encoding changes it (RFC 6749 §2.3.1), so that servers that do not decode read another. */
  | 'changed-by-encoding'
  /** Only such form-encoding changes it as spares no mark: that of oauth4webapi, and few others. */
  | 'changed-by-strict-encoding';

/** Takes the client secret out of what is recorded. */
export type Redactor = {
  (text: string): string;
  header(name: string, value: string): string;
  parameter(name: string, value: string): string;
  /** Of the secret that is taken out. */
  readonly traits: readonly SecretTrait[];
};

/** A redactor for this secret, in each form in which it can travel. */
export function makeRedactor(clientId: string, secret: string | undefined): Redactor {
  const forms =
    secret === undefined || secret.length < MIN_SEARCHED_SECRET ? [] : formsOf(clientId, secret);
  const redact = (text: string) =>
    forms.reduce((result, form) => result.replaceAll(form, SECRET_PLACEHOLDER), text);
  return Object.assign(redact, {
    header: (name: string, value: string) =>
      name.toLowerCase() === 'authorization' && BASIC.test(value)
        ? basicWithoutSecret(value)
        : redact(value),
    parameter: (name: string, value: string) =>
      name === 'client_secret' ? SECRET_PLACEHOLDER : redact(value),
    traits: secret === undefined ? [] : traitsOf(secret),
  });
}

function traitsOf(secret: string): readonly SecretTrait[] {
  return [
    ...(secret.trim() === secret ? [] : (['white-space-around'] as const)),
    ...(formEncode(secret) !== secret
      ? (['changed-by-encoding'] as const)
      : strictEncode(secret) === secret
        ? []
        : (['changed-by-strict-encoding'] as const)),
  ];
}

/** Tokens stand in this header too, and are no secret of the client. */
const BASIC = /^Basic +/i;

/** The credentials of RFC 7617 §2 in the open, with the client ID as it was encoded. */
function basicWithoutSecret(header: string): string {
  const [clientId = ''] = atob(header.replace(BASIC, '')).split(':');
  return `Basic base64(${clientId}:${SECRET_PLACEHOLDER})`;
}

/** How the secret looks in a body, a query, JSON, HTML, and in the credentials of Basic authentication; longest first. */
function formsOf(clientId: string, secret: string): readonly string[] {
  const credentials = [
    ...[secret, ...urlEncodings(secret)].map((text) => `${clientId}:${text}`),
    `${formEncode(clientId)}:${formEncode(secret)}`,
    `${strictEncode(clientId)}:${strictEncode(secret)}`,
  ];
  return encodedForms(secret, credentials.flatMap(base64Forms));
}

/** How a text looks in a body, a query, JSON, HTML and base64, and further forms likewise; longest first. */
export function encodedForms(text: string, further: readonly string[] = []): readonly string[] {
  const escaped = jsonEscape(text);
  const encoded = urlEncodings(text);
  const forms = [
    text,
    escaped,
    escaped.replaceAll('/', String.raw`\/`),
    asciiEscape(escaped),
    htmlEscape(text),
    ...encoded,
    ...encoded.map(withLowerCaseHex),
    ...encoded.map(encodeURIComponent),
    ...base64Forms(text),
    ...further,
  ];
  // JSON within JSON, and so on, escapes once more.
  const all = new Set([...forms, ...forms.map(jsonEscape)]);
  return [...all].toSorted((one, other) => other.length - one.length);
}

function urlEncodings(text: string): readonly string[] {
  return [encodeURIComponent(text.toWellFormed()), formEncode(text), strictEncode(text)];
}

/** As oauth4webapi encodes credentials: every character but letters and digits. */
function strictEncode(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replace(/[-_.!~*'()]|%20/g, (character) =>
    character === '%20' ? '+' : `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function toBase64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}

/** With and without padding, and as RFC 4648 §5 writes it in addresses. */
function base64Forms(text: string): readonly string[] {
  const padded = toBase64(text);
  const bare = padded.replace(/=+$/, '');
  return [padded, bare, bare.replaceAll('+', '-').replaceAll('/', '_')];
}

function withLowerCaseHex(encoded: string): string {
  return encoded.replace(/%../g, (hex) => hex.toLowerCase());
}

function htmlEscape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

function formEncode(text: string): string {
  return new URLSearchParams([['', text]]).toString().slice(1);
}

/** As servers write JSON that has to be ASCII. */
function asciiEscape(text: string): string {
  return text
    .replaceAll('/', String.raw`\/`)
    .replace(
      /[^\x20-\x7E]/g,
      (character) => String.raw`\u` + character.charCodeAt(0).toString(16).padStart(4, '0'),
    );
}

function jsonEscape(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}
