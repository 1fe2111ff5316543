import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseJsonObject, readCompleteMembers } from '../../../utils/tokens/json';
import { scanJson } from '../../../utils/tokens/json-scan';

describe('parseJsonObject', () => {
  test.each([
    ['', 'Empty, where a JSON object was expected.'],
    [' \n', 'Empty, where a JSON object was expected.'],
    ['<!doctype html>', 'Not JSON: unexpected "<" at character 1.'],
    ['{"a":1,}', 'Not JSON: unexpected "}" at character 8.'],
    ["{'a':1}", 'Not JSON: unexpected "\'" at character 2.'],
    ['{"a":tru', 'Not JSON: it ends too early, after 8 characters.'],
    ['{"a":trux}', 'Not JSON: unexpected "x" at character 9.'],
    ['{"a":"b', 'Not JSON: it ends too early, after 7 characters.'],
    ['{"a":"\\x"}', 'Not JSON: unexpected "x" at character 8.'],
    ['{"a":"\\u00g0"}', 'Not JSON: unexpected "g" at character 11.'],
    ['{"a":"\u0001"}', 'Not JSON: unexpected U+0001 at character 7.'],
    ['{"a":01}', 'Not JSON: unexpected "1" at character 7.'],
    ['{"a":[1,]}', 'Not JSON: unexpected "]" at character 9.'],
    ['{"a":1} {', 'Not JSON: unexpected "{" at character 9.'],
    ['{"a" 1}', 'Not JSON: unexpected "1" at character 6.'],
    ['\ufeff{}', 'Not JSON: unexpected U+FEFF at character 1.'],
    ['\u202e{}', 'Not JSON: unexpected U+202E at character 1.'],
    ['😀', 'Not JSON: unexpected "😀" at character 1.'],
    ['[]', 'JSON, but a list instead of an object.'],
    ['null', 'JSON, but null instead of an object.'],
    ['"eyJ"', 'JSON, but a string instead of an object.'],
    ['12', 'JSON, but a number instead of an object.'],
    ['true', 'JSON, but a boolean instead of an object.'],
  ])('refuses %j', (text, message) => {
    expect(parseJsonObject(text)).toEqual({ ok: false, message });
  });

  test('keeps __proto__ as an ordinary member', () => {
    const parsed = parseJsonObject('{"__proto__":{"admin":true},"constructor":1}');
    expect(parsed.ok && Object.keys(parsed.value)).toEqual(['__proto__', 'constructor']);
    expect(({} as Record<string, unknown>)['admin']).toBeUndefined();
    expect(parsed.ok && Object.getPrototypeOf(parsed.value)).toBe(Object.prototype);
  });

  test('survives depth and size', () => {
    const deep = 100_000;
    expect(parseJsonObject(`{"a":${'['.repeat(deep)}`)).toEqual({
      ok: false,
      message: `Not JSON: it ends too early, after ${deep + 5} characters.`,
    });
    expect(() => parseJsonObject(`{"a":${'['.repeat(deep)}${']'.repeat(deep)}}`)).not.toThrow();
    expect(parseJsonObject(`{"a":"${'x'.repeat(2_000_000)}"`).ok).toBe(false);
  });

  test('never throws, and agrees with JSON.parse', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.json()), (text) => {
        let value: unknown;
        try {
          value = JSON.parse(text);
        } catch {
          value = undefined;
        }
        const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
        expect(parseJsonObject(text).ok).toBe(isObject);
      }),
    );
  });
});

describe('scanJson', () => {
  test('finds no break in any JSON, and one in every text cut short', () => {
    fc.assert(
      fc.property(fc.json(), fc.nat(), (text, at) => {
        expect(scanJson(text).position).toBe(text.length);
        const cut = text.slice(0, at % text.length);
        expect(scanJson(cut).position).toBe(cut.length);
      }),
    );
  });

  test('stops where JSON.parse stops', () => {
    fc.assert(
      fc.property(
        fc.json(),
        fc.nat(),
        fc.constantFrom('!', '\u0000', ']', '}', ','),
        (text, at, sign) => {
          const index = at % (text.length + 1);
          const changed = text.slice(0, index) + sign + text.slice(index);
          const { position } = scanJson(changed);
          let isJson = true;
          try {
            JSON.parse(changed);
          } catch {
            isJson = false;
          }
          if (!isJson) expect(position).toBeGreaterThanOrEqual(index);
          else expect(position).toBe(changed.length);
        },
      ),
    );
  });
});

describe('readCompleteMembers', () => {
  test.each([
    ['{"a":1,"b":"x","c":"cut', { a: 1, b: 'x' }],
    ['{"a":1,"b":{"c":[1,2]},"d":{"e":1', { a: 1, b: { c: [1, 2] } }],
    ['{"a":1,"b":13', { a: 1 }],
    ['{"a":"whole"', { a: 'whole' }],
    ['{"a":{}', { a: {} }],
    ['{"a":[]', { a: [] }],
    ['{"a":1', undefined],
    ['{', undefined],
    ['[1,2', undefined],
    ['[{"a":1},{"b":', undefined],
    ['', undefined],
  ])('of %j', (text, members) => {
    expect(readCompleteMembers(text)).toEqual(members);
  });

  test('are members of the whole', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.nat(), (object, at) => {
        const text = JSON.stringify(object);
        const members = readCompleteMembers(text.slice(0, at % text.length)) ?? {};
        const whole = new Map(Object.entries(JSON.parse(text) as object));
        for (const [name, value] of Object.entries(members)) expect(value).toEqual(whole.get(name));
      }),
    );
  });
});
