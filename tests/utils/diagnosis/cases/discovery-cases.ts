import type { Client } from '../../../../utils/clients/client';
import type { Symptoms } from '../../../../utils/diagnosis/symptoms';
import type { Exchange } from '../../../../utils/oauth/exchange';
import type { Failure } from '../../../../utils/oauth/failure';
import { sampleClient } from '../../clients/sample-client';
import { exchangeOf, redirectUri, runOf, server } from '../../oauth/sample-run';
import { type CauseCase, done, failed, ofRun } from './symptoms';

function discoveryOf(
  client: Partial<Client>,
  answers: readonly Exchange['outcome'][],
  failure: Partial<Failure> = {},
): Symptoms {
  const { issuer = 'https://auth.example.com' } = client;
  const paths = ['/.well-known/openid-configuration', '/.well-known/oauth-authorization-server'];
  return ofRun(
    runOf([
      {
        type: 'started',
        at: 1000,
        runId: 'run-1',
        client: { ...sampleClient, ...client },
        redirect: { mode: 'extension', uri: redirectUri },
      },
      { type: 'discovering', at: 2000 },
      ...answers.map((outcome, index) => ({
        type: 'exchanged' as const,
        at: 3000,
        exchange: exchangeOf('', {
          purpose: 'discovery',
          request: { method: 'GET', url: `${issuer}${paths[index] ?? ''}`, headers: [] },
          outcome,
        }),
      })),
      failed({ code: 'discovery_failed', ...failure }),
    ]),
  );
}

const answer = (status: number, body: unknown = ''): Exchange['outcome'] => ({
  kind: 'response',
  status,
  headers: [['content-type', 'application/json']],
  body: typeof body === 'string' ? body : JSON.stringify(body),
  end: 'whole',
});

const mismatch = (issuer: string, found: string, client: Partial<Client> = {}) =>
  discoveryOf({ ...client, issuer }, [answer(200, { ...server, issuer: found })], {
    code: 'issuer_mismatch',
    foundIssuer: found,
  });

const missing = (issuer: string, client: Partial<Client> = {}) =>
  discoveryOf({ ...client, issuer }, [answer(404), answer(404)]);

const document = (body: unknown, failure: Partial<Failure> = {}) =>
  discoveryOf({}, [answer(200, body)], failure);

const slash = mismatch('https://auth.example.com/', 'https://auth.example.com');
const elsewhere = mismatch('https://auth.example.com', 'https://other.example.org');
const bareHost = missing('https://auth.example.com');
const entra = { provider: 'entra-id' } as const;

/** Issuers and discovery documents. */
export const discoveryCases: Readonly<Record<string, CauseCase>> = {
  'document-of-saml': {
    fault: [document('<?xml version="1.0"?><md:EntityDescriptor entityID="x"/>')],
    sound: [document('<?xml version="1.0"?><service/>'), slash, done],
  },
  'issuer-is-document-address': {
    fault: [
      missing('https://auth.example.com/.well-known/openid-configuration'),
      mismatch(
        'https://auth.example.com/.well-known/openid-configuration?x=1',
        'https://auth.example.com',
      ),
    ],
    sound: [done, slash, bareHost],
  },
  'issuer-with-placeholder': {
    fault: [
      mismatch(
        'https://login.microsoftonline.com/common/v2.0',
        'https://login.microsoftonline.com/{tenantid}/v2.0',
        entra,
      ),
    ],
    sound: [done, slash, elsewhere],
  },
  'issuer-of-other-tenant': {
    fault: [
      mismatch(
        'https://login.microsoftonline.com/contoso.example/v2.0',
        'https://login.microsoftonline.com/11111111-2222-3333-4444-555555555555/v2.0',
        entra,
      ),
    ],
    sound: [
      done,
      slash,
      elsewhere,
      mismatch('https://auth.example.com/a/', 'https://auth.example.com/b/'),
    ],
  },
  'issuer-differs-slightly': {
    fault: [
      slash,
      mismatch('https://auth.example.com', 'https://auth.example.com/'),
      mismatch('https://Auth.example.com', 'https://auth.example.com'),
      mismatch('https://auth.example.com/Realm', 'https://auth.example.com/realm'),
      mismatch('https://auth.exmaple.com', 'https://auth.example.com'),
    ],
    sound: [done, elsewhere, mismatch('http://auth.example.com', 'https://auth.example.com')],
  },
  'issuer-behind-proxy': {
    fault: [
      mismatch('https://auth.example.com', 'http://auth.example.com'),
      mismatch('http://localhost:8080', 'http://127.0.0.1:8080/'),
      mismatch('https://auth.example.com', 'http://auth.example.com:8080'),
    ],
    sound: [done, slash, elsewhere],
  },
  'issuer-path-differs': {
    fault: [mismatch('https://auth.example.com/realms/a', 'https://auth.example.com/realms/b')],
    sound: [done, slash, elsewhere],
  },
  'issuer-of-other-server': {
    fault: [elsewhere, mismatch('https://login.example.com', 'https://tenant.example.net/')],
    sound: [done, slash],
  },
  'issuer-not-an-address': {
    fault: [
      discoveryOf({ issuer: 'auth.example.com' }, [], {
        code: 'client_incomplete',
        cause: 'the issuer “auth.example.com” is not a URL',
      }),
      discoveryOf({ issuer: 'ftp://auth.example.com' }, [], {
        code: 'client_incomplete',
        cause: 'the issuer is not an http(s) address',
      }),
    ],
    sound: [
      done,
      slash,
      discoveryOf({}, [], { code: 'client_incomplete', cause: 'the issuer is fine' }),
    ],
  },
  'issuer-not-named': {
    fault: [document({ ...server, issuer: undefined }, { code: 'issuer_mismatch' })],
    sound: [done, slash, document('{')],
  },
  'document-of-something-else': {
    fault: [
      document({ keys: [] }),
      document({}),
      document({
        resource: 'https://api.example.com',
        authorization_servers: ['https://auth.example.com'],
      }),
    ],
    sound: [done, slash, bareHost, document({ ...server, token_endpoint: undefined })],
  },
  'endpoint-in-document-wrong': {
    fault: [
      document({ ...server, token_endpoint: undefined }),
      document({ ...server, token_endpoint: '/token' }),
      document({ ...server, jwks_uri: 5 }),
      document({ ...server, authorization_endpoint: 'ftp://auth.example.com/' }),
    ],
    sound: [done, slash, document(server)],
  },
  'issuer-is-endpoint': {
    fault: [
      missing('https://auth.example.com/realms/a/protocol/openid-connect/token'),
      missing('https://auth.example.com/oauth/authorize'),
    ],
    sound: [done, bareHost, missing('https://auth.example.com/realms/a')],
  },
  'issuer-path-missing': {
    fault: [
      missing('https://auth.example.com', { provider: 'keycloak' }),
      missing('https://login.microsoftonline.com'),
      missing('https://login.microsoftonline.com/contoso', entra),
    ],
    sound: [
      done,
      missing('https://auth.example.com/realms/a', { provider: 'keycloak' }),
      discoveryOf({ provider: 'keycloak' }, [answer(500), answer(500)]),
    ],
  },
  'issuer-path-wrong': {
    fault: [
      missing('https://auth.example.com/realms/a', { provider: 'keycloak' }),
      missing('https://auth.example.com/tenant'),
    ],
    sound: [done, bareHost, slash],
  },
  'discovery-document-missing': {
    fault: [bareHost],
    sound: [done, slash, discoveryOf({}, [answer(404), answer(500)])],
  },
};
