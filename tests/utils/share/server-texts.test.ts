import { describe, expect, test } from 'vitest';
import type { Exchange } from '../../../utils/oauth/exchange';
import { serverTextsOfPasted, serverTextsOfRun } from '../../../utils/share/server-texts';
import { recognise } from '../../../utils/tokens/recognise/recognise';
import { exchangeOf } from '../oauth/sample-run';
import { tellingRun } from './telling-run';

function answer(
  purpose: Exchange['purpose'],
  status: number,
  body: unknown,
  challenge?: string,
): Exchange {
  return {
    ...exchangeOf('', { purpose }),
    outcome: {
      kind: 'response',
      status,
      headers: challenge === undefined ? [] : [['WWW-Authenticate', challenge]],
      body: typeof body === 'string' ? body : JSON.stringify(body),
      end: 'whole',
    },
  };
}

const ofApi = answer(
  'resource',
  403,
  { error: { code: 'no_stay', message: 'No stay\nof Ada.' }, type: 'guest' },
  String.raw`Bearer error="invalid_token", error_description="Ada \"the\" guest"`,
);
const ofServer = answer('token', 400, 'error=invalid_grant&error_description=Closed+account');

describe('serverTextsOfRun', () => {
  test('finds what an API and the server say in their own words', () => {
    const run = tellingRun([ofApi, ofServer]);
    const ofApis = serverTextsOfRun(run, true);
    expect(ofApis).toEqual([
      String.raw`Ada \"the\" guest`,
      'Ada "the" guest',
      'No stay\nof Ada.',
      'No stay of Ada',
      // As findings quote it.
      'No stay[U+000A]of Ada.',
    ]);
    expect(serverTextsOfRun(run, false)).toEqual([...ofApis, 'Closed account']);
  });

  test('takes no code, and nothing of an answer that is no error', () => {
    const run = tellingRun([
      answer('resource', 200, { message: 'Welcome, Ada' }),
      answer('resource', 401, { error: 'invalid_token', status: 'active', code: 'E42' }),
    ]);
    expect(serverTextsOfRun(run, true)).toEqual([]);
  });

  test('loses nothing that a failure repeats among much else', () => {
    const more = Array.from({ length: 500 }, (_, index) => ({ message: `Stay no. ${index}` }));
    const run = tellingRun([
      answer('resource', 400, { more, error: { message: 'Ada did it' }, detail: 'Ask Ada' }),
      ofServer,
    ]);
    expect(serverTextsOfRun(run, false)).toEqual(
      expect.arrayContaining(['Ask Ada', 'Ada did it', 'Closed account']),
    );
  });

  test('knows an error that is a sentence', () => {
    const run = tellingRun([answer('resource', 404, { error: 'Ada is unknown' })]);
    expect(serverTextsOfRun(run, true)).toEqual(['Ada is unknown']);
  });
});

test('serverTextsOfPasted finds the description in an authorization response', () => {
  const pasted = 'https://app.example.com/cb?error=access_denied&error_description=Ada+said+no';
  expect(serverTextsOfPasted(recognise(pasted))).toEqual(['Ada said no']);
});
