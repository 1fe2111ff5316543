import { decodeToken } from '../../tokens/decode-token';
import { showValue } from '../../tokens/show-value';
import type { FindingRule } from '../finding';
import { isAuthorizationError, isTokenError } from '../known-errors';
import { OAUTH_PARAMETERS, openIdCore, rfc } from '../specifications';
import { namesOf } from '../scopes/names';
import { personalClaims } from '../token/personal-claims';

const unknownError: FindingRule = {
  id: 'token-error-unknown',
  about: 'token response',
  looksFor: 'The error of the token endpoint is not a registered one.',
  why: 'Clients know what to do about registered errors; others are of one provider.',
  remedy: 'Look into the documents of the provider.',
  severities: ['info'],
  specifications: [rfc(6749, '5.2'), OAUTH_PARAMETERS],
  find: ({ answer }) =>
    answer?.error === undefined || isTokenError(answer.error) || isAuthorizationError(answer.error)
      ? []
      : [{ title: `The error ${showValue(answer.error, 60)} is not a registered one` }],
};

const sameTokens: FindingRule = {
  id: 'access-token-is-id-token',
  about: 'token response',
  looksFor: 'The access token and the ID token are the same.',
  why: 'An ID token is for the client, an access token for an API. One that serves as both lets any API that gets it sign in as the user elsewhere.',
  remedy:
    'Ask the provider for the access token of an API, often with a resource, an audience or a scope of it.',
  severities: ['error'],
  specifications: [rfc(8725, '3.12'), openIdCore('2', 'IDToken')],
  find: ({ answer }) =>
    answer?.tokens?.accessToken !== undefined && answer.tokens.accessToken === answer.tokens.idToken
      ? [{ title: 'The access token is the ID token once more' }]
      : [],
};

const readableRefreshToken: FindingRule = {
  id: 'refresh-token-personal-data',
  about: 'token response',
  looksFor: 'The refresh token is a readable JWT with personal data.',
  why: 'A refresh token is for the authorization server alone, and is kept for long. What stands in it can be read wherever it is stored.',
  remedy:
    'The server should send an opaque or encrypted one; treat what you store as personal data.',
  severities: ['warning'],
  specifications: [rfc(6749, '1.5'), rfc(7519, '12')],
  find: ({ answer }) => {
    const token = decodeToken(answer?.tokens?.refreshToken ?? '');
    const names = token.kind === 'jwt' ? personalClaims(token.claims) : [];
    return names.length === 0
      ? []
      : [
          {
            title: 'The refresh token can be read, and holds personal data',
            seen: `In ${namesOf(names)}.`,
          },
        ];
  },
};

export const answerContentRules: readonly FindingRule[] = [
  unknownError,
  sameTokens,
  readableRefreshToken,
];
