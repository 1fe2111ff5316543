import { describe, expect, test } from 'vitest';
import { GRANT_TYPES } from '../../../utils/clients/client';
import {
  isKnownProvider,
  PROVIDERS,
  providerName,
  providerOf,
} from '../../../utils/clients/providers';
import { isSlug } from '../../../utils/clients/slug';

const strangers = ['hooli', '', 'constructor', 'toString', '__proto__', 'PLEO', 'pleo '];

describe('isKnownProvider', () => {
  test.each(Object.keys(PROVIDERS))('knows %s', (id) => {
    expect(isKnownProvider(id)).toBe(true);
  });

  test.each(strangers)('does not know %j', (id) => {
    expect(isKnownProvider(id)).toBe(false);
  });
});

describe('providerOf', () => {
  test.each(strangers)('gives for %j a server with typed endpoints', (id) => {
    expect(providerOf(id)).toEqual({
      name: `${id} (not known here)`,
      group: 'generic',
      endpointSource: 'typed',
    });
  });

  test('gives what is known of a provider', () => {
    expect(providerOf('pipedrive')).toEqual({
      name: 'Pipedrive',
      group: 'registered',
      endpointSource: 'typed',
      grantType: 'authorization_code',
      hasScopesAtProvider: true,
    });
  });
});

describe('providerName', () => {
  test.each([
    ['apaleo-store-app', 'apaleo store app'],
    ['entra-id', 'Microsoft Entra ID'],
    ['hooli', 'hooli (not known here)'],
  ])('of %s is %s', (id, name) => {
    expect(providerName(id)).toBe(name);
  });
});

describe('PROVIDERS', () => {
  test('have ids that can be stored, and a name each', () => {
    const ids = Object.keys(PROVIDERS);
    expect(ids.filter((id) => !isSlug(id))).toEqual([]);
    expect(new Set(ids.map(providerName)).size).toBe(ids.length);
  });

  test('have a grant where they have a registration form, and only there', () => {
    for (const id of Object.keys(PROVIDERS)) {
      const { group, grantType } = providerOf(id);
      expect([undefined, ...GRANT_TYPES]).toContain(grantType);
      expect([id, grantType !== undefined]).toEqual([id, group === 'registered']);
    }
  });
});
