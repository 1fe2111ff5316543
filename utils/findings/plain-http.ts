import { plainHttpWarning } from '../clients/url-rules';
import { type FindingRule, rfc } from './finding';

/** Endpoints that were talked to without encryption, other than on loopback. */
export const plainHttp: FindingRule = ({ server }) => {
  if (server === undefined) return [];
  const warnings = [server.authorization_endpoint, server.token_endpoint].flatMap((url) => {
    const warning = url === undefined ? undefined : plainHttpWarning(url);
    return warning === undefined ? [] : [warning];
  });
  return [...new Set(warnings)].map((title) => ({
    severity: 'warning',
    title,
    detail: 'Use https outside of your own machine.',
    specification: rfc(6749, '3.1'),
  }));
};
