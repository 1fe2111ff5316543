import { describe, expect, test } from 'vitest';
import { providerOfToken } from '../../../utils/clients/provider-of-token';
import { sampleClient } from './sample-client';

const apaleo = { ...sampleClient, provider: 'apaleo-store-app', clientId: 'shop' };

describe('providerOfToken', () => {
  test.each(['client_id', 'azp', 'cid', 'appid', 'aud'])('knows a client by %s', (name) => {
    const claims = { iss: apaleo.issuer ?? '', [name]: name === 'aud' ? ['api', 'shop'] : 'shop' };
    expect(providerOfToken(claims, [apaleo])).toBe('apaleo-store-app');
  });

  test('does not take a client of another issuer for it', () => {
    const claims = { iss: 'https://other.example.com', client_id: 'shop' };
    expect(providerOfToken(claims, [apaleo])).toBeUndefined();
    const { issuer: _, ...withoutIssuer } = apaleo;
    expect(providerOfToken(claims, [withoutIssuer])).toBe('apaleo-store-app');
  });

  test('knows a provider by its issuer, without any client', () => {
    expect(providerOfToken({ iss: 'https://accounts.google.com', sub: '1' }, [])).toBe('google');
  });

  test('knows nothing of what names nobody', () => {
    expect(providerOfToken({ iss: 1, aud: null, client_id: {} }, [apaleo])).toBeUndefined();
    expect(providerOfToken({}, [])).toBeUndefined();
  });
});
