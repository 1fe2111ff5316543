import { templateOf } from '../../clients/templates/all-templates';
import { providerName } from '../../clients/providers';
import { isWebAddress } from '../../clients/url-rules';
import { DISCOVERY, rfc } from '../../findings/specifications';
import { type Exchange, responseOf } from '../../oauth/exchange';
import { exchangesOf } from '../../oauth/run-steps';
import type { JsonObject } from '../../tokens/json';
import { memberOf } from '../../tokens/members';
import type { CauseRule, Place } from '../diagnosis';
import { hostOfAddress, setting, step } from '../look';
import type { Symptoms } from '../symptoms';
import { listed, quoted } from '../words';

const places: readonly Place[] = [setting('issuer'), step('discovery')];
const specification = rfc(8414, '3');

/** A discovery that found no document at all. */
type Missing = {
  readonly issuer: string;
  readonly url: URL;
  readonly provider: string;
  readonly exchanges: readonly Exchange[];
};

/** Nothing where something else than “not here” was answered at one of the addresses. */
function missingOf({ place, client, run, failure }: Symptoms): Missing | undefined {
  const { issuer, provider } = client ?? {};
  const url = URL.parse(issuer ?? '');
  if (place !== 'discovery' || failure === undefined || run === undefined) return undefined;
  if (issuer === undefined || provider === undefined || url === null) return undefined;
  const exchanges = exchangesOf(run, 'discovery');
  const isMissing = exchanges.every((exchange) => {
    const response = responseOf(exchange);
    return response !== undefined && NOT_HERE.has(response.status);
  });
  return exchanges.length > 0 && isMissing ? { issuer, url, provider, exchanges } : undefined;
}

const NOT_HERE: ReadonlySet<number> = new Set([400, 404, 405, 410]);

/** How the paths of endpoints end, and what comes before them is often the issuer. */
const ENDPOINT =
  /\/(?:protocol\/openid-connect\/(?:auth|token|certs|userinfo)|(?:connect|oauth2?|oauth2\/v1|oauth2\/v2\.0|v1|oidc|as)\/(?:authorize|auth|token|jwks|keys|userinfo|introspect)|authorize|authorization|auth|token|jwks(?:\.json)?|userinfo)\/?$/i;

const isEndpoint: CauseRule = {
  id: 'issuer-is-endpoint',
  part: 'discovery',
  cause: 'The issuer of the client is the address of an endpoint.',
  remedy:
    'Write the address that the server calls itself as issuer: it stands in its discovery document, and in the claim iss of its tokens.',
  places,
  specification,
  find: (symptoms) => {
    const missing = missingOf(symptoms);
    const end = missing === undefined ? undefined : ENDPOINT.exec(missing.url.pathname)?.[0];
    if (missing === undefined || end === undefined) return undefined;
    const before = missing.url.origin + missing.url.pathname.slice(0, -end.length);
    return {
      certainty: 'likely',
      cause: `The issuer of this client, ${quoted(missing.issuer)}, looks like the address of an endpoint, and no discovery document is there.`,
      remedy: `Try ${quoted(before)} as issuer, which is what stands before ${quoted(end)}.`,
    };
  },
};

const pathMissing: CauseRule = {
  id: 'issuer-path-missing',
  part: 'discovery',
  cause: 'The issuer lacks its path.',
  remedy: 'Complete the issuer: its path is part of it.',
  places,
  specification,
  find: (symptoms) => {
    const missing = missingOf(symptoms);
    if (missing === undefined) return undefined;
    const { url, provider, issuer } = missing;
    const own = pathsOf(provider);
    const isTold = own.length > 0 && !own.some((path) => matches(path, url.pathname));
    if (isTold) {
      return {
        certainty: 'likely',
        cause: `The issuer ${quoted(issuer)} lacks the path that issuers of ${providerName(provider)} have: ${listed(own)}.`,
        remedy: `Write ${quoted(url.origin + (own[0] ?? ''))} as issuer, with your own value in place of what stands in braces.`,
      };
    }
    if (url.pathname !== '/' || own.length > 0) return undefined;
    const known = PATHS.find(({ host }) => host.test(url.host));
    return {
      certainty: known === undefined ? 'possible' : 'likely',
      cause: `The issuer ${quoted(issuer)} has no path, and nothing is found at the address that follows from it.`,
      reasons: [
        known === undefined
          ? `Many servers have issuers with a path: ${USUAL_PATHS}.`
          : `Issuers at this host have a path: ${known.path}.`,
      ],
    };
  },
};

