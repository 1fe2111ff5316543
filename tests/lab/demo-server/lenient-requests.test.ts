import { hash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { rewriteAuthorizationQuery } from '../../../lab/demo-server/lenient-requests.ts';

const verifier = 'v'.repeat(43);
const transformed = hash('sha256', verifier, 'base64url');

describe('rewriteAuthorizationQuery', () => {
  test.each([
    [
      `code_challenge=${verifier}&code_challenge_method=plain`,
      `code_challenge=${transformed}&code_challenge_method=S256`,
    ],
    [`code_challenge=${verifier}`, `code_challenge=${transformed}&code_challenge_method=S256`],
    [
      'code_challenge=short&code_challenge_method=plain',
      'code_challenge=short&code_challenge_method=S256',
    ],
    ['scope=openid+offline_access', 'scope=openid+offline_access&prompt=consent'],
    ['scope=offline_access&prompt=login', 'scope=offline_access&prompt=login+consent'],
  ])('rewrites %s', (query, rewritten) => {
    expect(rewriteAuthorizationQuery(query)).toBe(rewritten);
  });

  test.each([
    `code_challenge=${verifier}&code_challenge_method=S256`,
    'code_challenge_method=plain',
    'scope=openid&prompt=login',
    'scope=offline_access&prompt=none',
    'state=a+b%26c&state=d',
  ])('leaves %s alone', (query) => {
    expect(rewriteAuthorizationQuery(query)).toBe(query);
  });
});
