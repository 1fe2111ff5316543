import { describe, expect, test } from 'vitest';
import { statusInWords } from '../../../utils/oauth/http-status';
import { parameterMeaning } from '../../../utils/trace/parameter-meanings';
import {
  formText,
  parametersOfAddress,
  parametersOfBody,
  parametersOfForm,
} from '../../../utils/trace/parameters';
import { decodedParts, tokensIn } from '../../../utils/trace/tokens-in-message';
import { exchangeOf } from '../oauth/sample-run';
import { accessToken, idToken } from '../share/telling-run';

describe('parameters', () => {
  test('of an address are decoded, and as they were sent, in their order', () => {
    expect(parametersOfAddress('https://a.example/x?scope=a%20b&&x=1+2&x=#code=c%2Fd')).toEqual([
      { name: 'scope', value: 'a b', sent: 'a%20b' },
      { name: 'x', value: '1 2', sent: '1+2' },
      { name: 'x', value: '', sent: '' },
      { name: 'code', value: 'c/d', sent: 'c%2Fd' },
    ]);
    expect(parametersOfAddress('https://a.example/#section')).toEqual([]);
    expect(parametersOfAddress('not an address?a')).toEqual([]);
  });

  test('of a form are as they were sent', () => {
    const form = [
      ['scope', 'a b'],
      ['x', '/'],
    ] as const;
    expect(formText(form)).toBe('scope=a+b&x=%2F');
    expect(parametersOfForm(form)).toEqual([
      { name: 'scope', value: 'a b', sent: 'a+b' },
      { name: 'x', value: '/', sent: '%2F' },
    ]);
  });

  test('are read from a body that is a form, and from no other', () => {
    expect(parametersOfBody('error=bad&error_description=a+b\n')).toEqual([
      { name: 'error', value: 'bad', sent: 'bad' },
      { name: 'error_description', value: 'a b', sent: 'a+b' },
    ]);
    expect(parametersOfBody('{"a":"b=c"}')).toBeUndefined();
    expect(parametersOfBody('a = b')).toBeUndefined();
  });

  test('have a meaning, and errors their own', () => {
    expect(parameterMeaning('code_verifier', 'x')?.spec).toBe('RFC 7636 §4.5');
    expect(parameterMeaning('error', 'access_denied')?.meaning).toMatch(/refused/);
    expect(parameterMeaning('error', 'of-nobody')?.meaning).toMatch(/as a code/);
    expect(parameterMeaning('constructor', 'x')).toBeUndefined();
  });
});

test('a status has its registered name', () => {
  expect(statusInWords(400)).toBe('400 Bad Request');
  expect(statusInWords(299)).toBe('299');
});

describe('tokensIn', () => {
  test('finds each readable token once, under the name where it stands', () => {
    const exchange = exchangeOf(
      { access_token: 'opaque', outer: { id_token: idToken }, again: accessToken },
      {
        request: {
          method: 'POST',
          url: `https://a.example/?id_token_hint=${idToken}`,
          headers: [['authorization', `Bearer ${accessToken}`]],
          form: [['token', accessToken]],
        },
      },
    );
    const tokens = tokensIn({ kind: 'exchange', exchange });
    expect(tokens.map(({ name }) => name)).toEqual(['id_token_hint', 'authorization']);
    expect(decodedParts(tokens[1]?.token ?? { kind: 'opaque', raw: '' }).join()).toContain('"jti"');
  });

  test('looks into members, forms and bare bodies', () => {
    const names = (body: unknown) =>
      tokensIn({ kind: 'exchange', exchange: exchangeOf(body) }).map(({ name }) => name);
    expect(names({ outer: { id_token: idToken } })).toEqual(['outer.id_token']);
    expect(names(`id_token=${idToken}&x=1`)).toEqual(['id_token']);
    expect(names(idToken)).toEqual(['response body']);
    expect(names('eyes')).toEqual([]);
  });
});
