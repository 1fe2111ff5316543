import fc from 'fast-check';
import * as oauth from 'oauth4webapi';
import { describe, expect, test } from 'vitest';
import { makeRedactor } from '../../../utils/oauth/redactor';

const secret = 'p@ss w0rd/+=&"\\';
const redact = makeRedactor('client', secret);

describe('makeRedactor', () => {
  test.each([
    ['as it is', secret],
    ['percent-encoded', encodeURIComponent(secret)],
    ['form-encoded', new URLSearchParams({ a: secret }).toString().slice(2)],
    ['in JSON', JSON.stringify(secret).slice(1, -1)],
    ['in JSON with its slashes escaped', String.raw`p@ss w0rd\/+=&\"\\`],
    ['percent-encoded in lower case', 'p%40ss%20w0rd%2f%2b%3d%26%22%5c'],
    ['percent-encoded twice', encodeURIComponent(encodeURIComponent(secret))],
    ['in HTML', 'p@ss w0rd/+=&amp;&quot;\\'],
    ['in JSON within JSON', JSON.stringify(JSON.stringify(secret).slice(1, -1)).slice(1, -1)],
    ['in base64', btoa(secret)],
    ['in base64 without padding', btoa(secret).replace(/=+$/, '')],
    ['in base64url', Buffer.from(secret).toString('base64url')],
  ])('takes out the secret %s', (_, form) => {
    expect(redact(`a ${form} b ${form}`)).toBe('a <client_secret> b <client_secret>');
  });

  test.each([
    ['as they are', 'grün/"tee"-ß'],
    ['in JSON', String.raw`grün/\"tee\"-ß`],
    ['in JSON with its slashes escaped', String.raw`grün\/\"tee\"-ß`],
    ['in JSON that is ASCII', String.raw`gr\u00fcn\/\"tee\"-\u00df`],
    ['percent-encoded', 'gr%C3%BCn%2F%22tee%22-%C3%9F'],
    ['as oauth4webapi encodes it', 'gr%C3%BCn%2F%22tee%22%2D%C3%9F'],
    ['in base64', 'Z3LDvG4vInRlZSItw58='],
  ])('takes out letters beyond ASCII %s', (_, form) => {
    expect(makeRedactor('client', 'grün/"tee"-ß')(`a ${form} b`)).toBe('a <client_secret> b');
  });

  test.each([
    ['as they are', `my client:${secret}`],
    ['form-encoded', 'my+client:p%40ss+w0rd%2F%2B%3D%26%22%5C'],
  ])('takes out Basic credentials whole, %s', (_, credentials) => {
    expect(makeRedactor('my client', secret)(`Basic ${btoa(credentials)}.`)).toBe(
      'Basic <client_secret>.',
    );
  });

  // Some servers answer an error with the header that they were sent.
  test('takes out the credentials of a Basic header that comes back', async () => {
    const headers = new Headers();
    await oauth.ClientSecretBasic(secret)(
      { issuer: 'https://a.example' },
      { client_id: 'client' },
      new URLSearchParams(),
      headers,
    );
    const credentials = headers.get('authorization')?.slice('Basic '.length) ?? '';
    expect(atob(credentials)).toBe('client:p%40ss+w0rd%2F%2B%3D%26%22%5C');
    expect(redact(`{"authorization":"Basic ${credentials}"}`)).not.toContain(credentials);
    const raw = btoa(`client:${secret}`);
    expect(redact(`{"authorization":"Basic ${raw}"}`)).not.toContain(raw);
  });

  test('shows what an authorization header is made of, in any case', () => {
    const sent = `Basic ${btoa(`client:${secret}`)}`;
    expect(redact.header('Authorization', sent)).toBe('Basic base64(client:<client_secret>)');
    expect(redact.header('authorization', sent)).toBe('Basic base64(client:<client_secret>)');
    expect(redact.header('accept', `x ${secret}`)).toBe('x <client_secret>');
    expect(redact.header('authorization', sent.replace('Basic ', 'basic  '))).toBe(
      'Basic base64(client:<client_secret>)',
    );
  });

  test('keeps a token in an authorization header, and takes a secret out of it', () => {
    expect(redact.header('authorization', 'Bearer a.b-c_d=')).toBe('Bearer a.b-c_d=');
    expect(redact.header('authorization', 'DPoP Basic x')).toBe('DPoP Basic x');
    expect(redact.header('authorization', `Bearer ${secret}`)).toBe('Bearer <client_secret>');
  });

  // RFC 6749 §2.3.1: the ID is form-encoded first.
  test('shows the client ID as it was encoded', async () => {
    const headers = new Headers();
    await oauth.ClientSecretBasic('abc')(
      { issuer: 'https://a.example' },
      { client_id: 'my-client: 1' },
      new URLSearchParams(),
      headers,
    );
    const header = makeRedactor('my-client: 1', 'abc').header(
      'authorization',
      headers.get('authorization') ?? '',
    );
    expect(header).toBe('Basic base64(my%2Dclient%3A+1:<client_secret>)');
  });

  test('takes out the parameter client_secret, however short', () => {
    const short = makeRedactor('client', 'abc');
    expect(short.parameter('client_secret', 'abc')).toBe('<client_secret>');
    expect(short.parameter('code', 'abcdef')).toBe('abcdef');
    expect(short('abcdef')).toBe('abcdef');
  });

  test('searches for a secret of eight characters', () => {
    expect(makeRedactor('client', '12345678')('x12345678x')).toBe('x<client_secret>x');
    expect(makeRedactor('client', '1234567')('x1234567x')).toBe('x1234567x');
  });

  test('leaves text alone where there is no secret', () => {
    expect(makeRedactor('client', undefined)('undefined')).toBe('undefined');
    expect(makeRedactor('client', '')('')).toBe('');
  });

  test('never throws, and leaves no secret in free text', () => {
    fc.assert(
      fc.property(
        fc
          .string({ minLength: 8, unit: 'binary' })
          .filter((text) => !'<client_secret>'.includes(text)),
        fc.string(),
        (hidden, around) => {
          const redacted = makeRedactor('client', hidden)(`${around}${hidden}${around}`);
          expect(redacted.includes('<client_secret>')).toBe(true);
        },
      ),
    );
  });

  test.each([
    ['abcDEF123', []],
    ['a-secret_with.marks', ['changed-by-strict-encoding']],
    ['a+secret/with=signs', ['changed-by-encoding']],
    ['copied-along\n', ['white-space-around', 'changed-by-encoding']],
    [undefined, []],
  ])('tells how %j travels, and no more of it', (hidden, traits) => {
    expect(makeRedactor('client', hidden).traits).toEqual(traits);
  });

  test('takes a secret with half a character', () => {
    expect(() => makeRedactor('client', 'secret-\ud83d-secret')).not.toThrow();
  });
});
