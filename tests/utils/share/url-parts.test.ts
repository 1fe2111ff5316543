import { describe, expect, test } from 'vitest';
import { mapParameters, parametersOfUrl, partsOfUrl } from '../../../utils/share/url-parts';

describe('partsOfUrl', () => {
  test.each([
    ['https://a.example/b?c=d#e=f', 'https://a.example/b', '?c=d', '#e=f'],
    ['https://a.example/#e?f', 'https://a.example/', '', '#e?f'],
    ['no address', 'no address', '', ''],
  ])('takes %s apart', (url, base, query, fragment) => {
    expect(partsOfUrl(url)).toEqual({ base, query, fragment });
  });
});

describe('parametersOfUrl', () => {
  test('reads query and fragment, decoded', () => {
    expect(parametersOfUrl('https://a.example/?a=b%20c&a=d#e=f')).toEqual([
      ['a', 'b c'],
      ['a', 'd'],
      ['e', 'f'],
    ]);
  });
});

describe('mapParameters', () => {
  test('changes values, and leaves the rest as it is written', () => {
    expect(
      mapParameters('?a=b%20c&code=x%2Fy&&d', (name, value) =>
        name === 'code' ? '<code>' : value,
      ),
    ).toBe('?a=b%20c&code=<code>&&d');
  });
});
