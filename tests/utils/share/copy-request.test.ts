import { execFileSync } from 'node:child_process';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { resultOf } from '../../../utils/oauth/run-result';
import {
  COPY_FORMATS,
  type CopyFormat,
  copyRequest,
  withPlaceholders,
} from '../../../utils/share/copy-request';
import { sensitiveValuesOfRun } from '../../../utils/share/sensitive-values';
import type { SharedRequest } from '../../../utils/share/shared-request';
import { accessToken, idToken, tellingRun, told } from './telling-run';

const formats = Object.keys(COPY_FORMATS) as CopyFormat[];
const run = tellingRun();
const known = sensitiveValuesOfRun(run, resultOf(run));

/** The arguments that a POSIX shell makes of a command, with a function in place of the tool. */
function argumentsOf(tool: 'curl' | 'http', command: string): readonly string[] {
  const script = `${tool}() { printf '%s\\0' "$@"; }\n${command}`;
  return execFileSync('/bin/sh', ['-c', script]).toString().split('\0').slice(0, -1);
}

type Sent = {
  readonly method: string;
  readonly url: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly form: readonly (readonly [string, string])[];
  readonly body?: string;
};

/** What cURL sends, as its manual says of these options. */
function sentByCurl(command: string): Sent {
  const words = [...argumentsOf('curl', command)];
  const headers: [string, string][] = [];
  const data: string[] = [];
  let method = 'GET';
  let url = '';
  for (let word = words.shift(); word !== undefined; word = words.shift()) {
    const value = word.startsWith('-') && word !== '-g' ? (words.shift() ?? '') : '';
    if (word === '-X') method = value;
    else if (word === '-H' && value.endsWith(';')) headers.push([value.slice(0, -1), '']);
    else if (word === '-H') headers.push(splitAt(value, ': '));
    else if (word === '-u') headers.push(['authorization', `Basic base64(${value})`]);
    else if (word === '--data-raw') data.push(value);
    else if (word === '--data-urlencode') {
      const [name, text] = splitAt(value, '=');
      data.push(`${name}=${encodeURIComponent(text)}`);
    } else if (word !== '-g') url = word;
  }
  return {
    method,
    url,
    headers,
    form: [...new URLSearchParams(data.join('&'))],
    body: data.join('&'),
  };
}

/** What HTTPie sends: its items are parted at the first separator that no backslash stands before. */
function sentByHttpie(command: string): Sent {
  const words = argumentsOf('http', command).filter((word) => word !== '--form');
  const [method = '', url = '', ...items] = words;
  const headers: [string, string][] = [];
  const form: [string, string][] = [];
  let body: string | undefined;
  for (let index = 0; index < items.length; index += 1) {
    const item = items[index] ?? '';
    if (item === '-a')
      headers.push(['authorization', `Basic base64(${items[(index += 1)] ?? ''})`]);
    else if (item === '--raw') body = items[(index += 1)] ?? '';
    else {
      const tokens: { readonly text: string; readonly isEscaped: boolean }[] = [];
      for (let at = 0; at < item.length; at += 1) {
        const isEscaped = item[at] === '\\' && ':;=@'.includes(item[at + 1] ?? '\\');
        if (isEscaped) at += 1;
        else if (item[at] === '\\') {
          // It stands for itself, and so does what follows it.
          tokens.push({ text: '\\', isEscaped: true });
          at += 1;
          if (at < item.length) tokens.push({ text: item[at] ?? '', isEscaped: true });
          continue;
        }
        tokens.push({ text: item[at] ?? '', isEscaped });
      }
      const first = tokens.findIndex(({ text, isEscaped }) => !isEscaped && /[:;=@]/.test(text));
      const name = tokens
        .slice(0, first)
        .map(({ text }) => text)
        .join('');
      const rest = tokens.slice(first + 1);
      // Two in a row would be another separator.
      expect(rest[0]?.isEscaped === false && /[:;=@]/.test(rest[0].text)).toBe(false);
      const value = rest.map(({ text }) => text).join('');
      const separator = tokens[first]?.text;
      if (separator === '=') form.push([name, value]);
      else headers.push([name, value]);
    }
  }
  return { method, url, headers, form, ...(body === undefined ? {} : { body }) };
}

