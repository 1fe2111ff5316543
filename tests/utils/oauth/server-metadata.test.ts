import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { toLibraryServer } from '../../../utils/oauth/library-server';
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

  test.each(['introspection_endpoint', 'revocation_endpoint', 'userinfo_endpoint'] as const)(
    'reads the %s, and gives it to the library if it is an address',
    (name) => {
      const read = (address: unknown) =>
        v.parse(serverMetadataSchema, { ...server, [name]: address });
      expect(toLibraryServer(read('https://auth.example.com/x'))[name]).toBe(
        'https://auth.example.com/x',
      );
      for (const wrong of [7, '', 'javascript:alert(1)']) {
        expect(toLibraryServer(read(wrong))).not.toHaveProperty(name);
      }
    },
  );

  test('leaves out what is not announced', () => {
    expect(v.parse(serverMetadataSchema, server)).not.toHaveProperty('end_session_endpoint');
  });
});
