import { describe, expect, test } from 'vitest';
import { explainError } from '../../../utils/tokens/explain-error';
import { recognise } from '../../../utils/tokens/recognise/recognise';

describe('explainError', () => {
  test.each([
    ['https://app.example/cb?error=access_denied', 'RFC 6749 §4.1.2.1'],
    ['https://app.example/cb?error=invalid_request', 'RFC 6749 §4.1.2.1'],
    ['https://app.example/cb#error=login_required', 'OpenID Connect Core §3.1.2.6'],
    ['https://app.example/cb?error=invalid_request_object', 'RFC 9101 §7'],
    ['{"error":"invalid_request"}', 'RFC 6749 §5.2'],
    ['{"error":"invalid_grant"}', 'RFC 6749 §5.2'],
    ['{"error":"slow_down"}', 'RFC 8628 §3.5'],
    ['{"error":"unsupported_token_type"}', 'RFC 7009 §2.2.1'],
    ['{"error":"invalid_target"}', 'RFC 8707 §2'],
    ['{"error":"use_dpop_nonce"}', 'RFC 9449 §8'],
    ['{"error":"insufficient_scope"}', 'RFC 6750 §3.1'],
    ['WWW-Authenticate: Bearer error="invalid_request"', 'RFC 6750 §3.1'],
    ['WWW-Authenticate: DPoP error="invalid_dpop_proof"', 'RFC 9449 §5'],
    ['WWW-Authenticate: Bearer error="insufficient_user_authentication"', 'RFC 9470 §3'],
  ])('%s is defined in %s', (text, specification) => {
    expect(explainError(recognise(text))).toMatchObject({ specification });
  });

  test.each(['{"error":"E_42"}', '{"error":"constructor"}', 'https://app.example/cb?code=abc', ''])(
    'says nothing of %j',
    (text) => {
      expect(explainError(recognise(text))).toBeUndefined();
    },
  );
});
