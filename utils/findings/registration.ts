import { breachesOf } from '../clients/registration-rules';
import type { FindingRule } from './finding';

/** Rules of the provider's registration that the client breaks. */
export const registration: FindingRule = ({ client }) =>
  breachesOf(client).map(({ message, rule }) => ({
    severity: 'warning',
    title: `${rule.says} ${message}`,
    detail: 'The provider would not register this client so.',
    specification: rule.source,
  }));
