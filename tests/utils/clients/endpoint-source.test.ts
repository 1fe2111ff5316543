import { describe, expect, test } from 'vitest';
import type { Client } from '../../../utils/clients/client';
import { endpointSourceOf } from '../../../utils/clients/endpoint-source';
import { requiredOrigins } from '../../../utils/clients/origins';

const issuer = 'https://issuer.example.com';
const token = 'https://auth.example.com/token';

type Located = Pick<Client, 'provider' | 'issuer' | 'endpoints'>;

const cases: readonly (readonly [string, Located, 'discovery' | 'typed', string | undefined])[] = [
  [
    'a provider with discovery',
    { provider: 'generic-oidc', issuer, endpoints: {} },
    'discovery',
    issuer,
  ],
  [
    'a provider with discovery, whatever was found before',
    { provider: 'generic-oidc', issuer, endpoints: { token } },
    'discovery',
    issuer,
  ],
  [
    'a provider with discovery, without an issuer',
    { provider: 'generic-oidc', endpoints: {} },
    'discovery',
    undefined,
  ],
  [
    'a provider with typed endpoints, whatever its issuer',
    { provider: 'generic-oauth2', issuer, endpoints: {} },
    'typed',
    undefined,
  ],
  [
    'an unknown provider with a token endpoint',
    { provider: 'hooli', issuer, endpoints: { token } },
    'typed',
    new URL(token).origin,
  ],
  [
    'an unknown provider with an issuer alone',
    { provider: 'hooli', issuer, endpoints: {} },
    'discovery',
    issuer,
  ],
  [
    'an unknown provider with an issuer, of which the token endpoint is not known',
    { provider: 'hooli', issuer, endpoints: { authorization: 'https://auth.example.com/a' } },
    'discovery',
    issuer,
  ],
  ['an unknown provider with nothing', { provider: 'hooli', endpoints: {} }, 'typed', undefined],
];

describe('endpointSourceOf', () => {
  test.each(cases)('of %s', (_, client, source) => {
    expect(endpointSourceOf(client)).toBe(source);
  });
});

describe('requiredOrigins', () => {
  test.each(cases)('asks for the origin where %s begins', (_, client, _source, origin) => {
    expect(requiredOrigins(client)[0]).toBe(origin);
  });
});
