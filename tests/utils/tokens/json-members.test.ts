import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { membersOf, membersOfObject } from '../../../utils/tokens/json-members';

const remarksOf = (text: string) => membersOf(text).map(({ remarks }) => remarks);

describe('membersOf', () => {
  test('keeps order, duplicates and the text of each value', () => {
    const again = 'stands 2 times: programs take the first, the last, or refuse it (RFC 8259 §4)';
    expect(membersOf('{ "b": [1, 2] ,"a":1.0, "b":"x" }')).toEqual([
      { name: 'b', value: [1, 2], source: '[1, 2]', remarks: [again] },
      { name: 'a', value: 1, source: '1.0', remarks: [] },
      { name: 'b', value: 'x', source: '"x"', remarks: [again] },
    ]);
  });

  test('takes names that differ only in their escapes for the same', () => {
    expect(membersOf('{"a":1,"\\u0061":2}').map(({ remarks }) => remarks.length)).toEqual([1, 1]);
  });

  test.each([
    [
      '12345678901234567890',
      '12345678901234567890 is beyond 2^53: many programs read 12345678901234567000',
    ],
    ['9007199254740993', '9007199254740993 is beyond 2^53: many programs read 9007199254740992'],
    [
      '9007199254740992',
      '9007199254740992 is beyond 2^53, where programs cannot tell whole numbers apart',
    ],
    ['1e400', '1e400 is too large: programs read it as infinite'],
    ['-1e400', '-1e400 is too large: programs read it as infinite'],
    ['1e-400', '1e-400 has more digits than many programs keep: they read 0'],
    [
      '0.1000000000000000055',
      '0.1000000000000000055 has more digits than many programs keep: they read 0.1',
    ],
    ['-0', '-0 is a zero with a minus, which many programs drop'],
    ['-0.0e5', '-0.0e5 is a zero with a minus, which many programs drop'],
  ])('remarks on the number %s', (number, remark) => {
    expect(remarksOf(`{"n":${number}}`)).toEqual([[remark]]);
    expect(remarksOf(`{"a":{"b":[0,${number}]}}`)).toEqual([[`in a.b[1]: ${remark}`]]);
  });

  test.each([
    '0',
    '1',
    '-1',
    '1.0',
    '10e-1',
    '0.1',
    '1E+2',
    '9007199254740991',
    '1.5e-7',
    '123.4560',
  ])('finds nothing odd in the number %s', (number) => {
    expect(remarksOf(`{"n":${number}}`)).toEqual([[]]);
  });

  test.each([
    ['\\u202e', 'holds U+202E, which reverses what follows'],
    ['\u200f', 'holds U+200F, which changes the direction of writing'],
    ['\\u0000', 'holds U+0000, a control character'],
    ['\u200b', 'holds U+200B, which cannot be seen'],
    ['\\ud800', 'holds U+D800, half of a character, which other programs may replace or refuse'],
  ])('remarks on the character %j', (character, remark) => {
    expect(remarksOf(`{"s":"x${character}y"}`)).toEqual([[remark]]);
    expect(remarksOf(`{"a":["${character}"]}`)).toEqual([[`in a[0]: ${remark}`]]);
    expect(remarksOf(`{"a${character}":1}`)[0]?.[0]).toContain(remark);
  });

  test('finds nothing odd in line breaks, letters of any script and pictures', () => {
    expect(remarksOf('{"s":"a\\n\\tb","t":"Müller 東京 سلام","u":"👩‍👩‍👧"}')).toEqual([[], [], []]);
  });

  test('marks duplicates further in', () => {
    expect(remarksOf('{"a":{"b":[{"x":1,"x":2}]},"c":{"x":1}}')).toEqual([
      ['in a.b[0].x: this name stands more than once (RFC 8259 §4)'],
      [],
    ]);
  });

  test('keeps hostile names as ordinary members', () => {
    const members = membersOf('{"__proto__":{"__proto__":1},"constructor":{"constructor":2}}');
    expect(members.map(({ name }) => name)).toEqual(['__proto__', 'constructor']);
    expect(Object.keys(members[0]?.value ?? {})).toEqual(['__proto__']);
    expect(members.flatMap(({ remarks }) => remarks)).toEqual([]);
  });

  test.each(['', '[]', '[{"a":1}]', '1', '"{}"', '{', '{"a":1', 'null', '{}'])(
    'has none of %j',
    (text) => {
      expect(membersOf(text)).toEqual([]);
    },
  );

  test('reads what is complete of an object that breaks off', () => {
    expect(membersOf('{"a":"x","b":[1],"c":12').map(({ name }) => name)).toEqual(['a', 'b']);
  });

  test('survives depth, size and bounds its remarks', () => {
    const deep = 1_000_000;
    const [member] = membersOf(`{"a":${'['.repeat(deep)}1e400${']'.repeat(deep)}}`);
    expect(member?.source.length).toBe(2 * deep + 5);
    expect(member?.remarks).toEqual([
      'in a[0][0][0][0][0]…: 1e400 is too large: programs read it as infinite',
    ]);
    const many = Array.from({ length: 10_000 }, (_, index) => `"c${index}":${index}`);
    expect(membersOf(`{${many.join(',')}}`)).toHaveLength(10_000);
    expect(membersOf(`{"a":[${'-0,'.repeat(10_000)}0]}`)[0]?.remarks).toHaveLength(9);
  });

  test('never throws, and agrees with JSON.parse', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.json(),
          fc.dictionary(fc.string(), fc.jsonValue()).map((o) => JSON.stringify(o)),
        ),
        fc.string({ unit: 'binary', maxLength: 2 }),
        fc.nat(),
        (json, noise, at) => {
          const index = at % (json.length + 1);
          const text = json.slice(0, index) + noise + json.slice(index);
          for (const { value, source } of membersOf(text))
            expect(JSON.parse(source)).toEqual(value);
          const whole: unknown = JSON.parse(json);
          if (typeof whole !== 'object' || whole === null || Array.isArray(whole)) return;
          expect(
            Object.fromEntries(membersOf(json).map(({ name, value }) => [name, value])),
          ).toEqual(whole);
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('membersOfObject', () => {
  test('gives the members of an object without its text', () => {
    expect(membersOfObject({ a: [1, { b: null }], n: 2 ** 60 })).toMatchObject([
      { name: 'a', source: '[1,{"b":null}]', remarks: [] },
      { name: 'n', source: '1152921504606847000' },
    ]);
  });

  test('takes any depth', () => {
    const value: unknown = JSON.parse(`${'['.repeat(200_000)}${']'.repeat(200_000)}`);
    const object = JSON.parse('{"a":0}') as { a: never };
    object.a = value as never;
    expect(membersOfObject(object)).toEqual([{ name: 'a', value, source: '[…]', remarks: [] }]);
  });
});
