import { describe, expect, test } from 'vitest';
import { recognise } from '../../../../utils/tokens/recognise/recognise';

describe('an error page or message', () => {
  test('is a page by its markup, and its words are kept', () => {
    expect(
      recognise(
        '<html><head><title>Error</title><script>var invalid_scope</script></head><body><h1>Sorry</h1><p>unauthorized_client</p></body></html>',
      ),
    ).toEqual({
      what: 'Error page with "unauthorized_client"',
      tokens: [],
      errorText: 'Error\nSorry\nunauthorized_client',
    });
  });

  test('is a message by a code in it', () => {
    expect(recognise('Login failed: AADSTS50011 the redirect URI …')).toMatchObject({
      what: 'Error message with "AADSTS50011"',
      errorText: 'Login failed: AADSTS50011 the redirect URI …',
    });
  });

  test.each([
    'The access was denied to all guests.',
    '<html><body><h1>Rooms</h1></body></html>',
    'my_invalid_grants are many',
  ])('is not %j', (text) => {
    expect(recognise(text).errorText).toBeUndefined();
  });

  test('is not looked for where a token is', () => {
    const found = recognise('invalid_grant for eyJhbGciOiJub25lIn0.eyJzdWIiOiJhIn0.');
    expect(found.errorText).toBeUndefined();
    expect(found.tokens).toHaveLength(1);
  });
});
