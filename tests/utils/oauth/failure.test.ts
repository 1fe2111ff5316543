import { describe, expect, test } from 'vitest';
import {
  callbackMissed,
  fail,
  hostsInWords,
  permissionMissing,
  permissionWithdrawn,
} from '../../../utils/oauth/failure';

describe('fail', () => {
  test.each([
    ['a\u202Eb', String.raw`a\u202Eb`],
    ['\u2066a\u2069', String.raw`\u2066a\u2069`],
    ['\u061Ca\u200Eb\u200Fc', String.raw`\u061Ca\u200Eb\u200Fc`],
    ['\u202A\u202B\u202C\u202D', String.raw`\u202A\u202B\u202C\u202D`],
    // Words of languages that are written from right to left stay as they are.
    ['שגיאה', 'שגיאה'],
    [' a\n\tb. ', 'a b'],
    ['x'.repeat(301), `${'x'.repeat(299)}…`],
  ])('tells the cause %j in one line, and every turn of direction as an escape', (said, cause) => {
    expect(fail('unexpected', said, 'Wait.')).toEqual({
      ok: false,
      failure: { code: 'unexpected', cause, remedy: 'Wait.' },
    });
  });
});

describe('hostsInWords', () => {
  test.each([
    [[], ''],
    [['https://a.example'], 'a.example'],
    [['https://a.example', 'http://127.0.0.1:1'], 'a.example and http://127.0.0.1:1'],
    [
      ['https://a.example', 'https://b.example:8443', 'https://c.example'],
      'a.example, b.example:8443 and c.example',
    ],
  ])('%j: %s', (origins, words) => {
    expect(hostsInWords(origins)).toBe(words);
  });
});

describe('permissionMissing and permissionWithdrawn', () => {
  const origins = ['https://a.example', 'https://app.example'];

  test('name the origins, and say when they were missed', () => {
    expect(permissionMissing(origins)).toEqual({
      code: 'permission_missing',
      cause: 'no permission yet to reach a.example and app.example',
      remedy:
        'OAuth Workbench asks for each server on its own. Allow access, and the run starts by itself.',
      origins,
    });
    expect(permissionWithdrawn(origins)).toEqual({
      ...permissionMissing(origins),
      cause: 'the permission to reach a.example and app.example was taken away during the sign-in',
    });
  });
});

describe('callbackMissed', () => {
  test('names the address that the tab came to', () => {
    expect(callbackMissed('https://app.example.com/callback')).toEqual({
      code: 'callback_missed',
      cause:
        'the tab of the sign-in came to https://app.example.com/callback without an answer to this run',
      remedy:
        'The server sent neither a code nor an error that can be seen, or sent them as a form, which the app then has. If it answers with forms, add the parameter response_mode=form_post to the client: a form that was asked for is captured.',
    });
  });
});
