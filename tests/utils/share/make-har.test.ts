import type { Har } from 'har-format';
import * as v from 'valibot';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Exchange } from '../../../utils/oauth/exchange';
import { encodedForms } from '../../../utils/oauth/redactor';
import type { Run } from '../../../utils/oauth/run';
import { resultOf } from '../../../utils/oauth/run-result';
import { type HarOptions, makeHar } from '../../../utils/share/make-har';
import { recognise } from '../../../utils/tokens/recognise/recognise';
import { exchangeOf, runUpTo } from '../oauth/sample-run';
import { accessToken, echoesOf, idToken, tellingRun, told } from './telling-run';

let key: CryptoKey;
beforeAll(async () => {
  key = await crypto.subtle.generateKey({ name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
});

const everything: HarOptions = {
  hasBodies: true,
  hasHosts: true,
  hasClaims: true,
  hasTokens: false,
};

/** The rules of HAR 1.2 (http://www.softwareishard.com/blog/har-12-spec/), as far as an archive of ours has to do with them. */
const time = v.pipe(v.string(), v.isoTimestamp());
const duration = v.pipe(v.number(), v.minValue(0));
const unknownOrDuration = v.union([v.literal(-1), duration]);
const unknownOrSize = v.pipe(v.number(), v.integer(), v.minValue(-1));
const comment = v.optional(v.string());
const pairs = v.array(v.strictObject({ name: v.string(), value: v.string() }));
const address = v.pipe(v.string(), v.url(), v.excludes('#'));
const postData = v.union([
  v.strictObject({ mimeType: v.string(), params: pairs, comment }),
  v.strictObject({ mimeType: v.string(), text: v.string(), comment }),
]);
const entry = v.strictObject({
  pageref: v.literal('run'),
  startedDateTime: time,
  time: duration,
  request: v.strictObject({
    method: v.string(),
    url: address,
    httpVersion: v.string(),
    cookies: v.array(v.unknown()),
    headers: pairs,
    queryString: pairs,
    postData: v.optional(postData),
    headersSize: unknownOrSize,
    bodySize: unknownOrSize,
    _fragment: v.optional(pairs),
  }),
  response: v.strictObject({
    status: v.pipe(v.number(), v.integer()),
    statusText: v.string(),
    httpVersion: v.string(),
    cookies: v.array(v.unknown()),
    headers: pairs,
    content: v.strictObject({
      size: v.pipe(v.number(), v.integer(), v.minValue(0)),
      mimeType: v.string(),
      text: v.optional(v.string()),
      comment,
    }),
    redirectURL: v.string(),
    headersSize: unknownOrSize,
    bodySize: unknownOrSize,
    comment,
  }),
  cache: v.strictObject({}),
  timings: v.strictObject({
    blocked: unknownOrDuration,
    dns: unknownOrDuration,
    connect: unknownOrDuration,
    ssl: unknownOrDuration,
    send: duration,
    wait: duration,
    receive: duration,
    comment,
  }),
  comment,
  _purpose: v.string(),
});
const archive = v.strictObject({
  log: v.strictObject({
    version: v.literal('1.2'),
    creator: v.strictObject({ name: v.string(), version: v.string() }),
    pages: v.array(
      v.strictObject({
        id: v.literal('run'),
        title: v.string(),
        startedDateTime: time,
        pageTimings: v.strictObject({
          onContentLoad: unknownOrDuration,
          onLoad: unknownOrDuration,
          comment,
        }),
        comment,
        _state: v.string(),
        _steps: v.array(v.record(v.string(), v.string())),
      }),
    ),
    entries: v.array(entry),
    comment,
  }),
});

async function harOf(run: Run, options: Partial<HarOptions> = {}) {
  const { text, receipt } = await makeHar(
    { run, result: resultOf(run) },
    { ...everything, ...options },
    { key, now: new Date(0), version: '1.2.3' },
  );
  const har = JSON.parse(text) as Har;
  v.parse(archive, har);
  for (const { time: whole, timings, startedDateTime } of har.log.entries) {
    expect(timings.wait + (timings.send ?? 0) + (timings.receive ?? 0)).toBe(whole);
    expect(new Date(startedDateTime).toISOString()).toBe(startedDateTime);
  }
  return { text, receipt, har, entries: har.log.entries };
}

const entryFor = (entries: Har['log']['entries'], purpose: string) => {
  const found = entries.find(({ _purpose }) => _purpose === purpose);
  if (found === undefined) throw new Error(`There is no entry for ${purpose}.`);
  return found;
};

const secrets = [
  ...Object.values(told),
  accessToken,
  idToken,
  ...accessToken.split('.').slice(1),
  ...idToken.split('.').slice(1),
];

describe('makeHar', () => {
  test('holds every message of a run in its order, and the two of the browser', async () => {
    const { har, entries, receipt } = await harOf(tellingRun());
    expect(har.log.creator).toEqual({ name: 'OAuth Workbench', version: '1.2.3' });
    expect(entries.map(({ _purpose, response }) => [_purpose, response.status])).toEqual([
      ['authorization-request', 0],
      ['discovery', 200],
      ['token', 200],
      ['authorization-response', 0],
    ]);
    const token = entryFor(entries, 'token');
    expect(token.request.postData).toMatchObject({
      mimeType: 'application/x-www-form-urlencoded',
      params: [
        { name: 'grant_type', value: 'authorization_code' },
        { name: 'code', value: expect.stringMatching(/^‹code #[0-9a-f]{8}›$/) as string },
        { name: 'code_verifier' },
        { name: 'redirect_uri' },
      ],
    });
    expect(JSON.parse(token.response.content.text ?? '')).toMatchObject({ expires_in: 3600 });
    expect(token).toMatchObject({ time: 40, startedDateTime: '1970-01-01T00:00:05.000Z' });
    const request = entryFor(entries, 'authorization-request');
    expect(request.request.queryString).toContainEqual({
      name: 'client_id',
      value: 'booking-widget',
    });
    expect(request.request.queryString.find(({ name }) => name === 'state')?.value).toMatch(
      /^‹state #[0-9a-f]{8}›$/,
    );
    expect(request.time).toBe(2500);
    expect(receipt).toContainEqual(expect.objectContaining({ what: 'code' }));
    expect(har.log.pages?.[0]).toMatchObject({
      title: 'Booking widget',
      startedDateTime: '1970-01-01T00:00:01.000Z',
      pageTimings: { onLoad: 11_000 },
      comment: expect.stringContaining('Token request: done, ') as string,
    });
  });

  test.each([{}, { hasBodies: false }, { hasHosts: false }, { hasClaims: false }])(
    'holds no secret and nobody by default, wherever they are repeated: %j',
    async (options) => {
      for (const secret of secrets) {
        const { text } = await harOf(tellingRun(echoesOf(secret)), options);
        for (const one of [secret, told.code, told.email]) {
          for (const form of encodedForms(one)) expect(text).not.toContain(form);
        }
      }
    },
  );

  test('holds tokens and codes when asked for, as they were recorded, and no client secret even then', async () => {
    const big = '{"id": 12345678901234567890, "id": 1}';
    const run = tellingRun([exchangeOf(big, { purpose: 'jwks' })]);
    const { text, entries, receipt } = await harOf(run, { hasTokens: true });
    for (const value of [told.code, told.state, told.codeVerifier, accessToken]) {
      expect(text).toContain(value);
    }
    expect(entryFor(entries, 'jwks').response.content.text).toBe(big);
    expect(entryFor(entries, 'token').request.headers).toContainEqual({
      name: 'authorization',
      value: 'Basic base64(booking-widget:<client_secret>)',
    });
    expect(receipt).toEqual([]);
    const without = await harOf(run, { hasTokens: true, hasBodies: false });
    expect(without.text).not.toContain(accessToken);
    expect(entryFor(without.entries, 'token').response.content.comment).toBe('It was left out.');
  });

  test('is read again by Inspect', async () => {
    expect(recognise((await harOf(tellingRun())).text).what).toMatch(/^HAR: 4 requests/);
    const whole = recognise((await harOf(tellingRun(), { hasTokens: true })).text);
    expect(whole.what).toMatch(/^HAR: 4 requests with \d+ tokens/);
    expect(whole.tokens.map(({ value }) => value)).toEqual(
      expect.arrayContaining([accessToken, idToken]),
    );
  });

  test('has an address for what was taken out of one', async () => {
    const { entries } = await harOf(tellingRun(), { hasHosts: false });
    expect(entryFor(entries, 'token').request.url).toMatch(
      /^https:\/\/host-[0-9a-f]{8}\.invalid\/token$/,
    );
  });

  test.each<[string, Exchange['outcome'], string]>([
    [
      'error',
      { kind: 'error', message: 'did not answer within 20 s' },
      'did not answer within 20 s',
    ],
    ['redirect', { kind: 'redirect' }, 'a redirect, which the browser hides'],
  ])('says of a request without an answer why: %s', async (_, outcome, words) => {
    const exchange = exchangeOf('', { outcome });
    for (const hasTokens of [false, true]) {
      const { entries } = await harOf(
        runUpTo('authorization-accepted', { type: 'exchanged', at: 9000, exchange }),
        { hasTokens },
      );
      const { response, comment: said } = entryFor(entries, 'token');
      expect(response).toMatchObject({ status: 0, content: { size: 0 } });
      expect(said).toContain(words);
      expect(response.comment).toBe(said);
    }
  });

  test('says that a body was longer than what was kept of it', async () => {
    const exchange = exchangeOf({});
    if (exchange.outcome.kind !== 'response') throw new Error('There is an answer.');
    const run = runUpTo('authorization-accepted', {
      type: 'exchanged',
      at: 9000,
      exchange: { ...exchange, outcome: { ...exchange.outcome, end: 'too large' } },
    });
    const { entries } = await harOf(run);
    expect(entryFor(entries, 'token').response.content.comment).toContain(
      'its first 500,000 were kept',
    );
  });

  test.each([
    [
      'a form',
      'https://app.example.com/cb?code=the-code-of-it&iss=x',
      { isForm: true },
      {
        method: 'POST',
        url: 'https://app.example.com/cb',
        queryString: [],
        postData: { params: [{ name: 'code' }, { name: 'iss', value: 'x' }] },
      },
    ],
    [
      'a fragment',
      'https://app.example.com/cb?a=b#code=the-code-of-it&iss=x',
      {},
      {
        method: 'GET',
        url: 'https://app.example.com/cb?a=b',
        queryString: [{ name: 'a', value: 'b' }],
        _fragment: [{ name: 'code' }, { name: 'iss', value: 'x' }],
      },
    ],
  ] as const)('has the callback as it came: %s', async (_, url, notes, request) => {
    const { entries } = await harOf(
      runUpTo('authorization-requested', {
        type: 'authorization-responded',
        at: 7500,
        url,
        ...notes,
      }),
    );
    expect(entryFor(entries, 'authorization-response').request).toMatchObject(request);
  });
});
