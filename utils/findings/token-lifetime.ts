import type { RunResult } from '../oauth/run-result';
import { type Finding, type FindingRule, rfc } from './finding';

/** Whether the response says how long its access token lives. */
export const tokenLifetime: FindingRule = (_run, { response }) =>
  response?.accessToken !== undefined &&
  response.expiresAt === undefined &&
  response.members['expires_in'] !== undefined
    ? [
        {
          severity: 'error',
          title: 'What the token response says of its lifetime cannot be used',
          detail: `expires_in is ${JSON.stringify(response.members['expires_in']).slice(0, 80)}: it must be a number of seconds.`,
          specification: rfc(6749, '5.1'),
        },
      ]
    : lifetimeSaid(response);

function lifetimeSaid(response: RunResult['response']): readonly Finding[] {
  return response?.accessToken === undefined || response.expiresAt !== undefined
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
}
