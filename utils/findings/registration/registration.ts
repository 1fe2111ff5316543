import { breachesOf } from '../../clients/registration-rules';
import type { FindingRule } from '../finding';
import { rfc } from '../specifications';

/** Rules of the provider's registration that the client breaks. */
export const registration: FindingRule = {
  id: 'registration-rule-broken',
  about: 'registration',
  looksFor: 'The client breaks a rule of its provider.',
  why: 'The provider would not register this client so.',
  remedy: 'Change the client as the rule says.',
  severities: ['warning'],
  specifications: [rfc(7591, '2')],
  find: ({ ofRun }) =>
    ofRun === undefined
      ? []
      : breachesOf(ofRun.run.client).map(({ message, rule }) => ({
          title: `${rule.says} ${message}`,
          specification: rule.source,
        })),
};
