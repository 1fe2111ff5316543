import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { recognise } from '../../../../utils/tokens/recognise/recognise';
import { shellWords } from '../../../../utils/tokens/recognise/shell-words';
import { toCurl } from '../../../../utils/share/curl';
import { rfc7515A2, rfc7515A3 } from '../vectors';

const jwt = rfc7515A2.token;
const proof = rfc7515A3.token;
const requestOf = (text: string) => recognise(text).httpRequest;

describe('shellWords', () => {
  test.each([
    [`a 'b c' "d e" f\\ g`, ['a', 'b c', 'd e', 'f g']],
    [`a'b'"c"d`, ['abcd']],
    [`'it'\\''s' "say \\"no\\" for \\$5 \\n"`, ["it's", 'say "no" for $5 \\n']],
    [`$'it\\'s\\n\\u0041\\x42\\\\'`, ["it's\nAB\\"]],
    ['a \\\n  b `\r\n c', ['a', 'b', 'c']],
    [`'' ""`, ['', '']],
    [`'open`, ['open']],
    [`"open\\`, ['open\\']],
    ['$HOME `x`', ['$HOME', '`x`']],
    [
      'curl ^"https://a/?b=c^&d=e^" ^\r\n  -H ^"x: \\^"q\\^"^"',
      ['curl', 'https://a/?b=c&d=e', '-H', 'x: "q"'],
    ],
    ['curl ^"a^%^20b^" ^\n -d ^"one^\n\ntwo^"', ['curl', 'a%20b', '-d', 'one\ntwo']],
  ])('%j', (command, words) => {
    expect(shellWords(command)).toEqual(words);
  });

  test('gives back what was quoted', () => {
    const quoted = (word: string) => `'${word.replaceAll("'", `'\\''`)}'`;
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' })), (words) => {
        fc.pre(!words.some((word) => /\^["\r\n]/.test(word)));
        expect(shellWords(words.map(quoted).join(' '))).toEqual(words);
      }),
    );
  });
});

describe('a cURL command', () => {
  test('gives the request, what it is, and its tokens', () => {
    const text = `$ curl -sS -X POST 'https://as.example/token?x=1' \\
      -H 'Authorization: Bearer ${jwt}' -H "DPoP: ${proof}" -H 'Accept:' \\
      --data-urlencode "grant_type=refresh token" -d refresh_token=r | jq .`;
    expect(recognise(text)).toEqual({
      what: 'cURL command: Token request: grant "refresh token"',
      tokens: [
        { name: 'Access token', value: jwt },
        { name: 'DPoP proof', value: proof },
        { name: 'Refresh token', value: 'r' },
      ],
      parameters: [['x', '1']],
      httpRequest: {
        method: 'POST',
        url: 'https://as.example/token?x=1',
        headers: [
          ['Authorization', `Bearer ${jwt}`],
          ['DPoP', proof],
        ],
        form: [
          ['grant_type', 'refresh token'],
          ['refresh_token', 'r'],
        ],
      },
    });
  });

  test('may be an authorization request', () => {
    const text = `curl -G https://as.example/authorize -d client_id=c -d response_type=code --data-urlencode 'scope=a b'`;
    expect(recognise(text)).toMatchObject({
      what: 'cURL command: Authorization request',
      request: {
        endpoint: 'https://as.example/authorize',
        clientId: 'c',
        parameters: [
          ['client_id', 'c'],
          ['response_type', 'code'],
          ['scope', 'a b'],
        ],
      },
    });
  });

  test.each([
    ['curl https://a.example', 'GET', 'https://a.example', {}],
    ['curl https://a.example/?b=c&d=e -k', 'GET', 'https://a.example/?b=c&d=e', {}],
    ['curl.exe --url https://a.example -I', 'HEAD', 'https://a.example', {}],
    ['curl -sSLo out.txt -m 5 https://a.example', 'GET', 'https://a.example', {}],
    ['curl -XPUT https://a.example', 'PUT', 'https://a.example', {}],
    ['curl --request=PATCH https://a.example', 'PATCH', 'https://a.example', {}],
    [
      'curl -u me:pass https://a.example',
      'GET',
      'https://a.example',
      { headers: [['Authorization', 'Basic bWU6cGFzcw==']] },
    ],
    [
      'curl --oauth2-bearer abc -A me -e r -b a=b https://a.example',
      'GET',
      'https://a.example',
      {
        headers: [
          ['Authorization', 'Bearer abc'],
          ['User-Agent', 'me'],
          ['Referer', 'r'],
          ['Cookie', 'a=b'],
        ],
      },
    ],
    [
      `curl https://a.example -H 'Content-Type: application/json' --data-raw '{"a":1}'`,
      'POST',
      'https://a.example',
      { headers: [['Content-Type', 'application/json']], body: '{"a":1}' },
    ],
    [`curl https://a.example --json '{"a":1}'`, 'POST', 'https://a.example', { body: '{"a":1}' }],
    [
      'curl https://a.example -F a=b -F file=@x',
      'POST',
      'https://a.example',
      {
        form: [
          ['a', 'b'],
          ['file', '@x'],
        ],
      },
    ],
    [
      'curl https://a.example --data-urlencode =b --data-urlencode name@file',
      'POST',
      'https://a.example',
      {
        form: [
          ['b', ''],
          ['name', '@file'],
        ],
      },
    ],
    ['curl https://a.example#x --url-query a=b', 'GET', 'https://a.example?a=b#x', {}],
    ['curl https://a.example && curl https://b.example', 'GET', 'https://a.example', {}],
    ['curl https://a.example > out.json', 'GET', 'https://a.example', {}],
  ])('%s', (text, method, url, rest) => {
    expect(requestOf(text)).toEqual({ method, url, headers: [], ...rest });
  });

  test('finds tokens in a JSON body', () => {
    expect(recognise(`curl https://a.example --json '{"proof":{"jwt":"${jwt}"}}'`)).toMatchObject({
      tokens: [{ name: 'Token', value: jwt }],
    });
  });

  test.each(['curl', 'curl --help', 'curl -H', 'curl -d @'])('%s has no address', (text) => {
    expect(recognise(text).httpRequest).toBeUndefined();
  });

  test('reads what the workbench copies', () => {
    const request = {
      method: 'POST',
      url: `https://as.example/token?it's`,
      headers: [
        ['Accept', 'application/json'],
        ['Content-Type', 'application/x-www-form-urlencoded;charset=UTF-8'],
      ],
      form: [
        ['grant_type', 'client_credentials'],
        ['scope', `a b&c='d'`],
      ],
    } as const;
    expect(requestOf(toCurl(request))).toEqual(request);
  });
});

describe('a call of fetch', () => {
  test('gives the request', () => {
    const text = `await fetch("https://as.example/token", {
      "headers": { "authorization": "Bearer ${jwt}" },
      "body": "grant_type=client_credentials",
      "method": "POST"
    });`;
    expect(recognise(text)).toEqual({
      what: 'Call of fetch: Token request: client credentials',
      tokens: [{ name: 'Access token', value: jwt }],
      httpRequest: {
        method: 'POST',
        url: 'https://as.example/token',
        headers: [['authorization', `Bearer ${jwt}`]],
        form: [['grant_type', 'client_credentials']],
      },
    });
    expect(requestOf('fetch("https://a.example")')).toEqual({
      method: 'GET',
      url: 'https://a.example',
      headers: [],
    });
  });

  test.each(['fetch(url)', 'fetch("a', 'fetch("https://a.example", [1])', 'fetch()'])(
    '%s cannot be read',
    (text) => {
      expect(recognise(text).what).toBe(
        'Nothing recognised: a call of fetch whose address and options are not written out as JSON',
      );
    },
  );
});
