import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { originsOfServer, serverMetadataSchema } from '../../../utils/oauth/server-metadata';
import { server } from './sample-run';

describe('originsOfServer', () => {
  test('are those of the requests that the extension sends itself', () => {
    expect(originsOfServer(server)).toEqual([
      'https://auth.example.com',
      'https://keys.example.com',
    ]);
  });

  test('are not those of pages', () => {
    expect(
      originsOfServer({
        authorization_endpoint: 'https://pages.example.com/authorize',
        token_endpoint: 'http://127.0.0.1:4444/token',
        end_session_endpoint: 'https://pages.example.com/out',
        userinfo_endpoint: 'https://pages.example.com/userinfo',
      }),
    ).toEqual(['http://127.0.0.1:4444']);
  });

  test('are none where no server is known', () => {
    expect(originsOfServer(undefined)).toEqual([]);
  });
});

describe('serverMetadataSchema', () => {
  test.each([
    ['https://auth.example.com/out', 'https://auth.example.com/out'],
    // A run needs none of these: what is wrong with them fails no discovery.
    [7, ''],
    [null, ''],
  ])('reads the end_session_endpoint %j', (announced, kept) => {
    const read = v.parse(serverMetadataSchema, { ...server, end_session_endpoint: announced });
    expect(read.end_session_endpoint).toBe(kept);
  });

  test('leaves out what is not announced', () => {
    expect(v.parse(serverMetadataSchema, server)).not.toHaveProperty('end_session_endpoint');
  });
});
