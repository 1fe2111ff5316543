import { describe, expect, test } from 'vitest';
import type { Exchange } from '../../../utils/oauth/exchange';
import { fail } from '../../../utils/oauth/failure';
import { reduceRun, type Run } from '../../../utils/oauth/run';
import type { RunEvent } from '../../../utils/oauth/run-event';
import { resultOf } from '../../../utils/oauth/run-result';
import type { TokenUse, UseOutcome } from '../../../utils/oauth/token-use';
import { refusedUse, unreadableUse } from '../../../utils/oauth/use-failures';
import { makeReport } from '../../../utils/share/make-report';
import type { ReportOptions } from '../../../utils/share/report';
import { recognise } from '../../../utils/tokens/recognise/recognise';
import { exchangeOf, runUpTo } from '../oauth/sample-run';
import { accessToken, tellingRun, told } from './telling-run';

async function reportOf(run: Run, options: Partial<ReportOptions> = {}) {
  return makeReport(
    { kind: 'run', run, result: resultOf(run) },
    { hasBodies: true, hasHosts: true, hasClaims: true, ...options },
    {
      key: await crypto.subtle.generateKey({ name: 'HMAC', hash: 'SHA-256' }, false, ['sign']),
      now: new Date(0),
      version: '1.2.3',
    },
  );
}

function after(run: Run, ...events: readonly RunEvent[]): Run {
  return events.reduce((before, event) => reduceRun(before, event) ?? before, run);
}

const url = 'https://api.example.com/bookings/7';

/** An API call, and what came of it. */
function called(exchange: Exchange, outcome: UseOutcome, at = 20_000): readonly RunEvent[] {
  const use: TokenUse = {
    kind: exchange.purpose as TokenUse['kind'],
    token: 'access_token',
    at,
    outcome,
  };
  return [
    { type: 'exchanged', at, exchange: { ...exchange, startedAt: at - 100 } },
    { type: 'token-used', at, use },
  ];
}

function answered(status: number, body: unknown, changes: Partial<Exchange['request']> = {}) {
  const exchange = exchangeOf(body, {
    purpose: 'resource',
    request: { method: 'GET', url, headers: [], ...changes },
  });
  return exchange.outcome.kind === 'response'
    ? { ...exchange, outcome: { ...exchange.outcome, status } }
    : exchange;
}

const person = {
  guestName: 'Wilhelmina',
  contactPerson: 'Oluwaseun Adeyemi',
  passport: 'K1234567X',
  dob: '1979-03-14',
  address: { street: 'Fernweg', city: 'Lund', zip: '22350' },
  taxId: '99-7654321',
  tel: '0812345',
  cell: 46_812_345,
  card: '4111111111111111',
  ssn: '078051120',
  nick: 'willi',
  handle: 'krabbe',
  customerId: 'C-20481',
  message: 'Guest Wilhelmina Krabbe of room twelve',
};

const personal = [
  'Wilhelmina',
  'Oluwaseun',
  'K1234567X',
  '1979',
  'Fernweg',
  'Lund',
  '22350',
  '7654321',
  '812345',
  '4111',
  '078051120',
  'willi',
  'rabbe',
  '20481',
];

