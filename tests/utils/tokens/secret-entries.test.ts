import { describe, expect, test } from 'vitest';
import { isSecretEntry, withoutCredentials } from '../../../utils/tokens/secret-entries';

describe('isSecretEntry', () => {
  test.each([
    ['client_secret', 'x', true],
    ['Client_Secret', 'x', true],
    ['password', 'x', true],
    ['passwd', 'x', true],
    ['X-API-Key', 'x', true],
    ['Authorization', 'Basic YTpi', true],
    ['proxy-authorization', ' basic YTpi', true],
    ['Authorization', 'Bearer abc', false],
    ['client_id', 'x', false],
    ['client_secret', '', false],
  ])('%s: %s', (name, value, isSecret) => {
    expect(isSecretEntry(name, value)).toBe(isSecret);
  });
});

describe('withoutCredentials', () => {
  test.each([
    ['https://user:pass@as.example/token', 'https://as.example/token'],
    ['https://as.example/@me', 'https://as.example/@me'],
    ['https://as.example/?a=b@c', 'https://as.example/?a=b@c'],
  ])('%s', (address, shown) => {
    expect(withoutCredentials(address)).toBe(shown);
  });
});
