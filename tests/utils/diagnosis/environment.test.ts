import { expect, test } from 'vitest';
import {
  environmentOfAddress,
  furtherEnvironments,
  otherEnvironment,
} from '../../../utils/diagnosis/environment';
import { templateOf } from '../../../utils/clients/templates/all-templates';

const [production, staging] = templateOf('pleo').environments;
const addressOf = (environment: typeof production) => environment?.endpoints.authorization ?? '';

test('tells the environment of an address, and that of another', () => {
  expect(environmentOfAddress('pleo', addressOf(production))).toBe(production?.name);
  expect(environmentOfAddress('pleo', 'https://auth.example.com/')).toBeUndefined();
  const client = { provider: 'pleo', environment: staging?.name ?? '' };
  expect(otherEnvironment(client, addressOf(production))).toEqual({
    registered: staging?.name,
    asked: production?.name,
  });
  expect(otherEnvironment(client, addressOf(staging))).toBeUndefined();
  expect(
    otherEnvironment({ ...client, environment: 'Mine' }, addressOf(production)),
  ).toBeUndefined();
  expect(furtherEnvironments(client)).toEqual([production?.name]);
  expect(furtherEnvironments({ provider: 'generic-oidc', environment: 'Staging' })).toEqual([]);
});