describe('a report of an API call', () => {
  test('says how bodies are made, and nothing of what they hold', async () => {
    const exchange = answered(200, person, { method: 'POST', body: JSON.stringify({ person }) });
    const report = await reportOf(
      after(tellingRun(), ...called(exchange, { ok: true, checks: [] })),
    );
    for (const text of [report.markdown, report.json]) {
      for (const value of personal) expect(text).not.toContain(value);
      expect(text).toContain('"guestName": "‹text›"');
      expect(text).toContain('"cell": "‹number›"');
      expect(text).toContain('"person": {');
    }
    expect(report.receipt).toContainEqual(expect.objectContaining({ what: 'number' }));
  });

  test('says nothing of its forms and pages either', async () => {
    const report = await reportOf(
      after(
        tellingRun(),
        ...called(
          answered(200, '<html><title>Booking of Wilhelmina</title>', {
            method: 'POST',
            form: [['greeting', 'Dear Wilhelmina']],
          }),
          { ok: true, checks: [] },
        ),
        ...called(answered(200, 'greeting=Wilhelmina'), { ok: true, checks: [] }),
      ),
    );
    expect(report.json).not.toContain('Wilhelmina');
    expect(report.markdown).toContain('| `greeting` | `‹text›` |');
  });

  test('names address and status of each use', async () => {
    const { markdown } = await reportOf(
      after(
        tellingRun(),
        ...called(answered(200, {}), { ok: true, checks: [] }),
        ...called(
          answered(404, {}, { url: `${url}?email=${told.email}` }),
          { ok: true, checks: [] },
          30_000,
        ),
      ),
    );
    expect(markdown).toContain(`## Use of a token: resource, \`GET ${url}\`, HTTP 200`);
    expect(markdown).toMatch(
      /## Use of a token: resource, `GET https:\/\/api\.example\.com\/bookings\/7\?email=‹e-mail address #[0-9a-f]{8}›`, HTTP 404/,
    );
  });

  test('repeats no sentence of the API, and points to nothing that is not there', async () => {
    const description = 'Guest Wilhelmina\nKrabbe may not';
    const exchange = answered(403, { error: 'access_denied', error_description: description });
    const outcome = exchange.outcome;
    if (outcome.kind !== 'response') throw new Error('There is an answer.');
    const refused = refusedUse(outcome, {
      place: 'api.example.com',
      remedies: new Map(),
      otherwise: 'Something is wrong; its whole answer is shown below.',
    });
    const run = after(
      tellingRun(),
      ...called(exchange, refused),
      ...called(exchange, unreadableUse(outcome, 'api.example.com', 'JSON')),
    );
    const { markdown } = await reportOf(run);
    expect(markdown).not.toContain('Wilhelmina');
    expect(markdown).toMatch(/access\\_denied: ‹text of the server #[0-9a-f]{8}› \(api/);
    expect(markdown).toContain('Something is wrong.');
    expect(markdown).toContain('Is it the right address?');
    expect(markdown).not.toMatch(/shown below|is below/);
  });
});

describe('what a server says in its own words', () => {
  const description = 'The account of Wilhelmina Krabbe (+46 8 765 43 21) is closed.';
  const callback = `https://app.example.com/cb?error=access_denied&error_description=${encodeURIComponent(description)}`;
  const run = runUpTo(
    'authorization-requested',
    { type: 'authorization-responded', at: 7500, url: callback },
    {
      type: 'exchanged',
      at: 8000,
      exchange: exchangeOf({ error: 'invalid_grant', error_description: description }),
    },
    {
      type: 'failed',
      at: 8500,
      failure: fail('token_error', `invalid_grant: ${description}`, 'Run again.').failure,
    },
  );

  test('keeps no phone number', async () => {
    const { markdown, json } = await reportOf(run);
    for (const text of [markdown, json]) {
      expect(text).not.toMatch(/765 43 21|765%2043/);
      expect(text).toContain('‹phone number #');
      expect(text).toContain('The account of');
    }
  });

  test('is left out with the values of claims, but for the code of the error', async () => {
    const { markdown, json } = await reportOf(run, { hasClaims: false });
    for (const text of [markdown, json]) {
      expect(text).not.toMatch(/Wilhelmina|Krabbe|is closed|The account/);
      expect(text).toContain('access_denied');
      expect(text).toMatch(/Failed: invalid_?\\?_grant: ‹text of the server #/);
    }
  });

  test.each([
    ['is longer than a failure', `Account of ${'Wilhelmina Krabbe and '.repeat(30)}others`],
    ['turns its direction', 'Account\u202E of\t Wilhelmina\u200B Krabbe'],
  ])('is left out where it %s', async (_, said) => {
    const { json } = await reportOf(
      runUpTo(
        'authorization-requested',
        {
          type: 'exchanged',
          at: 8000,
          exchange: exchangeOf({ error: 'invalid_grant', error_description: said }),
        },
        {
          type: 'failed',
          at: 8500,
          failure: fail('token_error', `invalid_grant: ${said} (HTTP 400)`, 'Run again.').failure,
        },
      ),
      { hasClaims: false },
    );
    expect(json).toContain('Failed: invalid_grant: ‹text of the server #');
    expect(json).not.toMatch(/Wilhelmina|Krabbe|Account/);
  });

  test('is left out of a pasted answer likewise', async () => {
    const report = await makeReport(
      { kind: 'pasted', recognised: recognise(callback) },
      { hasBodies: true, hasHosts: true, hasClaims: false },
      {
        key: await crypto.subtle.generateKey({ name: 'HMAC', hash: 'SHA-256' }, false, ['sign']),
        now: new Date(0),
        version: '1.2.3',
      },
    );
    expect(report.json).not.toMatch(/Wilhelmina|closed/);
    expect(report.json).toContain('access_denied');
  });

  test('is left out of what a page says', async () => {
    const { json } = await reportOf(
      runUpTo('authorization-requested', {
        type: 'failed',
        at: 8000,
        failure: fail('page_not_loaded', 'HTTP 400', 'The page says: “Hello Wilhelmina” Compare.')
          .failure,
      }),
      { hasClaims: false },
    );
    expect(json).toContain('What the page says was left out. Compare.');
    expect(json).not.toContain('Wilhelmina');
  });
});

describe('a report', () => {
  const header = (value: string, name = 'link') => {
    const exchange = exchangeOf({}, { purpose: 'jwks' });
    return exchange.outcome.kind === 'response'
      ? { ...exchange, outcome: { ...exchange.outcome, headers: [[name, value]] as const } }
      : exchange;
  };
  const printsOf = (text: string, kind: string) =>
    new Set(
      [...text.matchAll(new RegExp(`‹${kind} #([0-9a-f]{8})›`, 'g'))].map(([, print]) => print),
    );

  test.each([accessToken, 'short-and-unknown-token'])(
    'gives the token %s in a Link header the fingerprint that it has elsewhere',
    async (token) => {
      const { json } = await reportOf(
        tellingRun([
          header(
            `<http://x.example/?access_token=${token}>; rel="next", <http://y.example/>; rel="prev"`,
          ),
          exchangeOf({ access_token: token }, { purpose: 'jwks' }),
        ]),
      );
      expect(json).not.toContain(token);
      expect(json).toContain(String.raw`›>; rel=\"next\", <http://y.example/>; rel=\"prev\"`);
      expect(printsOf(json, 'access token').size).toBe(token === accessToken ? 1 : 2);
    },
  );

  test('holds no piece of a token', async () => {
    const { json, markdown } = await reportOf(
      tellingRun([
        exchangeOf(
          {
            hint: `***${told.refreshToken.slice(-9)}`,
            seen: told.codeVerifier.slice(10, 25),
            begins: accessToken.slice(-40, -20),
            note: `code ${told.code.slice(0, 9)}...`,
          },
          { purpose: 'jwks' },
        ),
      ]),
    );
    for (const text of [json, markdown]) {
      expect(text).not.toContain(told.codeVerifier.slice(10, 25));
      expect(text).not.toContain(accessToken.slice(-40, -20));
      expect(text).not.toContain(told.code.slice(0, 9));
      expect(text).toMatch(/"hint": "\*\*\*.{0,8}‹piece of a secret #/);
    }
  });

  test('writes characters that nobody sees as escapes', async () => {
    const { json, markdown } = await reportOf(
      tellingRun([
        exchangeOf({ 'a\u202Eb': 'c\u2066d' }, { purpose: 'jwks' }),
        header('x\u202Ey', 'x-a'),
      ]),
    );
    for (const text of [json, markdown]) {
      expect(text).not.toMatch(/[\u202E\u2066]/);
      expect(text).toContain(String.raw`a\u202Eb`);
      expect(text).toContain(String.raw`x\u202Ey`);
    }
    expect(JSON.parse(json)).toBeTypeOf('object');
  });

  test('tears no text apart by words of a name that is none', async () => {
    const { json } = await reportOf(
      tellingRun([
        exchangeOf(
          { name: '<img src=x onerror=alert(1) class token endpoint>' },
          { purpose: 'user-info' },
        ),
        exchangeOf({ name: 'Ana Sofía Núñez' }, { purpose: 'user-info' }),
        exchangeOf(
          { note: 'the class of this endpoint', other: 'Núñez, Ana' },
          { purpose: 'jwks' },
        ),
      ]),
    );
    expect(json).toContain('the class of this endpoint');
    expect(json).not.toMatch(/Núñez|Ana/);
  });
});
