import { beforeEach, describe, expect, test } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { handOver, takeHandedOver } from '../../../utils/platform/handed-over';

beforeEach(() => {
  fakeBrowser.reset();
});

describe('takeHandedOver', () => {
  test('gives what was handed over, once', async () => {
    await handOver('text', 'a');
    expect(await takeHandedOver('text')).toBe('a');
    expect(await takeHandedOver('text')).toBeUndefined();
    expect(await fakeBrowser.storage.session.get(null)).toEqual({});
  });

  test('gives it to one of two pages', async () => {
    await handOver('text', 'a');
    const taken = await Promise.all([takeHandedOver('text'), takeHandedOver('text')]);
    expect(taken).toEqual(['a', undefined]);
  });

  test('takes a text for no request', async () => {
    await handOver('text', 'a');
    await handOver('request', 'b');
    expect(await takeHandedOver('request')).toBe('b');
    expect(await takeHandedOver('text')).toBe('a');
  });

  test('gives the latest', async () => {
    await handOver('text', 'a');
    await handOver('text', 'b');
    expect(await takeHandedOver('text')).toBe('b');
  });

  test.each([undefined, null, 7, { text: 'a' }])('takes %j for nothing', async (value) => {
    await fakeBrowser.storage.session.set({ 'handed-over-text': value });
    expect(await takeHandedOver('text')).toBeUndefined();
  });
});