/** Paths by the hosts of providers; the form of each issuer is that of its template. */
const PATHS: readonly { readonly host: RegExp; readonly path: string }[] = [
  { host: /(?:^|\.)login\.microsoftonline\./, path: '“/{tenant}/v2.0”' },
  { host: /\.okta(?:preview)?\.com$/, path: '“/oauth2/default”' },
];

const USUAL_PATHS =
  '“/realms/{realm}” at Keycloak, “/oauth2/default” at Okta, “/{tenant}/v2.0” at Microsoft Entra ID';

const pathWrong: CauseRule = {
  id: 'issuer-path-wrong',
  part: 'discovery',
  cause: 'The path of the issuer is not one that the server knows.',
  remedy:
    'Compare the path with the name of the realm, tenant or authorization server, upper and lower case included.',
  places,
  specification,
  find: (symptoms) => {
    const missing = missingOf(symptoms);
    return missing === undefined ||
      missing.url.pathname === '/' ||
      ENDPOINT.test(missing.url.pathname)
      ? undefined
      : {
          certainty: 'likely',
          cause: `The server ${missing.url.host} answers, and has no discovery document for the path ${quoted(missing.url.pathname)}.`,
          reasons: missing.exchanges.map(inWords),
        };
  },
};

const missingDocument: CauseRule = {
  id: 'discovery-document-missing',
  isFallback: true,
  part: 'discovery',
  cause: 'The server has no discovery document.',
  remedy:
    'Compare the issuer with what the provider documents. A server without discovery is a Generic OAuth 2.0 client, with typed endpoints.',
  places,
  specification,
  find: (symptoms) => {
    const missing = missingOf(symptoms);
    return missing === undefined
      ? undefined
      : {
          certainty: 'likely',
          cause: `The server ${missing.url.host} has no discovery document at either address that follows from the issuer ${quoted(missing.issuer)}.`,
          reasons: missing.exchanges.map(inWords),
        };
  },
};

const noIssuer: CauseRule = {
  id: 'issuer-not-named',
  part: 'discovery',
  cause: 'The discovery document names no issuer.',
  remedy:
    'The server has to name its issuer. Until then, a Generic OAuth 2.0 client takes typed endpoints.',
  places,
  specification: DISCOVERY,
  find: ({ place, failure, metadata }) =>
    place === 'discovery' &&
    failure?.code === 'issuer_mismatch' &&
    failure.foundIssuer === undefined &&
    metadata !== undefined
      ? { certainty: 'seen' }
      : undefined,
};

/** Members by which other JSON documents are known, and what these are. */
const OTHERS: readonly { readonly member: string; readonly what: string }[] = [
  { member: 'keys', what: 'a key set (JWKS)' },
  { member: 'authorization_servers', what: 'the metadata of an API (RFC 9728)' },
  { member: 'access_token', what: 'a token response' },
  { member: 'error', what: 'an error' },
  { member: 'openapi', what: 'the description of an API' },
  { member: 'links', what: 'a list of links (WebFinger)' },
  { member: 'message', what: 'an error' },
];

const otherDocument: CauseRule = {
  id: 'document-of-something-else',
  part: 'discovery',
  cause: 'The JSON that came is no discovery document.',
  remedy: 'Compare the issuer with what the provider documents.',
  places,
  specification: DISCOVERY,
  find: ({ place, failure, metadata, client }) => {
    if (place !== 'discovery' || failure === undefined || metadata === undefined) return undefined;
    if (KNOWN_MEMBERS.some((name) => memberOf(metadata, name) !== undefined)) return undefined;
    const servers = memberOf(metadata, 'authorization_servers');
    const [first] = Array.isArray(servers) ? servers : [];
    const what = OTHERS.find(({ member }) => memberOf(metadata, member) !== undefined)?.what;
    const names = Object.keys(metadata);
    return {
      certainty: 'seen',
      cause: `What ${hostOfAddress(client?.issuer ?? 'the server')} sent is ${what ?? 'JSON of something else'}, not a discovery document: it has ${names.length === 0 ? 'no members' : `the members ${listed(names, 5)}`}.`,
      ...(typeof first === 'string'
        ? {
            remedy: `Try ${quoted(first)} as issuer: it is the authorization server that this document names.`,
            places: [
              setting('issuer'),
              { kind: 'copy', name: 'issuer', value: first },
              step('discovery'),
            ],
          }
        : {}),
    };
  },
};

