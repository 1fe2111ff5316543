import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RecordedResponse } from '../../../utils/oauth/exchange';
import { readTokenBody, readTokenError } from '../../../utils/oauth/token-body';

const FORM = 'application/x-www-form-urlencoded';

const responseOf = (body: unknown, type = 'application/json'): RecordedResponse => ({
  status: 400,
  headers: [['Content-Type', type]],
  body: typeof body === 'string' ? body : JSON.stringify(body),
  end: 'whole',
});

const errorOf = (body: unknown, type?: string) => {
  const read = readTokenBody(responseOf(body, type));
  return read === undefined ? 'no body' : readTokenError(read);
};

describe('readTokenBody', () => {
  test.each<[string, unknown, string]>([
    ['JSON', { access_token: 'a' }, 'application/json'],
    ['JSON that says it is HTML', { access_token: 'a' }, 'text/html; charset=utf-8'],
    ['JSON of no token and no error', {}, 'application/json'],
  ])('reads %s', (_, members, type) => {
    expect(readTokenBody(responseOf(members, type))).toEqual({ format: 'json', members });
  });

  test.each<[string, string, string, Readonly<Record<string, string>>]>([
    ['a form', 'access_token=a+b&scope=x%2Cy', FORM, { access_token: 'a b', scope: 'x,y' }],
    ['a form with a line break at its end', 'error=x\r\n', FORM, { error: 'x' }],
    [
      'a form that says it is text',
      'access_token=a&expires=1',
      'text/plain',
      { access_token: 'a', expires: '1' },
    ],
    ['a form that says it is JSON', 'refresh_token=r', 'application/json', { refresh_token: 'r' }],
    ['a form of no stated type', 'id_token=i', '', { id_token: 'i' }],
  ])('reads %s', (_, body, type, members) => {
    expect(readTokenBody(responseOf(body, type))).toEqual({ format: 'form', members });
  });

  test.each<[string, string, string]>([
    ['nothing', '', FORM],
    ['a form of other members', 'ok=true&message=no', FORM],
    ['a page', '<a href="?error=x">error=y</a>', 'text/plain'],
    ['a page that would be a form', 'access_token=a', 'text/html'],
    ['a list', '["access_token"]', 'application/json'],
    ['JSON that breaks off', '{"access_token":"a"', 'application/json'],
  ])('reads nothing of %s', (_, body, type) => {
    expect(readTokenBody(responseOf(body, type))).toBeUndefined();
  });

  test('never throws', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.constantFrom(FORM, 'application/json', 'text/html'),
        (body, type) => {
          const read = readTokenBody(responseOf(body, type));
          if (read !== undefined) readTokenError(read);
        },
      ),
    );
  });
});

describe('readTokenError', () => {
  test.each<[string, unknown, object]>([
    ['RFC 6749 §5.2', { error: 'invalid_grant' }, { code: 'invalid_grant' }],
    [
      'a description',
      { error: 'invalid_grant', error_description: 'Used.' },
      { code: 'invalid_grant', description: 'Used.' },
    ],
    ['Slack', { ok: false, error: 'invalid_code' }, { code: 'invalid_code' }],
    [
      'Pipedrive',
      { success: false, message: 'Invalid client: client is invalid', error: 'invalid_client' },
      { code: 'invalid_client', description: 'Invalid client: client is invalid' },
    ],
    [
      'an object with a code',
      { error: { code: 'invalid_client', message: 'No.' } },
      { code: 'invalid_client', description: 'No.' },
    ],
    [
      'an object with a number for its code, as Facebook has it',
      { error: { message: 'Expired.', type: 'OAuthException', code: 100 } },
      { code: 'OAuthException', description: 'Expired.' },
    ],
    ['an object with a message alone', { error: { message: 'No.' } }, { code: 'No.' }],
    [
      'a list',
      { errors: [{ code: 'invalid_grant', message: 'Used.' }, { code: 'second' }] },
      { code: 'invalid_grant', description: 'Used.' },
    ],
    ['a list of texts', { errors: ['invalid_grant'] }, { code: 'invalid_grant' }],
    [
      'a description that only repeats the code',
      { error: 'invalid_grant', error_description: 'invalid_grant' },
      { code: 'invalid_grant' },
    ],
    ['a description that is no text', { error: 'x', error_description: { a: 1 } }, { code: 'x' }],
  ])('reads that of %s', (_, body, error) => {
    expect(errorOf(body)).toEqual(error);
  });

  test('reads that of a form, as GitHub sends it by default', () => {
    expect(
      errorOf('error=bad_verification_code&error_description=The+code+is+wrong.', FORM),
    ).toEqual({ code: 'bad_verification_code', description: 'The code is wrong.' });
  });

  test.each<[string, unknown]>([
    ['no error', { access_token: 'a' }],
    ['a message alone', { message: 'no' }],
    ['an empty error', { error: '' }],
    ['a number', { error: 7 }],
    ['an object that says nothing', { error: { code: 7 } }],
    ['a list within', { error: ['x'] }],
    ['an empty list', { errors: [] }],
    ['errors that are no list', { errors: { code: 'x' } }],
    ['what every object has', '{"__proto__":{"error":"x"},"a":1}'],
  ])('reads none of %s', (_, body) => {
    expect(errorOf(body)).toBeUndefined();
  });
});
