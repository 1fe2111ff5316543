import { type FindingRule, rfc } from './finding';

/** Whether the response says how long its access token lives. */
export const tokenLifetime: FindingRule = (_run, { response }) =>
  response?.accessToken === undefined || response.expiresAt !== undefined
    ? []
    : [
        {
          severity: 'info',
          title: 'The token response does not say when the access token expires',
          detail:
            'expires_in is recommended; without it a client learns it from the first refusal.',
          specification: rfc(6749, '5.1'),
        },
      ];
