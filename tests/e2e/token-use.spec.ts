import { createServer } from 'node:http';
import type { Locator, Page } from '@playwright/test';
import { checkScreen } from './support/accessibility.ts';
import {
  type ClientFields,
  field,
  fillClient,
  openNewClient,
  openNewClientOf,
  saveClient,
} from './support/client-form.ts';
import {
  credentialsOf,
  endpointsOf,
  requestsTo,
  runAndAnswer,
  test,
} from './support/emulations.ts';
import { expect, readStorage } from './support/extension.ts';
import { openSignIn, refreshRun, rowsOf, runFlow, runStatus, signIn } from './support/run.ts';
import { stopWorker } from './support/worker.ts';

test.use({ sharesBrowser: true });

const SECRET = 'demo-secret-not-a-real-one';

/** What was done with the tokens of the run, the newest first. */
function uses(page: Page): Locator {
  return page.getByRole('list', { name: 'Uses of the tokens' }).locator(':scope > li');
}

/** Presses a button, and waits for the use that comes of it. */
async function press(page: Page, name: string, expected: string): Promise<Locator> {
  const before = await uses(page).count();
  await page.getByRole('button', { name, exact: true }).click();
  await expect(uses(page)).toHaveCount(before + 1);
  const newest = uses(page).first();
  await expect(newest.locator(':scope > header')).toContainText(expected);
  return newest;
}

function checks(use: Locator): Locator {
  return use.getByRole('list', { name: 'Checks' }).getByRole('listitem');
}

/** Types the endpoints that are folded away. */
async function fillMoreEndpoints(page: Page, endpoints: Readonly<Record<string, string>>) {
  await page.getByText('More endpoints').click();
  for (const [name, value] of Object.entries(endpoints)) await field(page, name).fill(value);
}

/** An API on loopback that sends whoever comes with a token to another address. */
const apiTest = test.extend<{ api: { readonly origin: string; readonly seen: string[] } }>({
  // oxlint-disable-next-line no-empty-pattern
  api: async ({}, use) => {
    const api = await startApi();
    await use(api);
    await api.close();
  },
});

