import { describe, expect, test } from 'vitest';
import type { ServerMetadata } from '../../../utils/oauth/server-metadata';
import { signOutUrl } from '../../../utils/oauth/sign-out';
import { server } from './sample-run';

const client = { clientId: 'booking-widget' };
const at = (endpoint: string): ServerMetadata => ({ ...server, end_session_endpoint: endpoint });

describe('signOutUrl', () => {
  test.each([
    ['https://auth.example.com/out', 'https://auth.example.com/out?client_id=booking-widget'],
    ['http://127.0.0.1:4444/out', 'http://127.0.0.1:4444/out?client_id=booking-widget'],
    [
      'https://auth.example.com/out?tenant=1#top',
      'https://auth.example.com/out?tenant=1&client_id=booking-widget#top',
    ],
    [
      'https://auth.example.com/out?client_id=another',
      'https://auth.example.com/out?client_id=booking-widget',
    ],
  ])('names the client at %s', (endpoint, url) => {
    expect(signOutUrl(at(endpoint), client)).toBe(url);
  });

  test.each(['a&b=c', 'a b', '#?/', 'ü'])('sends the client ID %j as it is', (clientId) => {
    const url = new URL(signOutUrl(at('https://auth.example.com/out'), { clientId }) ?? '');
    expect([...url.searchParams]).toEqual([['client_id', clientId]]);
    expect(url.hash).toBe('');
  });

  test('is nothing where the server announces no sign-out', () => {
    expect(signOutUrl(server, client)).toBeUndefined();
  });

  // The metadata of the server becomes the address of a link.
  test.each(['', 'out', '/out', 'javascript:alert(1)', 'data:text/html,x', 'ftp://a.example/out'])(
    'is nothing where it announces %j',
    (endpoint) => {
      expect(signOutUrl(at(endpoint), client)).toBeUndefined();
    },
  );
});