/** What the snippet hands to `fetch`. */
async function sentByFetch(snippet: string): Promise<Sent> {
  const calls: { readonly url: string; readonly init: Record<string, unknown> }[] = [];
  await runInNewContext(`(async () => { ${snippet} })()`, {
    fetch: (url: string, init: Record<string, unknown>) => void calls.push({ url, init }),
    URLSearchParams,
    TextEncoder,
    btoa: (text: string) => `base64(${Buffer.from(text, 'latin1').toString('utf8')})`,
  });
  const [call] = calls;
  const body = call?.init['body'];
  return {
    method: String(call?.init['method']),
    url: call?.url ?? '',
    headers: JSON.parse(JSON.stringify(call?.init['headers'] ?? [])) as [string, string][],
    form: body instanceof URLSearchParams ? [...body] : [],
    ...(typeof body === 'string' ? { body } : {}),
  };
}

function splitAt(text: string, sign: string): [string, string] {
  const at = text.indexOf(sign);
  return [text.slice(0, at), text.slice(at + sign.length)];
}

const hostile = [
  "it's",
  "'; echo pwned; '",
  '$(echo pwned) `echo pwned` $HOME',
  'a\nb\r\n \\ "c" !! * ~',
  '@/etc/passwd',
  '=x',
  ':=1',
  String.raw`a\=b \\: \@`,
  '</script><script>alert(1)</script>',
  'Grüße ☃ 😀\u2028',
  '-v',
  '',
];

const text = fc.oneof(
  fc.constantFrom(...hostile),
  fc.string({ unit: 'binary' }).filter((value) => !value.includes('\0') && value.isWellFormed()),
);
const headerName = fc
  .stringMatching(/^[a-z][a-z0-9-]{0,10}$/)
  .filter((name) => !/^(?:authorization)$/.test(name));
// HTTPie knows no way to send a backslash before a separator in a header.
const headerValue = text.filter(
  (value) => !/[\r\n]|\\[:;=@]/.test(value) && value === value.trim(),
);

describe.each([
  ['curl', (request: SharedRequest) => sentByCurl(COPY_FORMATS.curl.write(request))],
  ['httpie', (request: SharedRequest) => sentByHttpie(COPY_FORMATS.httpie.write(request))],
  ['fetch', (request: SharedRequest) => sentByFetch(COPY_FORMATS.fetch.write(request))],
] as const)('%s', (format, send) => {
  test('sends a form as it was recorded, whatever is in it', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(text, text), { minLength: 1, maxLength: 3 }),
        fc.array(fc.tuple(headerName, headerValue), { maxLength: 2 }),
        async (form, headers) => {
          const url = 'https://auth.example.com/token?a=%27$HOME';
          const sent = await send({ method: 'POST', url, headers, form });
          expect(sent.method).toBe('POST');
          expect(sent.url).toBe(url);
          for (const header of headers) expect(sent.headers).toContainEqual(header);
          const received = sent.form.length > 0 ? sent.form : [...new URLSearchParams(sent.body)];
          // A pair without name and value is sent as nothing or as a sign alone.
          const filled = (pairs: Sent['form']) =>
            pairs.filter(([name, value]) => name + value !== '');
          expect(filled(received)).toEqual(filled(form));
        },
      ),
      { numRuns: format === 'fetch' ? 100 : 30 },
    );
  });

  test('sends any other body as it is', async () => {
    await fc.assert(
      fc.asyncProperty(text, async (body) => {
        const sent = await send({
          method: 'PUT',
          url: 'https://api.example.com/',
          headers: [],
          body,
        });
        expect(sent.body ?? '').toBe(body);
      }),
      { numRuns: format === 'fetch' ? 100 : 30 },
    );
  });

  test('encodes recorded Basic credentials itself', async () => {
    const sent = await send({
      method: 'POST',
      url: 'https://auth.example.com/token',
      headers: [['authorization', "Basic base64(it's)ü:<client_secret>)"]],
      form: [['a', 'b']],
    });
    expect(sent.headers).toContainEqual(['authorization', "Basic base64(it's)ü:<client_secret>)"]);
  });
});

describe('toRawHttp', () => {
  test('writes a message, placeholders as they are', () => {
    expect(
      COPY_FORMATS.http.write({
        method: 'POST',
        url: 'https://auth.example.com:8443/token?a=<token>#x',
        headers: [['accept', 'application/json']],
        form: [
          ['code', '<code>'],
          ['scope', 'a b&c'],
        ],
      }),
    ).toBe(
      'POST /token?a=<token> HTTP/1.1\nhost: auth.example.com:8443\naccept: application/json\ncontent-type: application/x-www-form-urlencoded\n\ncode=<code>&scope=a+b%26c',
    );
  });

  test('lets no value begin a header of its own', () => {
    const message = COPY_FORMATS.http.write({
      method: 'GET\r\nx-a: 1',
      url: 'https://auth.example.com/',
      headers: [['x-b', '1\r\nx-c: 2']],
    });
    expect(message.trimEnd().split('\n')).toHaveLength(3);
  });
});

