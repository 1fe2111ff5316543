import { describe, expect, test } from 'vitest';
import { bodyOf, parseHeaderLines, resourceError } from '../../../utils/oauth/resource-request';
import type { ResourceRequest } from '../../../utils/oauth/token-use';

const request: ResourceRequest = { url: 'https://api.example/me', method: 'POST', headers: [] };

describe('parseHeaderLines', () => {
  test('reads one header per line', () => {
    expect(parseHeaderLines('\nX-Tenant: a:b \n\n accept:text/csv\nX-Empty:')).toEqual({
      ok: true,
      headers: [
        ['X-Tenant', 'a:b'],
        ['accept', 'text/csv'],
        ['X-Empty', ''],
      ],
    });
  });

  test.each([
    ['x', 'Line 1 is not Name: value.'],
    ['a: 1\nb c: 2', 'Line 2 is not Name: value.'],
    [': x', 'Line 1 is not Name: value.'],
    ['AUTHORIZATION: Bearer x', 'AUTHORIZATION cannot be set here: it holds the token.'],
    ['Cookie: a=b', 'Cookie cannot be set here: cookies are not sent.'],
    [
      'Sec-Fetch-Site: none',
      'Sec-Fetch-Site cannot be set here: the browser sets it, or leaves it out.',
    ],
    [
      'X-HTTP-Method-Override: GET, trace',
      'X-HTTP-Method-Override cannot be set here: browsers send no request with the method "GET, trace".',
    ],
    ['DPoP: x', 'DPoP cannot be set here: proofs of possession are not sent.'],
    ['a: \u{1F600}', 'The value of a holds a character that no header can hold.'],
  ])('refuses %j', (text, message) => {
    expect(parseHeaderLines(text)).toEqual({ ok: false, message });
  });
});

// https://fetch.spec.whatwg.org/#forbidden-request-header, and one that Chromium replaces.
const forbidden = [
  'Accept-Charset',
  'Accept-Encoding',
  'Access-Control-Request-Headers',
  'Access-Control-Request-Method',
  'Connection',
  'Content-Length',
  'Cookie',
  'Cookie2',
  'Date',
  'DNT',
  'Expect',
  'Host',
  'Keep-Alive',
  'Origin',
  'Referer',
  'Set-Cookie',
  'TE',
  'Trailer',
  'Transfer-Encoding',
  'Upgrade',
  'Via',
  'Proxy-Authorization',
  'Sec-GPC',
  'User-Agent',
];

describe('headers that a browser does not send as they were typed', () => {
  test.each(forbidden)('%s is refused in words', (name) => {
    const message = `${name} cannot be set here`;
    const lines = parseHeaderLines(`${name}: 1`);
    expect(lines.ok || lines.message).toContain(message);
    const headers = [[name.toUpperCase(), '1']] as const;
    expect(resourceError({ ...request, headers })?.field).toBe('headers');
  });

  test.each(['Accept', 'Accept-Language', 'If-None-Match', 'Range', 'X-HTTP-Method-Override'])(
    '%s is sent',
    (name) => {
      expect(parseHeaderLines(`${name}: PATCH`)).toEqual({ ok: true, headers: [[name, 'PATCH']] });
    },
  );
});

describe('resourceError', () => {
  test.each<[Partial<ResourceRequest>, string | undefined]>([
    [{}, undefined],
    [{ url: 'api.example/me' }, 'url'],
    [{ url: 'ftp://api.example/me' }, 'url'],
    [{ url: 'https://u:p@api.example/' }, 'url'],
    [{ headers: [['authorization', 'x']] }, 'headers'],
    [{ headers: [['a\nb', 'x']] }, 'headers'],
    [{ headers: [['a', 'x\ny']] }, 'headers'],
    [{ body: { type: 'json', text: '{"a":1}' } }, undefined],
    [{ body: { type: 'json', text: ' ' } }, undefined],
    [{ body: { type: 'json', text: '{a}' } }, 'body'],
    [{ body: { type: 'form', text: 'a=1\nb' } }, 'body'],
    [{ body: { type: 'json', text: '{a}' }, method: 'GET' }, undefined],
  ])('of %j is at %s', (changes, field) => {
    expect(resourceError({ ...request, ...changes })?.field).toBe(field);
  });
});

describe('bodyOf', () => {
  test('sends nothing where nothing was typed, and nothing with GET or HEAD', () => {
    const body = { type: 'json', text: '{}' } as const;
    expect(bodyOf(request)).toBeUndefined();
    expect(bodyOf({ ...request, body: { type: 'form', text: '\n' } })).toBeUndefined();
    expect(bodyOf({ ...request, body, method: 'HEAD' })).toBeUndefined();
    expect(bodyOf({ ...request, body })).toEqual({ content: '{}', type: 'application/json' });
  });
});
