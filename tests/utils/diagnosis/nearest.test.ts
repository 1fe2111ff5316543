import { describe, expect, test } from 'vitest';
import { editDistance, nearest } from '../../../utils/diagnosis/nearest';

describe('editDistance', () => {
  test.each<[string, string, number]>([
    ['', '', 0],
    ['', 'ab', 2],
    ['openid', 'opnid', 1],
    ['profile', 'proflie', 1],
    ['kitten', 'sitting', 3],
    ['a'.repeat(201), 'b', Infinity],
  ])('of %s and %s', (a, b, distance) => {
    expect(editDistance(a, b)).toBe(distance);
    expect(editDistance(b, a)).toBe(distance);
  });
});

describe('nearest', () => {
  const known = ['openid', 'profile', 'a', 'users.read'];
  test.each<[string, string | undefined]>([
    ['openid', undefined],
    ['OpenID', 'openid'],
    ['opneid', 'openid'],
    ['user.raed', 'users.read'],
    ['b', undefined],
    ['billing', undefined],
  ])('for %s', (word, found) => {
    expect(nearest(word, known)).toBe(found);
  });
});
