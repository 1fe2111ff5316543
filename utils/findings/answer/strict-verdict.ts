import type { FindingRule } from '../finding';
import { rfc } from '../specifications';

/** What a strict client has against a token response that was read all the same. */
export const strictVerdict: FindingRule = {
  id: 'token-response-invalid',
  about: 'token response',
  looksFor: 'A strict client refuses the token response.',
  why: 'What could be read of the answer is shown all the same.',
  remedy: 'The server has to mend its answer; until then only lenient clients can use it.',
  severities: ['error'],
  specifications: [rfc(6749, '5.1')],
  find: ({ ofRun }) => {
    if (ofRun?.result.response === undefined) return [];
    const { objection } = ofRun.run;
    return objection === undefined
      ? [{ severity: 'passed', title: 'The token response is valid' }]
      : [
          {
            title: 'A strict client refuses this token response',
            seen: `oauth4webapi says: ${objection}.`,
          },
        ];
  },
};
