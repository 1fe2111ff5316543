import { describe, expect, test } from 'vitest';
import { decodeToken } from '../../../utils/tokens/decode-token';
import { profileOf } from '../../../utils/tokens/token-profile';
import { encode } from './vectors';

const profile = (claims: object, header: object = {}, name?: string) =>
  profileOf(decodeToken(`${encode({ alg: 'ES256', ...header })}.${encode(claims)}.AAAA`), name);

describe('profileOf', () => {
  test.each([
    [{ nonce: 'n', iss: 'x' }, 'id-token'],
    [{ at_hash: 'x', auth_time: 1 }, 'id-token'],
    [{ iss: 'x', sub: 'y', azp: 'client' }, 'id-token'],
    [{ nonce: 'n', scope: 'read' }, 'access-token'],
    [{ client_id: 'c', auth_time: 1, jti: 'j' }, 'access-token'],
    [{ htm: 'GET', htu: 'https://api.example' }, 'dpop-proof'],
    [{ events: { 'http://schemas.openid.net/event/backchannel-logout': {} } }, 'logout-token'],
    [{ events: { 'https://schemas.openid.net/secevent/other': {} } }, 'jwt'],
    [{ response_type: 'code', client_id: 'c', scope: 'read' }, 'request-object'],
    [{ iss: 'c', sub: 'c', aud: 'as', jti: 'j' }, 'client-assertion'],
    [{ token_introspection: {} }, 'introspection-response'],
    [{ iss: 'joe' }, 'jwt'],
    [{ typ: 'Refresh', aud: 'https://op.example', nonce: 'n', azp: 'c' }, 'refresh-token'],
    [{ typ: 'Offline', scope: 'read' }, 'refresh-token'],
    [{ typ: 'Bearer', azp: 'c' }, 'access-token'],
    [{ typ: 'ID', scope: 'read' }, 'id-token'],
    [{ typ: 'Logout' }, 'logout-token'],
    [
      {
        iss: 'robot@project.iam.gserviceaccount.com',
        scope: 'https://www.googleapis.com/auth/drive',
        aud: 'https://oauth2.googleapis.com/token',
      },
      'assertion',
    ],
    [{ iss: 'c', sub: 'c', aud: 'https://op.example/token' }, 'client-assertion'],
  ] as const)('%j is meant as %s', (claims, expected) => {
    expect(profile(claims)).toBe(expected);
  });

  test('goes by the place first, then by the type, then by the claims', () => {
    expect(profile({ nonce: 'n' }, { typ: 'Application/AT+JWT' })).toBe('access-token');
    expect(profile({ nonce: 'n' }, { typ: 'at+jwt' }, 'ID token')).toBe('id-token');
    expect(profile({ nonce: 'n' }, { typ: 'at+jwt' }, 'Decrypted token')).toBe('access-token');
  });

  test.each([
    ['application/okta-internal-at+jwt', 'access-token'],
    ['kb+jwt', 'key-binding'],
    ['dc+sd-jwt', 'sd-jwt'],
    ['vc+sd-jwt', 'sd-jwt'],
  ])('knows the type %s', (typ, expected) => {
    expect(profile({ nonce: 'n' }, { typ }, 'Token')).toBe(expected);
  });

  test('is nothing for what has no claims', () => {
    expect(profileOf(decodeToken('opaque'), 'Access token')).toBeUndefined();
  });
});