describe('copyRequest', () => {
  test('keeps characters that nobody sees as they are', () => {
    const body = 'a\u202Eb\u200Bc';
    const copied = copyRequest(
      { method: 'POST', url: 'https://a.example/', headers: [], body },
      { format: 'curl', hasSecrets: false, known },
    );
    expect(copied).toContain(`--data-raw '${body}'`);
  });

  const request: SharedRequest = {
    method: 'POST',
    url: `https://api.example.com/tokens/${accessToken}?state=${told.state}&page=2&id_token_hint=${idToken}`,
    headers: [
      ['authorization', `Bearer ${accessToken}`],
      ['dpop', 'eyJhbGciOiJFUzI1NiJ9.e30.c2ln'],
      ['cookie', 'session=1'],
      ['accept', 'application/json'],
    ],
    form: [
      ['grant_type', 'authorization_code'],
      ['code', told.code],
      ['code_verifier', told.codeVerifier],
      ['token', told.refreshToken],
      ['client_secret', '<client_secret>'],
      ['client_assertion', 'some.client.assertion'],
      ['subject_token', 'unknown-token'],
      ['password', 'hunter2'],
      ['note', `it was ${told.code}`],
    ],
  };
  const gone = [
    accessToken,
    idToken,
    told.state,
    told.code,
    told.codeVerifier,
    told.refreshToken,
    'some.client.assertion',
    'unknown-token',
    'hunter2',
    'session=1',
    'eyJhbGciOiJFUzI1NiJ9',
  ];

  test('has a placeholder for each secret, by name and by value', () => {
    expect(withPlaceholders(request, known)).toEqual({
      method: 'POST',
      url: 'https://api.example.com/tokens/<access_token>?state=<state>&page=2&id_token_hint=<id_token>',
      headers: [
        ['authorization', 'Bearer <access_token>'],
        ['dpop', '<dpop>'],
        ['cookie', '<cookie>'],
        ['accept', 'application/json'],
      ],
      form: [
        ['grant_type', 'authorization_code'],
        ['code', '<code>'],
        ['code_verifier', '<code_verifier>'],
        ['token', '<refresh_token>'],
        ['client_secret', '<client_secret>'],
        ['client_assertion', '<client_assertion>'],
        ['subject_token', '<subject_token>'],
        ['password', '<password>'],
        ['note', 'it was <code>'],
      ],
    });
  });

  test.each(formats)('%s holds no secret unless it is asked for', (format) => {
    const safe = copyRequest(request, { format, hasSecrets: false, known });
    for (const secret of gone) expect(safe).not.toContain(secret);
    const whole = copyRequest(request, { format, hasSecrets: true, known });
    for (const secret of [accessToken, told.code, 'hunter2']) expect(whole).toContain(secret);
  });

  test.each([
    [`{"token":"${accessToken}","page":1}`, '{"token":"<access_token>","page":1}'],
    [
      '{"credentials":{"secret":"x"},"nested":["a"]}',
      '{"credentials":{"secret":"<credentials>"},"nested":["a"]}',
    ],
    [`{"text":"${told.code}"}`, '{"text":"<code>"}'],
    ['{ "page": 1 }', '{ "page": 1 }'],
    [`code=${told.code}&page=1`, 'code=<code>&page=1'],
    [`plain ${told.refreshToken}`, 'plain <refresh_token>'],
  ])('replaces secrets in the body %s', (body, expected) => {
    const copied = withPlaceholders(
      { method: 'POST', url: 'https://a.example/', headers: [], body },
      known,
    );
    expect(copied.body).toBe(expected);
  });

  test('keeps no known secret, wherever it stands', () => {
    const secrets = [...known].filter(([, kind]) => /token|code|verifier|state|nonce/.test(kind));
    fc.assert(
      fc.property(fc.constantFrom(...secrets), fc.constantFrom(...formats), (secret, format) => {
        const [value] = secret;
        const copied = copyRequest(
          {
            method: 'POST',
            url: `https://a.example/x/${encodeURIComponent(value)}?q=${encodeURIComponent(value)}#${value}`,
            headers: [['x-a', `b ${value}`]],
            form: [['q', value]],
          },
          { format, hasSecrets: false, known },
        );
        expect(copied).not.toContain(value);
        expect(copied).not.toContain(encodeURIComponent(value));
      }),
    );
  });
});
