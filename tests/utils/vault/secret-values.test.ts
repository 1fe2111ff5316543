import { describe, expect, test } from 'vitest';
import {
  mergeSecretValues,
  noSecretValues,
  parseSecretValues,
  replaceClientValues,
} from '../../../utils/vault/secret-values';

/** Ids that every ordinary object has something under. */
const hostileIds = ['__proto__', 'constructor', 'toString', 'hasOwnProperty'];

describe('parseSecretValues', () => {
  test.each([undefined, null, 'junk', 7, [], { a: 'x' }, { a: null }, { a: { s: 1 } }, { a: [] }])(
    'takes %j for no secrets',
    (value) => {
      expect(parseSecretValues(value)).toBeUndefined();
    },
  );

  test.each(hostileIds)('reads secrets under the id %s, and invents none', (id) => {
    const parsed = parseSecretValues(JSON.parse(`{"${id}":{"${id}":"value"}}`));
    expect(parsed?.[id]?.[id]).toBe('value');
    expect(parsed === undefined ? [] : Object.keys(parsed)).toEqual([id]);
    expect(parseSecretValues({ a: { s: 'x' } })?.[id]).toBeUndefined();
    expect(parseSecretValues({ a: { s: 'x' } })?.['a']?.[id]).toBeUndefined();
  });
});

describe('replaceClientValues', () => {
  const values = { a: { s1: 'one', s2: 'two' }, b: { s1: 'three' } };

  test('replaces all of one client, and nothing else', () => {
    expect(replaceClientValues(values, 'a', [['s3', 'new']])).toEqual({
      a: { s3: 'new' },
      b: { s1: 'three' },
    });
  });

  test('leaves out a client without secrets', () => {
    expect(replaceClientValues(values, 'a', [])).toEqual({ b: { s1: 'three' } });
    expect(replaceClientValues(values, 'unknown', [])).toEqual(values);
  });

  test.each(hostileIds)('takes %s for an id like others', (id) => {
    const replaced = replaceClientValues(noSecretValues(), id, [[id, 'value']]);
    expect(JSON.stringify(replaced)).toBe(`{"${id}":{"${id}":"value"}}`);
    expect(Object.keys(replaceClientValues(replaced, id, []))).toEqual([]);
  });
});

describe('mergeSecretValues', () => {
  test('joins the secrets of each client', () => {
    const merged = mergeSecretValues(
      { a: { s1: 'memory', s2: 'memory' }, b: { s1: 'memory' } },
      { a: { s2: 'vault', s3: 'vault' }, c: { s1: 'vault' } },
    );
    expect(merged).toEqual({
      a: { s1: 'memory', s2: 'vault', s3: 'vault' },
      b: { s1: 'memory' },
      c: { s1: 'vault' },
    });
    expect(merged['constructor']).toBeUndefined();
    expect(merged['a']?.['constructor']).toBeUndefined();
  });
});
