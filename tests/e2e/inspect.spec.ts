import { createHash } from 'node:crypto';
import { checkScreen } from './support/accessibility.ts';
import { expect, goTo, openPage, readStorage } from './support/extension.ts';
import { rowsOf, tokenRegion } from './support/run.ts';
import { test } from './support/servers.ts';
import { ENCRYPTED_JWE, makeJwt, SIGNED_JWT } from './support/tokens.ts';

/** RFC 7515 A.3 */
const EC_KEY = {
  kty: 'EC',
  crv: 'P-256',
  x: 'f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU',
  y: 'x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0',
};
test.use({ sharesBrowser: true });

const OPAQUE = '2YotnFZFEjr1zCsicMWpAA';

test('recognises what is pasted, and says it in words', async ({ workbench }) => {
  await goTo(workbench, '#/inspect');
  const paste = workbench.getByRole('textbox', { name: 'Paste anything' });
  const recognised = workbench.getByRole('status', { name: 'Recognised as' });
  await expect(recognised).toBeEmpty();
  const cases: readonly (readonly [text: string, what: string, tokens: readonly string[]])[] = [
    [SIGNED_JWT, 'JWT (signed, RS256)', ['Token']],
    [`  "${SIGNED_JWT}"\n`, 'JWT (signed, RS256)', ['Token']],
    [makeJwt({ sub: 'x' }, { alg: 'none' }), 'JWT (not signed, alg none)', ['Token']],
    [ENCRYPTED_JWE, 'JWE (encrypted)', ['Token']],
    [OPAQUE, 'Opaque token', ['Token']],
    [`Authorization: Bearer ${SIGNED_JWT}`, 'Authorization header with a JWT', ['Access token']],
    [
      JSON.stringify({ access_token: OPAQUE, id_token: SIGNED_JWT, refresh_token: OPAQUE }),
      'Token response with 3 tokens',
      ['Access token', 'ID token', 'Refresh token'],
    ],
    ['{"error":"invalid_grant"}', 'Error response: "invalid_grant"', []],
    ['https://app.example.com/cb?code=abc&state=xyz', 'Callback URL with a code', []],
    [
      'https://app.example.com/cb#error=access_denied&error_description=No',
      'Callback URL with an error',
      [],
    ],
    [
      `https://app.example.com/cb#access_token=${OPAQUE}&token_type=Bearer`,
      'Callback URL with 1 token',
      ['Access token'],
    ],
    ['eyJhbGciOiJSUzI1NiJ9.e30!.c2ln', 'Broken JWT', ['Token']],
  ];
  for (const [text, what, tokens] of cases) {
    await test.step(what, async () => {
      await paste.fill(text);
      await expect(recognised).toHaveText(what);
      await expect(
        workbench.getByRole('region', { name: /^(Access token|ID token|Refresh token|Token)$/ }),
      ).toHaveCount(tokens.length);
      for (const name of tokens) {
        await expect(workbench.getByRole('region', { name, exact: true })).toBeVisible();
      }
    });
  }
  await test.step('a log of two megabytes', async () => {
    const line = '2026-11-21T20:00:00 INFO com.example.Service GET /api/v1/users/42 200 12ms';
    const lines = Array.from({ length: 25_000 }, () => line);
    await paste.fill([...lines, `Bearer ${SIGNED_JWT}`].join('\n'));
    await expect(recognised).toHaveText('Text with 1 token in it');
    await paste.fill('');
  });
});

test('says what it did not recognise, and why', async ({ workbench }) => {
  await goTo(workbench, '#/inspect');
  const paste = workbench.getByRole('textbox', { name: 'Paste anything' });
  const recognised = workbench.getByRole('status', { name: 'Recognised as' });
  const rubbish = [
    'hello there',
    '{"access_token":',
    '{"a":1}',
    '[1,2]',
    'null',
    'https://example.com/',
    '<img src=x onerror=alert(1)>',
    '\u0000\u0001\uFFFF',
    '....',
    'Authorization: Basic ???',
  ];
  for (const text of rubbish) {
    await paste.fill(text);
    await expect(recognised).toContainText(/^Nothing recognised: ./);
  }
  await expect(workbench.locator('main img')).toHaveCount(0);
});

test('decodes header and claims, with their meanings and times', async ({ workbench }) => {
  await goTo(workbench, '#/inspect');
  await workbench.getByRole('textbox', { name: 'Paste anything' }).fill(SIGNED_JWT);
  const token = tokenRegion(workbench, 'Token');
  const claims = await rowsOf(token.getByRole('table', { name: 'Claims' }));
  expect(claims.map(([name]) => name)).toEqual(['iss', 'sub', 'aud', 'iat', 'exp', 'scope']);
  expect(claims.find(([name]) => name === 'iat')?.[1]).toMatch(
    /1[45] Nov 2023, \d\d:\d\d:\d\d \d+ y ago 1700000000/,
  );
  for (const [, , meaning] of claims) expect(meaning).not.toBe('');
  await token.getByText('Header', { exact: true }).click();
  const header = await rowsOf(token.getByRole('table', { name: 'Header' }));
  expect(header.map(([name, value]) => [name, value])).toEqual([
    ['alg', 'RS256'],
    ['kid', 'key-1'],
    ['typ', 'JWT'],
  ]);
  await expect(token.getByText(/\d+ d.* left/)).toBeVisible();
});

