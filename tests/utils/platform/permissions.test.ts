import { describe, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { missingOrigins, requestAccess } from '../../../utils/platform/permissions';

describe('missingOrigins', () => {
  test('gives those that are not granted, in their order; match patterns know no ports', async () => {
    const asked: unknown[] = [];
    vi.spyOn(fakeBrowser.permissions, 'contains').mockImplementation(async (wanted: unknown) => {
      asked.push(wanted);
      return JSON.stringify(wanted).includes('granted');
    });
    expect(
      await missingOrigins([
        'https://b.example:8443',
        'https://granted.example',
        'http://127.0.0.1:1',
      ]),
    ).toEqual(['https://b.example:8443', 'http://127.0.0.1:1']);
    expect(asked).toEqual([
      { origins: ['https://b.example/*'] },
      { origins: ['https://granted.example/*'] },
      { origins: ['http://127.0.0.1/*'] },
    ]);
  });
});

describe('requestAccess', () => {
  test('asks for each host once, before any await', () => {
    const request = vi
      .spyOn(fakeBrowser.permissions, 'request')
      .mockImplementation(async () => true);
    void requestAccess(['http://127.0.0.1:1', 'http://127.0.0.1:2', 'https://a.example']);
    expect(request).toHaveBeenCalledWith({
      origins: ['http://127.0.0.1/*', 'https://a.example/*'],
    });
  });
});
