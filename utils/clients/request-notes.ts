import type { AuthorizationRequest } from '../tokens/read-authorization-request';
import { activeSecret, type Client } from './client';
import { parameterOf } from './client-from-request';
import { endpointSourceOf } from './endpoint-source';
import { providerOf } from './providers';

const NOTES = {
  'other-response-type':
    'It asked for another response type than code. Runs use the authorization code flow: the client must be registered for it.',
  'request-object':
    'It had a request object, which is for that one request and was left out. What was in it alone is not here.',
} as const;

/** Something of an authorization request that the client made from it does not say. */
export type RequestNote = keyof typeof NOTES;

/** What one should know of a request beside the client that was made from it. */
export function notesOf(request: AuthorizationRequest): readonly RequestNote[] {
  const isOther = !['', 'code'].includes(parameterOf(request, 'response_type'));
  const hasObject = ['request', 'request_uri'].some((name) => parameterOf(request, name) !== '');
  return [
    ...(isOther ? (['other-response-type'] as const) : []),
    ...(hasObject ? (['request-object'] as const) : []),
  ];
}

/** The note in words. */
export function noteInWords(note: RequestNote): string {
  return NOTES[note];
}

/** What a client that was made from a request still needs before it can run, each in a sentence. */
export function missingInWords(client: Client): readonly string[] {
  const { provider, endpoints, tokenEndpointAuthMethod } = client;
  const lacksToken = endpointSourceOf(client) === 'typed' && endpoints.token === undefined;
  const isGuessed = lacksToken && providerOf(provider).group === 'generic';
  const lacksSecret = tokenEndpointAuthMethod !== 'none' && activeSecret(client) === undefined;
  return [
    ...(lacksToken
      ? ['It does not name the token endpoint: give it below, or the issuer, and press Discover.']
      : []),
    ...(isGuessed ? ['Nor does it say how the client authenticates: check that as well.'] : []),
    ...(lacksSecret ? ['No request holds the secret: type it below.'] : []),
  ];
}
