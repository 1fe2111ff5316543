import { describe, expect, test } from 'vitest';
import { addPendingRemoval, applyPendingRemovals } from '../../../utils/vault/pending-removals';

const values = { a: { s1: 'one', s2: 'two' }, b: { s1: 'three' } };

describe('pending removals', () => {
  test('keep what was named, and every other client', () => {
    const removals = addPendingRemoval([], 'a', ['s2', 'never-sealed']);
    expect(applyPendingRemovals(values, removals)).toEqual({
      a: { s2: 'two' },
      b: { s1: 'three' },
    });
  });

  test('remove a client that keeps nothing', () => {
    expect(applyPendingRemovals(values, addPendingRemoval([], 'a', []))).toEqual({
      b: { s1: 'three' },
    });
  });

  test('bring nothing back that was removed before', () => {
    const removals = addPendingRemoval(addPendingRemoval([], 'a', ['s2']), 'a', ['s1', 's2']);
    expect(removals).toEqual([{ client: 'a', keep: ['s2'] }]);
  });

  test('invent no secret', () => {
    const removals = addPendingRemoval([], 'constructor', ['name']);
    expect(applyPendingRemovals(values, removals)).toEqual(values);
  });
});
