import { describe, expect, test } from 'vitest';
import { isPublicIdentifier, kindOfMember, kindOfName } from '../../../utils/share/sensitive-names';

describe('kindOfName', () => {
  test.each([
    ['access_token', 'access token'],
    ['Access-Token', 'access token'],
    ['code', 'code'],
    ['code_verifier', 'code verifier'],
    ['id_token_hint', 'ID token'],
    ['client_assertion', 'client assertion'],
    ['bot_access_token', 'access token'],
    ['X-CSRF-Token', 'token'],
    ['newPassword', 'password'],
    ['Set-Cookie', 'cookie'],
    ['work_email', 'e-mail address'],
    ['phone_number', 'phone number'],
    ['firstName', 'name'],
    ['jsessionid', 'session'],
    ['X-Forwarded-For', 'IP address'],
    ['guestName', 'personal value'],
    ['guest', 'personal value'],
    ['contact_person', 'personal value'],
    ['customerId', 'personal value'],
    ['passport', 'personal number'],
    ['SSN', 'personal number'],
    ['taxId', 'personal number'],
    ['tax_id', 'personal number'],
    ['employee_number', 'personal number'],
    ['dob', 'date of birth'],
    ['street', 'address'],
    ['billingCity', 'address'],
    ['zip', 'address'],
    ['home_tel', 'phone number'],
    ['cell', 'phone number'],
    ['card', 'card number'],
    ['nick', 'user name'],
    ['twitterHandle', 'user name'],
    ['first', 'name'],
    ['last', 'name'],
    ['user', 'user name'],
    ['iban', 'account number'],
  ])('%s is %s', (name, kind) => {
    expect(kindOfName(name)).toBe(kind);
  });

  test.each([
    'token_type',
    'subject_token_type',
    'token_type_hint',
    'client_assertion_type',
    'email_verified',
    'expires_in',
    'refresh_token_expires_in',
    'token_endpoint',
    'end_session_endpoint',
    'check_session_iframe',
    'id_token_signing_alg_values_supported',
    'token_endpoint_auth_methods_supported',
    'code_challenge_method',
    'response_type',
    'redirect_uri',
    'client_id',
    'client_name',
    'scope',
    'locale',
    'capacity',
    'discard',
    'user_agent',
    'guestCount',
    'iss',
    'constructor',
    '',
  ])('%j says nothing', (name) => {
    expect(kindOfName(name)).toBeUndefined();
  });
});

describe('kindOfMember', () => {
  test('knows the private members of a key from others of one letter', () => {
    expect(kindOfMember('k', { kty: 'oct', k: 'x' })).toBe('key');
    expect(kindOfMember('k', { k: 'x' })).toBeUndefined();
  });

  test('does not take the compression of a JWE for an address', () => {
    expect(kindOfMember('zip', { alg: 'dir', enc: 'A128GCM', zip: 'DEF' })).toBeUndefined();
    expect(kindOfMember('zip', { zip: '0123' })).toBe('address');
  });

  test('does not take the code of an error for one of a sign-in', () => {
    expect(kindOfMember('code', {})).toBeUndefined();
    expect(kindOfMember('refresh_token', {})).toBe('refresh token');
  });
});

describe('isPublicIdentifier', () => {
  test.each(['kid', 'client_id', 'X-Request-Id'])('%s is public', (name) => {
    expect(isPublicIdentifier(name)).toBe(true);
  });

  test('no secret is', () => {
    expect(isPublicIdentifier('access_token')).toBe(false);
  });
});