async function startApi() {
  const seen: string[] = [];
  const server = createServer((request, response) => {
    const { method = '', url = '', headers } = request;
    seen.push(`${method} ${url} ${headers.authorization === undefined ? 'no token' : 'token'}`);
    if (url === '/hang') return;
    if (url === '/moved') response.writeHead(302, { location: '/elsewhere' }).end();
    else if (url === '/echo') {
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(headers));
    } else if (url === '/closed') {
      response
        .writeHead(403, { 'www-authenticate': 'Bearer error="insufficient_scope", scope="admin"' })
        .end();
    } else response.writeHead(200, { 'content-type': 'application/json' }).end('{"rooms":7}');
  });
  const port = await new Promise<number>((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
  return {
    origin: `http://127.0.0.1:${port}`,
    seen,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

test('asks the demo server about tokens and user, refreshes, and takes tokens back', async ({
  workbench,
  startDemo,
}) => {
  const demo = await startDemo([await openNewClient(workbench)]);
  await fillClient(workbench, {
    label: 'Northwind',
    issuer: demo.issuer,
    clientId: 'demo-confidential',
    clientAuthentication: 'client_secret_basic',
    clientSecret: SECRET,
    scopes: 'openid profile offline_access',
  });
  await workbench.getByRole('button', { name: 'Discover' }).click();
  await expect(field(workbench, 'Introspection endpoint')).toHaveValue(`${demo.issuer}/introspect`);
  await saveClient(workbench);
  await signIn(await openSignIn(workbench, () => runFlow(workbench)), 'Ada Lindqvist');
  await expect(runStatus(workbench)).toHaveText('Done');
  const first = workbench.url();

  await test.step('user info is of the user who signed in', async () => {
    const use = await press(workbench, 'Get user info', 'Received');
    const claims = await rowsOf(use.getByRole('table', { name: 'Claims' }));
    expect(claims).toContainEqual(expect.arrayContaining(['name', 'Ada Lindqvist']));
    await use.getByText('1 of 1 checks passed').click();
    await expect(checks(use)).toHaveText([/^Subject passed/]);
  });

  await test.step('the access token is active, and what the server says of it fits', async () => {
    const use = await press(workbench, 'Introspect', 'Introspection of the access token');
    await expect(use.locator(':scope > header')).toContainText('Active');
    await expect(use).toContainText(/(\d) of \1 checks passed/);
    await use.getByText('The request and its answer').click();
    await expect(use.getByRole('article')).toContainText(`${demo.issuer}/introspect`);
    await expect(workbench.getByRole('status', { name: 'Last use of a token' })).toHaveText(
      'Introspection of the access token: Active',
    );
    await expect(runStatus(workbench)).toHaveText('Done');
  });

  await test.step('a refresh is compared with the run before', async () => {
    await refreshRun(workbench);
    await expect(runStatus(workbench)).toHaveText('Done');
    const card = workbench.getByRole('region', { name: 'Compared with the run before' });
    await expect(card.getByRole('list', { name: 'Tokens compared' })).toContainText(
      'Access token New',
    );
    await expect(card).toContainText('The same scopes are granted.');
    await card.getByText('checks passed').click();
    await expect(checks(card).first()).toHaveText(/^Same issuer passed/);
  });

  await test.step('a token that is taken back is not active any more', async () => {
    await workbench.getByRole('combobox', { name: 'Token to revoke' }).selectOption('access token');
    await press(workbench, 'Revoke', 'Revoked');
    const use = await press(workbench, 'Introspect', 'Not active');
    await expect(use).toContainText('1 of 1 checks passed');
    await workbench.reload();
    await expect(uses(workbench)).toHaveCount(2);
    await press(workbench, 'Get user info', 'Failed');
  });

  await test.step('the older run keeps what was done with it, and no secret is kept', async () => {
    await workbench.goto(first);
    await expect(uses(workbench)).toHaveCount(2);
    const { local, session } = await readStorage(workbench);
    expect(JSON.stringify(local)).not.toContain(SECRET);
    const runs = Object.entries(session as object).filter(([key]) => key.startsWith('run:'));
    expect(JSON.stringify(runs)).not.toContain(SECRET);
    await checkScreen(workbench, 'a run whose tokens were used');
    const logOut = workbench.getByRole('link', { name: 'Log out' });
    await expect(logOut).toHaveAttribute('href', /^[^?]+\?client_id=demo-confidential$/);
  });
});

test('warns before a refresh token is used that a later run has replaced', async ({
  workbench,
  startPleo,
}) => {
  const pleo = await startPleo(await openNewClientOf(workbench, 'Pleo'));
  await fillClient(workbench, {
    ...credentialsOf(pleo, 'pleo'),
    ...endpointsOf(pleo),
    scopes: 'users:read',
  });
  await expect(field(workbench, 'Introspection endpoint')).toHaveAccessibleDescription(
    /^auth\.pleo\.io is another server than that of the token endpoint/,
  );
  await field(workbench, 'Introspection endpoint').fill(`${pleo.origin}/oauth/token/introspect`);
  await saveClient(workbench);
  await runAndAnswer(workbench, 'Authorise', 'Mei Tanaka');
  await expect(runStatus(workbench)).toHaveText('Done');
  const first = workbench.url();
  await expect(workbench.getByRole('button', { name: 'Revoke' })).toHaveCount(0);
  await expect(workbench.getByRole('button', { name: 'Get user info' })).toHaveCount(0);
  await refreshRun(workbench);
  await expect(runStatus(workbench)).toHaveText('Done');
  const second = workbench.url();
  await expect(workbench.getByRole('list', { name: 'Tokens compared' })).toContainText(
    'Refresh token Rotated',
  );
  const use = await press(workbench, 'Introspect', 'Active');
  await expect(use.getByRole('table', { name: 'Claims' })).toContainText(
    'urn:pleo:params:oauth:subject_urn',
  );

  await workbench.goto(first);
  await press(workbench, 'Introspect', 'Not active');
  const count = requestsTo(pleo, '/oauth/token').length;
  await workbench.getByRole('button', { name: 'Refresh', exact: true }).click();
  await expect(workbench.getByRole('alert')).toContainText('was replaced by a newer one');
  await expect(workbench.getByRole('link', { name: 'a later run: open it' })).toHaveAttribute(
    'href',
    new URL(second).hash,
  );
  expect(requestsTo(pleo, '/oauth/token')).toHaveLength(count);
  await workbench.getByRole('button', { name: 'Use the old one all the same' }).click();
  await expect(runStatus(workbench)).toHaveText(/^Failed: invalid_grant/);
});

apiTest(
  'calls an API with the token, and follows no redirect with it',
  async ({ context, workbench, startApaleo, api }) => {
    const apaleo = await startApaleo(await openNewClientOf(workbench, 'Generic OAuth 2.0'));
    const fields: ClientFields = {
      provider: 'Generic OAuth 2.0',
      ...credentialsOf(apaleo, 'apaleo-store-app', 'scope'),
      ...endpointsOf(apaleo),
      clientAuthentication: 'client_secret_basic',
      scopes: 'openid offline_access reservations.read',
    };
    await fillClient(workbench, fields);
    await fillMoreEndpoints(workbench, {
      'Introspection endpoint': `${apaleo.origin}/connect/introspect`,
      'Revocation endpoint': `${apaleo.origin}/connect/revocation`,
      'User info endpoint': `${apaleo.origin}/connect/userinfo`,
    });
    await saveClient(workbench);
    await runAndAnswer(workbench, 'Allow');
    await expect(runStatus(workbench)).toHaveText('Done');
    const form = workbench.getByRole('form', { name: 'Call an API' });

    await test.step('what cannot be sent is said where it was typed', async () => {
      await field(workbench, 'URL to call').fill('api.example.com');
      await workbench.getByRole('button', { name: 'Send request' }).click();
      await expect(field(workbench, 'URL to call')).toHaveAccessibleDescription(/is not a URL/);
      await expect(uses(workbench)).toHaveCount(0);
    });

    await test.step('an API that has nothing to do with the token is pointed out', async () => {
      await field(workbench, 'URL to call').fill(`${api.origin}/rooms`);
      await expect(form).toContainText('The token will be shown to 127.0.0.1');
      await field(workbench, 'Method').selectOption('POST');
      await field(workbench, 'Body').fill('{"a": 1}');
      const use = await press(workbench, 'Send request', 'HTTP 200');
      await expect(use.getByRole('group', { name: 'Response body' })).toContainText('"rooms": 7');
      await expect(use.getByRole('group', { name: 'Request body' })).toContainText('"a": 1');
      await field(workbench, 'Method').selectOption('GET');
      await field(workbench, 'URL to call').fill(`${apaleo.origin}/connect/userinfo`);
      await expect(form).not.toContainText('The token will be shown');
    });

    await test.step('headers that the browser keeps to itself are refused, others are sent', async () => {
      await field(workbench, 'URL to call').fill(`${api.origin}/echo`);
      await form.getByText('Further headers').click();
      const headers = form.getByLabel('Headers', { exact: true });
      await headers.fill('User-Agent: mine');
      await workbench.getByRole('button', { name: 'Send request' }).click();
      await expect(headers).toHaveAccessibleDescription(/User-Agent cannot be set here/);
      // That is so: what a page sets does not arrive.
      const arrived: unknown = await workbench.evaluate(
        async (url) => (await fetch(url, { headers: { 'user-agent': 'mine', te: 'mine' } })).json(),
        `${api.origin}/echo`,
      );
      expect(JSON.stringify(arrived)).toContain('user-agent');
      expect(JSON.stringify(arrived)).not.toContain('mine');
      await headers.fill('X-Tenant: 1\nx-tenant: 2');
      const use = await press(workbench, 'Send request', 'HTTP 200');
      await expect(use.getByRole('group', { name: 'Response body' })).toContainText(
        '"x-tenant": "1, 2"',
      );
      await headers.fill('');
      await field(workbench, 'URL to call').fill(`${api.origin}/rooms`);
    });

    await test.step('a redirect is not followed', async () => {
      await field(workbench, 'URL to call').fill(`${api.origin}/moved`);
      const use = await press(workbench, 'Send request', 'Failed');
      await expect(use).toContainText('answered with a redirect, which was not followed');
      expect(api.seen).toEqual([
        'POST /rooms token',
        'GET /echo no token',
        'GET /echo token',
        'GET /moved token',
      ]);
    });

    await test.step('a refusal names the scope that is missing', async () => {
      await field(workbench, 'URL to call').fill(`${api.origin}/closed`);
      const use = await press(workbench, 'Send request', 'Failed');
      await expect(use.getByRole('region', { name: 'Diagnosis' })).toContainText(
        'The call needs the scope “admin”',
      );
    });

    await test.step('a worker that dies leaves the runs, and a note of what it was at', async () => {
      await field(workbench, 'URL to call').fill(`${api.origin}/hang`);
      const before = await uses(workbench).count();
      await workbench.getByRole('button', { name: 'Send request' }).click();
      await expect.poll(() => api.seen).toContain('GET /hang token');
      await stopWorker(context, workbench);
      await expect(workbench.getByRole('alert')).toHaveText(
        'The background worker was stopped before it answered. Try again; the request may have arrived.',
      );
      await expect(uses(workbench)).toHaveCount(before + 1);
      await expect(uses(workbench).first()).toContainText('Unknown');
      await expect(runStatus(workbench)).toHaveText('Done');
    });

    await test.step('introspect, revoke, and introspect again', async () => {
      await press(workbench, 'Introspect', 'Active');
      await workbench
        .getByRole('combobox', { name: 'Token to revoke' })
        .selectOption('access token');
      await press(workbench, 'Revoke', 'Revoked');
      await press(workbench, 'Introspect', 'Not active');
    });
  },
);
