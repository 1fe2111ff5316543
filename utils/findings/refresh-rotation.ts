import { lastTokenExchange, sentParameter } from '../oauth/exchange';
import { type FindingRule, rfc } from './finding';

/** What became of the refresh token that was used. */
export const refreshRotation: FindingRule = (run, { response }) => {
  if (run.grant !== 'refresh_token' || response === undefined) return [];
  const exchange = lastTokenExchange(run.exchanges);
  const sent = exchange === undefined ? undefined : sentParameter(exchange, 'refresh_token');
  const specification = rfc(6749, '6');
  if (response.refreshToken === undefined || response.refreshToken === sent) {
    return [
      {
        severity: 'info',
        title:
          response.refreshToken === undefined
            ? 'No new refresh token came: the one that was sent goes on being used'
            : 'The same refresh token came back: the server does not rotate it',
        specification,
      },
    ];
  }
  return [
    {
      severity: 'info',
      title: 'The refresh token was rotated',
      detail:
        'A new one came. Keep it: a server that rotates usually refuses the one before, and may end the whole grant when it is used again.',
      specification: rfc(9700, '4.14.2'),
    },
  ];
};