const samlDocument: CauseRule = {
  id: 'document-of-saml',
  part: 'discovery',
  cause: 'What came is SAML metadata, in XML, not a discovery document of OpenID Connect.',
  remedy:
    'Look for the issuer of OpenID Connect in the provider’s documents: many servers have it beside SAML, at another address.',
  places,
  specification: DISCOVERY,
  find: ({ place, run, failure }) => {
    if (place !== 'discovery' || run === undefined || failure === undefined) return undefined;
    return exchangesOf(run, 'discovery').some((exchange) =>
      /<(?:\w{1,20}:)?(?:EntityDescriptor|EntitiesDescriptor)\b/.test(
        responseOf(exchange)?.body.slice(0, 5000) ?? '',
      ),
    )
      ? { certainty: 'seen' }
      : undefined;
  },
};

const KNOWN_MEMBERS = ['issuer', 'token_endpoint', 'authorization_endpoint', 'jwks_uri'];

const ENDPOINTS = ['token_endpoint', 'authorization_endpoint', 'jwks_uri'] as const;

const endpointWrong: CauseRule = {
  id: 'endpoint-in-document-wrong',
  part: 'discovery',
  cause: 'The discovery document lacks an endpoint, or holds one that is no address.',
  remedy:
    'The server has to mend its document. Until then, a Generic OAuth 2.0 client takes typed endpoints.',
  places: [step('discovery'), setting('issuer')],
  specification: DISCOVERY,
  find: ({ place, failure, metadata, client }) => {
    const isOfDocument = place === 'discovery' || place === 'sign-in';
    if (!isOfDocument || failure?.code !== 'discovery_failed' || metadata === undefined)
      return undefined;
    if (!KNOWN_MEMBERS.some((name) => memberOf(metadata, name) !== undefined)) return undefined;
    const faults = ENDPOINTS.flatMap((name) => faultOf(metadata, name, client?.grantType));
    return faults.length === 0
      ? undefined
      : {
          certainty: 'seen',
          cause: `The discovery document cannot be used: ${faults.join(', and ')}.`,
        };
  },
};

function faultOf(
  metadata: JsonObject,
  name: (typeof ENDPOINTS)[number],
  grant: string | undefined,
): readonly string[] {
  const value = memberOf(metadata, name);
  if (value === undefined) {
    return name === 'token_endpoint' ||
      (name === 'authorization_endpoint' && grant === 'authorization_code')
      ? [`it has no ${name}`]
      : [];
  }
  if (typeof value !== 'string') return [`its ${name} is no text`];
  if (isWebAddress(value)) return [];
  return [
    /^[/.\w]/.test(value) && !value.includes(':')
      ? `its ${name}, ${quoted(value)}, is not a whole address`
      : `its ${name}, ${quoted(value)}, is not an http(s) address`,
  ];
}

const notAnAddress: CauseRule = {
  id: 'issuer-not-an-address',
  part: 'discovery',
  cause: 'The issuer of the client is not an address to which requests can be sent.',
  remedy: 'Write the issuer whole, beginning with https://.',
  places: [setting('issuer')],
  specification,
  find: ({ failure, client }) =>
    failure?.code === 'client_incomplete' &&
    client?.issuer !== undefined &&
    failure.cause.startsWith('the issuer') &&
    !isWebAddress(client.issuer)
      ? {
          certainty: 'seen',
          cause: `The issuer of this client, ${quoted(client.issuer)}, is not an http(s) address.`,
        }
      : undefined,
};

/** The paths that issuers of the provider have, with braces where the user fills in. */
function pathsOf(provider: string): readonly string[] {
  const issuers = templateOf(provider).environments.flatMap(({ issuer }) =>
    issuer === undefined ? [] : [issuer],
  );
  const paths = issuers.map((issuer) => /^https:\/\/[^/]+(\/.*)?$/.exec(issuer)?.[1] ?? '/');
  return paths.includes('/') ? [] : paths;
}

/** Whether a path has the form of a template, as `/realms/{realm}`. */
function matches(template: string, path: string): boolean {
  const parts = template.split('/');
  const given = path.replace(/\/$/, '').split('/');
  return (
    parts.length === given.length &&
    parts.every((part, index) => part.startsWith('{') || part === given[index])
  );
}

function inWords(exchange: Exchange): string {
  const { pathname } = URL.parse(exchange.request.url) ?? { pathname: exchange.request.url };
  const response = responseOf(exchange);
  return `${quoted(pathname)} answered ${response === undefined ? 'nothing' : `HTTP ${response.status}`}.`;
}

/** Causes that lie in the discovery document itself. */
export const documentCauses: readonly CauseRule[] = [
  notAnAddress,
  noIssuer,
  otherDocument,
  samlDocument,
  endpointWrong,
  isEndpoint,
  pathMissing,
  pathWrong,
];

/** Where nothing tells why. */
export const documentMissing: CauseRule = missingDocument;