test('says that a JWE is encrypted and shows its header', async ({ workbench }) => {
  await goTo(workbench, '#/inspect');
  await workbench.getByRole('textbox', { name: 'Paste anything' }).fill(ENCRYPTED_JWE);
  const token = tokenRegion(workbench, 'Token');
  await expect(token).toContainText('This token is encrypted (JWE)');
  await expect(token.getByRole('table', { name: 'Header' })).toContainText('RSA-OAEP');
  await expect(token.getByRole('table', { name: 'Claims' })).toHaveCount(0);
});

test('shows the parameters of a callback URL', async ({ workbench }) => {
  await goTo(workbench, '#/inspect');
  await workbench
    .getByRole('textbox', { name: 'Paste anything' })
    .fill('https://app.example.com/cb?error=access_denied&error_description=Not%20today&state=a+b');
  expect(await rowsOf(workbench.getByRole('table', { name: 'Parameters' }))).toEqual([
    ['error', 'access_denied'],
    ['error_description', 'Not today'],
    ['state', 'a b'],
  ]);
});

test('shows the parts of what is pasted', async ({ workbench }) => {
  await goTo(workbench, '#/inspect');
  const paste = workbench.getByRole('textbox', { name: 'Paste anything' });
  const recognised = workbench.getByRole('status', { name: 'Recognised as' });

  await test.step('the request of a cURL command, its secret hidden', async () => {
    await paste.fill(
      `curl 'https://as.example.com/token' -H 'DPoP: ${SIGNED_JWT}' -d grant_type=client_credentials -d client_secret=hidden`,
    );
    await expect(recognised).toHaveText('cURL command: Token request: client credentials');
    await expect(workbench.getByRole('region', { name: 'DPoP proof' })).toBeVisible();
    const body = workbench.getByRole('table', { name: 'Request body' });
    await expect(body).not.toContainText('hidden');
    await workbench.getByRole('button', { name: 'Show client_secret' }).click();
    await expect(body).toContainText('hidden');
    await checkScreen(workbench, 'inspect, cURL command');
  });

  await test.step('keys', async () => {
    await paste.fill(JSON.stringify({ keys: [{ ...EC_KEY, d: 'AA' }, EC_KEY] }));
    await expect(recognised).toHaveText('JWKS with 2 keys, 1 of them not public');
    await expect(workbench.getByRole('table', { name: 'Key 2' })).toContainText(
      'oKIywvGUpTVTyxMQ3bwIIeQUudfr_CkLMjCE19ECD-U',
    );
    await checkScreen(workbench, 'inspect, keys');
  });

  await test.step('disclosures', async () => {
    const encoded = Buffer.from('["salt","given_name","Jane"]').toString('base64url');
    const digest = createHash('sha256').update(encoded).digest('base64url');
    await paste.fill(`${makeJwt({ _sd: [digest] }, { alg: 'ES256' })}~${encoded}~`);
    await expect(recognised).toHaveText(/^SD-JWT .* with 1 disclosure$/);
    expect(await rowsOf(workbench.getByRole('table', { name: 'Disclosures' }))).toEqual([
      ['given_name', 'Jane', 'salt', 'In the token'],
    ]);
    await checkScreen(workbench, 'inspect, disclosures');
  });

  await test.step('an introspection response', async () => {
    await paste.fill('{"active":true,"client_id":"app","exp":1700000000}');
    await expect(recognised).toHaveText('Introspection response: the token is active');
    const answer = workbench.getByRole('region', { name: 'Introspection response' });
    await expect(answer.getByRole('table', { name: 'Claims' })).toContainText('14 Nov 2023');
  });

  await test.step('the tokens of a log, more as one scrolls', async () => {
    const lines = Array.from({ length: 120 }, (_, index) => `INFO ${makeJwt({ sub: `${index}` })}`);
    await paste.fill(lines.join('\n'));
    await expect(recognised).toHaveText(
      'Text with 120 tokens in it, of which the first 100 are shown',
    );
    const tokens = workbench.getByRole('region', { name: 'Token', exact: true });
    await expect(async () => {
      await workbench.mouse.wheel(0, 20_000);
      expect(await tokens.count()).toBe(100);
    }).toPass();
  });
});

test('stores nothing of what is pasted, and survives a megabyte', async ({
  context,
  workbench,
}) => {
  await goTo(workbench, '#/inspect');
  const paste = workbench.getByRole('textbox', { name: 'Paste anything' });
  const recognised = workbench.getByRole('status', { name: 'Recognised as' });
  const requests: string[] = [];
  workbench.on('request', (request) => requests.push(request.url()));
  await paste.fill(SIGNED_JWT);
  await expect(recognised).toHaveText('JWT (signed, RS256)');
  await paste.fill(makeJwt({ sub: 'large', data: 'x'.repeat(1_000_000) }));
  await expect(recognised).toHaveText('JWT (signed, RS256)');
  await paste.fill('x'.repeat(1_000_000));
  await expect(recognised).toHaveText('Opaque token');
  const stored = JSON.stringify(await readStorage(workbench));
  expect(stored).not.toContain(SIGNED_JWT.slice(0, 40));
  expect(requests).toEqual([]);
  const fresh = await openPage(context, 'options.html#/inspect');
  await expect(fresh.getByRole('textbox', { name: 'Paste anything' })).toHaveValue('');
});
