import { type FindingRule, rfc } from './finding';

/** What a strict client has against a token response that was read all the same. */
export const strictVerdict: FindingRule = ({ objection }, { response }) =>
  response === undefined
    ? []
    : objection === undefined
      ? [
          {
            severity: 'passed',
            title: 'The token response is valid',
            specification: rfc(6749, '5.1'),
          },
        ]
      : [
          {
            severity: 'error',
            title: 'A strict client refuses this token response',
            detail: `oauth4webapi says: ${objection}. What could be read of the answer is shown all the same.`,
            specification: rfc(6749, '5.1'),
          },
        ];
