import { describe, expect, test } from 'vitest';
import { missingInWords, notesOf, noteInWords } from '../../../utils/clients/request-notes';
import { readAuthorizationRequest } from '../../../utils/tokens/read-authorization-request';
import { sampleClient } from './sample-client';

function notes(query: string) {
  const found = readAuthorizationRequest(`https://as.example/a?client_id=a&${query}`);
  if (found === undefined) throw new Error('That is no authorization request.');
  return notesOf(found);
}

describe('notesOf', () => {
  test.each([
    ['response_type=code', []],
    ['redirect_uri=https://app.example/', []],
    ['response_type=token', ['other-response-type']],
    ['response_type=code%20id_token', ['other-response-type']],
    ['response_type=code&request_uri=urn:x', ['request-object']],
    ['response_type=id_token&request=ey.x', ['other-response-type', 'request-object']],
  ])('of %s are %j', (query, expected) => {
    expect(notes(query)).toEqual(expected);
  });

  test.each(['other-response-type', 'request-object'] as const)('%s has words', (note) => {
    expect(noteInWords(note)).toMatch(/^It .+\.$/);
  });
});

describe('missingInWords', () => {
  const token =
    'It does not name the token endpoint: give it below, or the issuer, and press Discover.';
  const authentication = 'Nor does it say how the client authenticates: check that as well.';
  const secret = 'No request holds the secret: type it below.';
  const made = { ...sampleClient, provider: 'generic-oauth2', secrets: [] };
  const unknownToken = { ...made, endpoints: { authorization: 'https://as.example/a' } };

  test('nothing where all is there', () => {
    expect(missingInWords(sampleClient)).toEqual([]);
    expect(missingInWords({ ...made, tokenEndpointAuthMethod: 'none' })).toEqual([]);
  });

  test('names what is missing', () => {
    expect(missingInWords(unknownToken)).toEqual([token, authentication, secret]);
    expect(missingInWords({ ...unknownToken, tokenEndpointAuthMethod: 'none' })).toEqual([
      token,
      authentication,
    ]);
    expect(missingInWords({ ...made, provider: 'pleo' })).toEqual([secret]);
  });

  test('asks for no token endpoint where it is discovered', () => {
    expect(missingInWords({ ...unknownToken, provider: 'keycloak' })).toEqual([secret]);
  });
});
