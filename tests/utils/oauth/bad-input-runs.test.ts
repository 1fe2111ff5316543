import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Client } from '../../../utils/clients/client';
import type { ExchangePurpose } from '../../../utils/oauth/exchange';
import type { WindowOutcome } from '../../../utils/oauth/flow';
import { remarksOf } from '../../../utils/oauth/response-words';
import { resultOf } from '../../../utils/oauth/run-result';
import { continueAs, startServer } from '../../lab/demo-server/demo-flow.ts';
import { HttpBrowser } from '../../lab/demo-server/http-browser.ts';
import { sampleClient } from '../clients/sample-client';
import { playFlow } from './flow-harness';
import { timeOutAfter } from './time-out-after';
import { playUseOf } from './use-harness';

const demoClient = (issuer: string): Client => ({
  ...sampleClient,
  issuer,
  endpoints: {},
  clientId: 'demo-public',
  tokenEndpointAuthMethod: 'none',
  scopes: ['openid', 'profile'],
  authorizationParameters: [],
});

/** A window in which Ada signs in and allows everything. */
const signIn =
  (issuer: string) =>
  async (url: string): Promise<WindowOutcome> => {
    const browser = new HttpBrowser(issuer);
    await browser.open(url);
    await continueAs(browser, 'user-ada-lindqvist');
    const page = await browser.post([
      ['action', 'allow'],
      ['scope', 'profile'],
    ]);
    if (page.left === undefined) throw new Error(`Still on the server: ${page.text}`);
    return { kind: 'redirected', url: page.left.href };
  };

/** Plays a whole run, and a use of its token, into a fault; what takes 20 s elsewhere takes less here. */
async function runInto(fault: string) {
  const demo = await startServer();
  const { issuer, faults } = demo;
  const use = fault.endsWith('-user-info');
  if (!use) faults.set(fault, true);
  const wait = fault.startsWith('drips') ? 1500 : 500;
  if (/^(?:never-answers|drips)/.test(fault)) {
    timeOutAfter(wait);
  }
  const { run } = await playFlow(demoClient(issuer), { openWindow: signIn(issuer) });
  if (!use) return { run, host: new URL(issuer).host };
  faults.set(fault, true);
  const played = await playUseOf(run, { kind: 'user-info' });
  return { run: played.run, use: played.use, host: new URL(issuer).host };
}

afterEach(() => {
  vi.restoreAllMocks();
});

/** What is kept of the last exchange for this purpose. */
function keptOf({ run }: Awaited<ReturnType<typeof runInto>>, purpose: ExchangePurpose) {
  const outcome = run.exchanges.findLast((exchange) => exchange.purpose === purpose)?.outcome;
  return outcome?.kind === 'response'
    ? {
        status: outcome.status,
        end: outcome.end,
        length: outcome.body.length,
        remarks: remarksOf(outcome).length,
      }
    : outcome;
}

const UNANSWERED = { kind: 'error', message: 'did not answer within 20 s' };
const DRIPPED = { status: 200, end: 'timed out', length: expect.any(Number), remarks: 1 };
const BROKEN = { status: 200, end: 'broken off', length: 16, remarks: 1 };
const TOO_LARGE = { status: 200, end: 'too large', length: 500_000, remarks: 1 };
const STATUS_600 = { status: 600, end: 'whole', length: 24, remarks: 0 };

const kinds = [
  ['never-answers', UNANSWERED, 'did not answer within 20 s'],
  ['drips', DRIPPED, /answered HTTP 200, but had sent only \d bytes? of the body after 20 s/],
  ['breaks-off', BROKEN, 'answered HTTP 200, but the body broke off after 16 of 1000 bytes'],
  ['ten-megabytes', TOO_LARGE, 'more than 500,000 bytes'],
  ['gzip-bomb', TOO_LARGE, /more than 500,000 bytes, packed with gzip into [\d,]+ bytes/],
  ['status-600', STATUS_600, 'answered with the status 600, which HTTP does not have'],
  [
    'header-of-a-megabyte',
    { kind: 'error', message: expect.stringContaining('could not be reached') },
    'could not be reached',
  ],
] as const;

describe.each(kinds)('%s', (kind, kept, said) => {
  test('at discovery', async () => {
    const played = await runInto(`${kind}-at-discovery`);
    expect(played.run.state).toMatchObject({ status: 'failed', step: 'discovery' });
    expect(causeOf(played)).toMatch(said);
    expect(keptOf(played, 'discovery')).toEqual(kept);
  });

  test('at the token endpoint', async () => {
    const played = await runInto(`${kind}-at-token`);
    expect(played.run.state).toMatchObject({ status: 'failed', step: 'token-request' });
    expect(causeOf(played)).toMatch(said);
    expect(keptOf(played, 'token')).toEqual(kept);
    expect(played.run.authorizationResponseUrl).toContain('code=');
    expect(keptOf(played, 'discovery')).toMatchObject({ status: 200, end: 'whole' });
  });

  test('at the keys, which keeps the tokens', async () => {
    const played = await runInto(`${kind}-at-keys`);
    const { run } = played;
    expect(run.state.status).toBe('done');
    const signature = run.idTokenVerdict?.checks.find(({ name }) => name === 'Signature');
    expect(signature?.outcome).toBe('unknown');
    expect(signature?.detail).toMatch(said);
    expect(keptOf(played, 'jwks')).toEqual(kept);
    expect(resultOf(run).accessToken).toBeDefined();
  });

  test('at user info, which keeps the run', async () => {
    const played = await runInto(`${kind}-at-user-info`);
    expect(played.run.state.status).toBe('done');
    expect(played.use?.outcome).toMatchObject({
      ok: false,
      failure: { cause: expect.stringMatching(said) },
    });
    expect(keptOf(played, 'user-info')).toEqual(kept);
  });
});

function causeOf({ run: { state } }: Awaited<ReturnType<typeof runInto>>): string {
  return state.status === 'failed' ? state.failure.cause : '';
}

describe('broken UTF-8', () => {
  test.each([
    ['discovery', 'discovery'],
    ['token', 'token'],
    ['keys', 'jwks'],
    ['user-info', 'user-info'],
  ] as const)('at %s is said with its place, and read all the same', async (place, purpose) => {
    const { run } = await runInto(`not-utf-8-at-${place}`);
    expect(run.state.status).toBe('done');
    expect(run.idTokenVerdict?.outcome).toBe('genuine');
    const exchange = run.exchanges.findLast((one) => one.purpose === purpose);
    expect(exchange?.outcome).toMatchObject({
      kind: 'response',
      end: 'whole',
      firstInvalidByte: '{"hotel":"Caf'.length,
      body: expect.stringMatching(/^\{"hotel":"Caf\uFFFD am Meer",/),
    });
  });
});
