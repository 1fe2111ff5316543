import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { prettyJson } from '../../../utils/tokens/pretty-json';

const long = 'x'.repeat(70);

describe('prettyJson', () => {
  test.each([
    ['[ 1, {"a" : null} ]', '[1,{"a":null}]'],
    ['{}', '{}'],
    [`{ "a" : "${long}" }`, `{"a":"${long}"}`],
    ['["M\\u00fcller"]', '["Müller"]'],
    ['["\\u202e\\ud800"]', '["\u202e\\ud800"]'],
    ['{"a":1e400,"b":1.0}', '{"a":1e400,"b":1.0}'],
    [`{"a":"${long}","b":[1,2],"c":{}}`, `{\n  "a": "${long}",\n  "b": [1,2],\n  "c": {}\n}`],
    [`[[["${long}"]],[]]`, `[\n  [\n    ["${long}"]\n  ],\n  []\n]`],
  ])('lays out %s', (source, text) => {
    expect(prettyJson(source)).toBe(text);
  });

  test.each([
    ['{"a":[1,{"b":2}]}', '{\n  "a": [1,{"b":2}]\n}'],
    ['[1]', '[\n  1\n]'],
    ['{}', '{}'],
    ['"a"', '"a"'],
    ['{"a":', '{"a":'],
  ])('lays the outermost out if that is wished: %s', (source, text) => {
    expect(prettyJson(source, true)).toBe(text);
  });

  test.each(['', '{', '{"a":', 'x'])('leaves %j alone', (source) => {
    expect(prettyJson(source)).toBe(source);
  });

  test('takes any depth, and indents only so far', () => {
    const depth = 50_000;
    const text = prettyJson(`${'['.repeat(depth)}${']'.repeat(depth)}`);
    expect(text.replaceAll(/\s/g, '')).toBe(`${'['.repeat(depth)}${']'.repeat(depth)}`);
    expect(text.length).toBeLessThan(100 * depth);
  });

  test('changes nothing but white space and escapes', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = JSON.stringify(value, undefined, 1);
        expect(JSON.stringify(JSON.parse(prettyJson(text)))).toBe(JSON.stringify(JSON.parse(text)));
      }),
    );
  });
});
