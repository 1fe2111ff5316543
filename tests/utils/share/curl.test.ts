import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toCurl } from '../../../utils/share/curl';
import type { RecordedRequest } from '../../../utils/oauth/exchange';

/** The arguments that a POSIX shell makes of a command, with a function in place of cURL. */
function argumentsOf(command: string): readonly string[] {
  const script = `curl() { printf '%s\\0' "$@"; }\n${command}`;
  return execFileSync('/bin/sh', ['-c', script]).toString().split('\0').slice(0, -1);
}

describe('toCurl', () => {
  test('writes a GET on lines of its own', () => {
    expect(
      toCurl({ method: 'GET', url: 'https://a.example/x?y=1', headers: [['accept', 'a/b']] }),
    ).toBe("curl 'https://a.example/x?y=1' \\\n  -H 'accept: a/b'");
  });

  test('writes a form, the secret a placeholder as in the record', () => {
    expect(
      toCurl({
        method: 'POST',
        url: 'https://a.example/token',
        headers: [],
        form: [
          ['grant_type', 'authorization_code'],
          ['client_secret', '<client_secret>'],
        ],
      }),
    ).toBe(
      "curl 'https://a.example/token' \\\n  -X 'POST' \\\n  --data-urlencode 'grant_type=authorization_code' \\\n  --data-urlencode 'client_secret=<client_secret>'",
    );
  });

  test.each([
    ['client', "-u 'client:<client_secret>'"],
    // RFC 6749 §2.3.1
    ['my%2Dclient', "-u 'my%2Dclient:<client_secret>'"],
    ["it's)", "-u 'it'\\''s):<client_secret>'"],
  ])('leaves it to cURL to encode the credentials of %j', (clientId, option) => {
    const command = toCurl({
      method: 'POST',
      url: 'https://a.example/token',
      headers: [
        ['accept', 'application/json'],
        ['authorization', `Basic base64(${clientId}:<client_secret>)`],
      ],
    });
    expect(command).toBe(
      `curl 'https://a.example/token' \\\n  -X 'POST' \\\n  -H 'accept: application/json' \\\n  ${option}`,
    );
    expect(argumentsOf(command).slice(-2)).toEqual(['-u', `${clientId}:<client_secret>`]);
  });

  test.each([
    "it's",
    "'; echo pwned; '",
    '$(echo pwned) `echo pwned` $HOME',
    'a\nb \\ "c" !! * ~',
    '-v',
  ])('quotes %j so that a shell takes it literally', (value) => {
    const request: RecordedRequest = {
      method: 'POST',
      url: `https://a.example/${value}`,
      headers: [['x-a', value]],
      form: [['b', value]],
    };
    expect(argumentsOf(toCurl(request))).toEqual([
      `https://a.example/${value}`,
      '-X',
      'POST',
      '-H',
      `x-a: ${value}`,
      '--data-urlencode',
      `b=${value}`,
    ]);
  });

  test('is read back by a shell whatever the values are', () => {
    const value = fc.string().filter((text) => !text.includes('\0'));
    fc.assert(
      fc.property(value, value, (url, form) => {
        expect(
          argumentsOf(toCurl({ method: 'GET', url, headers: [], form: [['a', form]] })),
        ).toEqual([...(/[[\]{}]/.test(url) ? ['-g'] : []), url, '--data-urlencode', `a=${form}`]);
      }),
      { numRuns: 30 },
    );
  });
});
