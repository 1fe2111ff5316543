import { expect, goTo, openPage, readStorage } from './support/extension.ts';
import { rowsOf, tokenRegion } from './support/run.ts';
import { test } from './support/servers.ts';
import { ENCRYPTED_JWE, makeJwt, SIGNED_JWT } from './support/tokens.ts';

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
    'Authorization: Basic dXNlcjpwYXNz',
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
