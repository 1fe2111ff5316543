import { plainHttpWarning } from '../../clients/url-rules';
import { isJsonObject, type JsonObject } from '../../tokens/json';
import type { Evidence } from '../evidence';
import type { FindingRule } from '../finding';
import { namesOf } from '../scopes/names';
import { rfc } from '../specifications';
import { memberOf, textOf } from '../../tokens/members';

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
    const found = endpointsOf(evidence).flatMap(([name, url]) => {
      const warning = url === undefined ? undefined : plainHttpWarning(url);
      return warning === undefined ? [] : [{ name, warning }];
    });
    return [...Map.groupBy(found, ({ warning }) => warning)].map(([title, group]) => {
      const names = group.map(({ name }) => name).filter((name) => name !== '');
      return names.length === 0 ? { title } : { title, seen: `It stands in ${namesOf(names)}.` };
    });
  },
};

type Endpoint = readonly [name: string, url: string | undefined];

/** Members of a discovery document that are addresses to talk to, and not called so. */
const OTHERS = new Set(['jwks_uri', 'check_session_iframe']);

function endpointsOf({ ofRun, request, metadata }: Evidence): readonly Endpoint[] {
  if (ofRun !== undefined) {
    const { server } = ofRun.run;
    return [
      ['', server?.authorization_endpoint],
      ['', server?.token_endpoint],
    ];
  }
  const aliases = metadata === undefined ? undefined : memberOf(metadata, 'mtls_endpoint_aliases');
  return [
    ['', request?.endpoint],
    ...(metadata === undefined ? [] : endpointsIn(metadata)),
    ...(isJsonObject(aliases) ? endpointsIn(aliases) : []),
  ];
}

function endpointsIn(metadata: JsonObject): readonly Endpoint[] {
  return Object.keys(metadata)
    .filter((name) => name.endsWith('_endpoint') || OTHERS.has(name))
    .map((name) => [name, textOf(metadata, name)]);
}
