import { plainHttpWarning } from '../../clients/url-rules';
import { textOf } from '../../oauth/token-body';
import type { Evidence } from '../evidence';
import type { FindingRule } from '../finding';
import { rfc } from '../specifications';

/** Endpoints that are talked to without encryption, other than on loopback. */
export const plainHttp: FindingRule = {
  id: 'endpoint-plain-http',
  about: 'registration',
  looksFor: 'An endpoint is http, other than on loopback.',
  why: 'Authorization requests, codes, secrets and tokens must be sent over TLS.',
  remedy: 'Use https outside of your own machine.',
  severities: ['warning'],
  specifications: [rfc(6749, '3.1'), rfc(6749, '3.2')],
  find: (evidence) => {
    const warnings = endpointsOf(evidence).flatMap((url) => {
      const warning = url === undefined ? undefined : plainHttpWarning(url);
      return warning === undefined ? [] : [warning];
    });
    return [...new Set(warnings)].map((title) => ({ title }));
  },
};

function endpointsOf({ ofRun, request, metadata }: Evidence): readonly (string | undefined)[] {
  if (ofRun !== undefined) {
    return [ofRun.run.server?.authorization_endpoint, ofRun.run.server?.token_endpoint];
  }
  return [
    request?.endpoint,
    ...(metadata === undefined
      ? []
      : Object.keys(metadata)
          .filter((name) => name.endsWith('_endpoint') || name === 'jwks_uri')
          .map((name) => textOf(metadata, name))),
  ];
}
