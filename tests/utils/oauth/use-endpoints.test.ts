import { describe, expect, test } from 'vitest';
import type { Client } from '../../../utils/clients/client';
import { isForeignTo, suggestedCall } from '../../../utils/oauth/call-origins';
import type { Run } from '../../../utils/oauth/run';
import type { RunEvent } from '../../../utils/oauth/run-event';
import { resultOf } from '../../../utils/oauth/run-result';
import { endpointOfUse, placeOf, serverForUses } from '../../../utils/oauth/use-endpoints';
import { sampleClient } from '../clients/sample-client';
import { encode } from '../tokens/vectors';
import { exchangeOf, runOf, server, started, tokenBody } from './sample-run';

const typed: Client = { ...sampleClient, provider: 'generic-oauth2' };

function runWith(changes: Partial<Client> = {}, members: object = {}, known: object = {}): Run {
  return runOf([
    { ...started, client: { ...typed, ...changes } } as RunEvent,
    { type: 'server-known', at: 2, server: { ...server, ...known } },
    { type: 'exchanged', at: 3, exchange: exchangeOf({ ...tokenBody, ...members }) },
    { type: 'finished', at: 4 },
  ]);
}

describe('serverForUses', () => {
  const userInfo = 'https://auth.example.com/me';
  const withEndpoint = { ...typed, endpoints: { ...typed.endpoints, userInfo } };

  test('adds endpoints that were typed into the client since', () => {
    expect(endpointOfUse(serverForUses(runWith(), withEndpoint), 'user-info')).toBe(userInfo);
  });

  test.each<[string, Client | undefined, object?]>([
    ['the client was deleted', undefined],
    ['the client is another', { ...withEndpoint, clientId: 'other' }],
    ['the client is of another server', { ...withEndpoint, issuer: 'https://other.example' }],
    ['the server is discovered at each run', { ...withEndpoint, provider: 'generic-oidc' }],
  ])('adds none where %s', (_, stored) => {
    expect(endpointOfUse(serverForUses(runWith(), stored), 'user-info')).toBeUndefined();
  });

  test('keeps what the run knew', () => {
    const known = { userinfo_endpoint: 'https://auth.example.com/first' };
    const run = runWith({}, {}, known);
    expect(serverForUses(run, withEndpoint)?.userinfo_endpoint).toBe(known.userinfo_endpoint);
  });

  test.each(['', 'javascript:alert(1)', 'no address'])('takes %j for no endpoint', (address) => {
    const run = runWith({}, {}, { revocation_endpoint: address });
    expect(endpointOfUse(run.server, 'revocation')).toBeUndefined();
  });

  test('names an endpoint with its host', () => {
    expect(placeOf('revocation', 'https://a.example:8443/x')).toBe(
      'the revocation endpoint at a.example:8443',
    );
    expect(placeOf('revocation', undefined)).toBe('the revocation endpoint');
  });
});

describe('suggestedCall', () => {
  const suggested = (run: Run) => suggestedCall(run, resultOf(run));

  test('is that of the environment, for tokens of its server only', () => {
    const changes = { provider: 'pleo', environment: 'Staging' };
    const ours = { token_endpoint: 'https://auth.staging.pleo.io/oauth/token' };
    expect(suggested(runWith(changes, {}, ours))).toBe(
      'https://external.staging.pleo.io/v1/introspect',
    );
    expect(suggested(runWith(changes))).toBeUndefined();
    expect(suggested(runWith({ provider: 'generic-oauth2' }))).toBeUndefined();
  });

  test('takes the address of the API from the token response', () => {
    const changes = { provider: 'pipedrive', environment: 'Production' };
    const members = { api_domain: 'https://acme.pipedrive.com' };
    expect(suggested(runWith(changes, members))).toBe('https://acme.pipedrive.com/v1/users/me');
    expect(suggested(runWith(changes))).toBeUndefined();
    expect(suggested(runWith(changes, { api_domain: 'javascript:x//' }))).toBeUndefined();
  });
});

describe('isForeignTo', () => {
  const token = (aud: unknown) => ({
    access_token: `${encode({ alg: 'RS256' })}.${encode({ aud })}.c2ln`,
  });

  test.each<[string, string, Run, boolean]>([
    ['the issuer', 'https://auth.example.com/api', runWith(), false],
    ['another port of the issuer', 'https://auth.example.com:8443/', runWith(), true],
    ['an API that is not named', 'https://api.example.com/', runWith(), true],
    [
      'the audience',
      'https://api.example.com/v1/me',
      runWith({}, token('https://api.example.com/v1')),
      false,
    ],
    [
      'one of the audiences',
      'https://api.example.com/me',
      runWith({}, token(['x', 'https://api.example.com'])),
      false,
    ],
    ['another than the audience', 'https://evil.example/', runWith({}, token('x')), true],
    ['no address', 'api', runWith(), false],
  ])('%s', (_, url, run, isForeign) => {
    expect(isForeignTo(url, run)).toBe(isForeign);
  });
});
