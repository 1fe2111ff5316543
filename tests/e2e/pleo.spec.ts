import { createServer } from 'node:http';
import type { Page } from '@playwright/test';
import {
  checkSecret,
  field,
  fillClient,
  formPart,
  formPartTitles,
  openNewClientOf,
  saveClient,
  wordsOf,
} from './support/client-form.ts';
import {
  answerConsent,
  credentialsOf,
  endpointsOf,
  requestsTo,
  runAndAnswer,
  test as base,
} from './support/emulations.ts';
import { expect } from './support/extension.ts';
import { makePng } from './support/png.ts';
import {
  findings,
  hiddenPage,
  likelyCause,
  openSignIn,
  refreshReplaced,
  refreshRun,
  rowsOf,
  runFlow,
  runStatus,
  scopeRows,
  tokenRegion,
} from './support/run.ts';

/** The tables of the page that tells how to register a client, with the fields of each in its order. */
const REGISTRATION_PAGE = {
  'Human-Readable Information': [
    'Client Name',
    'Client URI',
    'Logo',
    'Terms of Service',
    'Privacy Policy',
    'Contacts',
  ],
  'Pleo-Specific Information': ['Initiation URI', 'Settings URI'],
  'Technical Information': ['Redirect URIs', 'Scopes', 'PKCE Support', 'Subject Type Preference'],
} as const;
const SCOPES = 'users:read vendors:read';
const TOKEN_PATH = '/oauth/token';

/** Serves images by their paths: `/200x100.png` is 200 pixels wide and 100 high. */
const test = base.extend<{ imageOrigin: string }>({
  // oxlint-disable-next-line no-empty-pattern
  imageOrigin: async ({}, use) => {
    const server = createServer((request, response) => {
      const [, width, height] = /^\/(\d+)x(\d+)\.png$/.exec(request.url ?? '') ?? [];
      if (width === undefined || height === undefined) response.writeHead(404).end();
      else {
        response.writeHead(200, { 'content-type': 'image/png' });
        response.end(makePng(Number(width), Number(height)));
      }
    });
    const port = await new Promise<number>((resolve) => {
      server.listen(0, '127.0.0.1', () => {
        const address = server.address();
        resolve(typeof address === 'object' && address !== null ? address.port : 0);
      });
    });
    await use(`http://127.0.0.1:${port}`);
    server.closeAllConnections();
    await new Promise((resolve) => {
      server.close(resolve);
    });
  },
});

test.use({ sharesBrowser: true });

/** Opens the form of a new client of this provider. @returns its redirect URI. */
const openForm = (page: Page) => openNewClientOf(page, 'Pleo');

test('has the words of its registration page, in their order', async ({ workbench }) => {
  await openForm(workbench);
  expect(await formPartTitles(workbench)).toEqual([
    'Client',
    ...Object.keys(REGISTRATION_PAGE),
    'Client credentials',
    'How to run it',
    'Authorization server',
  ]);
  for (const [title, fields] of Object.entries(REGISTRATION_PAGE)) {
    const words = await wordsOf(formPart(workbench, title));
    const known: readonly string[] = fields;
    expect(words.filter((word) => known.includes(word))).toEqual(fields);
  }
  const credentials = await wordsOf(formPart(workbench, 'Client credentials'));
  expect(credentials.slice(0, 2)).toEqual(['Client ID', 'Client secret']);
});

test('has the endpoints of its environments, and keeps typed ones', async ({ workbench }) => {
  await openForm(workbench);
  const token = field(workbench, 'Token endpoint');
  await expect(field(workbench, 'Environment')).toHaveValue('Production');
  await expect(token).toHaveValue('https://auth.pleo.io/oauth/token');
  await fillClient(workbench, { environment: 'Staging' });
  await expect(token).toHaveValue('https://auth.staging.pleo.io/oauth/token');
  await expect(field(workbench, 'Authorization endpoint')).toHaveValue(
    'https://auth.staging.pleo.io/oauth/authorize',
  );
  await expect(token).toHaveAccessibleDescription('');
  await fillClient(workbench, { tokenEndpoint: 'https://auth.pleo.io/oauth/token' });
  await expect(token).toHaveAccessibleDescription(/Not that of Pleo Staging/);
  await fillClient(workbench, { tokenEndpoint: 'http://127.0.0.1:9/token' });
  await fillClient(workbench, { environment: 'Production' });
  await expect(token).toHaveValue('http://127.0.0.1:9/token');
  await expect(field(workbench, 'Authorization endpoint')).toHaveValue(
    'https://auth.pleo.io/oauth/authorize',
  );
});

test('is registered from the page alone, runs, and refreshes', async ({ workbench, startPleo }) => {
  const redirectUri = await openForm(workbench);
  const pleo = await startPleo(redirectUri);
  const { clientId, clientSecret } = credentialsOf(pleo, 'pleo');
  await fillClient(workbench, {
    registration: {
      'Client Name': 'Northwind Expenses',
      'Client URI': 'https://northwind.example/',
      Logo: 'https://northwind.example/logo.png',
      'Terms of Service': 'https://northwind.example/tos.html',
      'Privacy Policy': 'https://northwind.example/privacy.pdf',
      Contacts: 'mei@northwind.example, samuel@northwind.example',
      'Initiation URI': 'https://northwind.example/connect',
      'Settings URI': 'https://northwind.example/settings',
      'Redirect URIs': redirectUri,
      Scopes: SCOPES,
      'PKCE Support': 'Supported',
      'Subject Type Preference': 'None',
      'Client ID': clientId,
      'Client secret': clientSecret,
      'Authorization endpoint': `${pleo.origin}/oauth/authorize`,
      'Token endpoint': pleo.origin + TOKEN_PATH,
    },
  });
  await expect(workbench.locator('[aria-invalid="true"]')).toHaveCount(0);
  await expect(await checkSecret(workbench)).toHaveText(
    /^Accepted The server answered invalid_grant \(HTTP 400\)/,
  );
  await saveClient(workbench);
  await workbench.reload();
  await expect(field(workbench, 'Contacts')).toHaveValue(
    'mei@northwind.example, samuel@northwind.example',
  );
  await expect(field(workbench, 'PKCE Support')).toHaveValue('supported');
  await expect(workbench.getByText('Not saved yet')).toHaveCount(0);

  await runAndAnswer(workbench, 'Authorise', 'Samuel Okafor');
  await expect(runStatus(workbench)).toHaveText('Done');
  await expect(tokenRegion(workbench, 'Access token')).toContainText('This token is opaque');
  await expect(tokenRegion(workbench, 'Refresh token')).toContainText('This token is opaque');
  await expect(workbench.getByRole('region', { name: 'ID token' })).toHaveCount(0);
  const rows = [
    ['users:read', 'yes', 'yes', 'unknown'],
    ['vendors:read', 'yes', 'yes', 'unknown'],
  ];
  expect(await scopeRows(workbench)).toEqual(rows);
  await expect(findings(workbench)).toContainText([
    'The answer carried the state of this run',
    'The request bound its code with PKCE S256',
    'The token response is valid',
  ]);

  await test.step('a refresh rotates, and the token before then ends the grant', async () => {
    const firstRun = workbench.url();
    await refreshRun(workbench);
    await expect(runStatus(workbench)).toHaveText('Done');
    const secondRun = workbench.url();
    await expect(
      findings(workbench).filter({ hasText: 'The refresh token was rotated' }),
    ).toHaveCount(1);
    expect(await scopeRows(workbench)).toEqual(rows);

    const dead =
      'Failed: invalid_grant: The code or refresh token is unknown, used, expired or not for this request. (token endpoint, HTTP 400)';
    await workbench.goto(firstRun);
    await refreshReplaced(workbench);
    await expect(runStatus(workbench)).toHaveText(dead);
    await workbench.goto(secondRun);
    await refreshRun(workbench);
    await expect(runStatus(workbench)).toHaveText(dead);
  });
});

test('reads an access token that is a JWT, and scopes that come back', async ({
  workbench,
  startPleo,
}) => {
  const pleo = await startPleo(await openForm(workbench));
  pleo.setSwitch('access-token-format', 'jwt');
  pleo.setSwitch('scope-in-response', 'yes');
  await fillClient(workbench, {
    ...credentialsOf(pleo, 'pleo'),
    ...endpointsOf(pleo),
    scopes: SCOPES,
  });
  await runAndAnswer(workbench, 'Authorise', 'Mei Tanaka');
  await expect(runStatus(workbench)).toHaveText('Done');
  const claims = await rowsOf(
    tokenRegion(workbench, 'Access token').getByRole('table', { name: 'Claims' }),
  );
  expect(claims).toContainEqual(expect.arrayContaining(['sub', 'user-mei-tanaka']));
  await expect(
    findings(workbench).filter({ hasText: 'Every requested scope was granted' }),
  ).toHaveCount(1);
});

test('says that the user denied, with and without a description', async ({
  workbench,
  startPleo,
}) => {
  const pleo = await startPleo(await openForm(workbench));
  await fillClient(workbench, {
    ...credentialsOf(pleo, 'pleo'),
    ...endpointsOf(pleo),
    scopes: SCOPES,
  });
  await runAndAnswer(workbench, 'Cancel');
  await expect(runStatus(workbench)).toHaveText(
    'Failed: access_denied: The user refused the request',
  );
  pleo.setSwitch('error-description', 'left out');
  await workbench.getByRole('link', { name: 'Open client' }).click();
  await runAndAnswer(workbench, 'Cancel');
  await expect(runStatus(workbench)).toHaveText('Failed: access_denied');
  expect(requestsTo(pleo, TOKEN_PATH)).toEqual([]);
});

test('says that a wrong secret is wrong, when checked and when run', async ({
  workbench,
  startPleo,
}) => {
  const pleo = await startPleo(await openForm(workbench));
  await fillClient(workbench, {
    ...credentialsOf(pleo, 'pleo'),
    ...endpointsOf(pleo),
    clientSecret: 'not-the-secret',
    scopes: SCOPES,
  });
  await expect(await checkSecret(workbench)).toHaveText(
    /^Refused The server answered invalid_client \(HTTP 401\)/,
  );
  await runAndAnswer(workbench, 'Authorise');
  await expect(runStatus(workbench)).toHaveText(
    'Failed: invalid_client: The client could not be authenticated. (token endpoint, HTTP 401)',
  );
});

test('says that a server takes credentials in the header only', async ({
  workbench,
  startPleo,
}) => {
  const pleo = await startPleo(await openForm(workbench));
  pleo.setSwitch('client-authentication', 'basic-only');
  await fillClient(workbench, {
    ...credentialsOf(pleo, 'pleo'),
    ...endpointsOf(pleo),
    clientAuthentication: 'client_secret_post',
  });
  await expect(await checkSecret(workbench)).toHaveText(/^Refused /);
  await fillClient(workbench, { clientAuthentication: 'client_secret_basic' });
  await expect(await checkSecret(workbench)).toHaveText(/^Accepted /);
});

test('shows what the error page says of a redirect URI that is not registered', async ({
  workbench,
  startPleo,
}) => {
  await openForm(workbench);
  const pleo = await startPleo('https://app.example.com/callback');
  await fillClient(workbench, {
    ...credentialsOf(pleo, 'pleo'),
    ...endpointsOf(pleo),
    scopes: SCOPES,
  });
  await runFlow(workbench);
  await expect(runStatus(workbench)).toHaveText(
    `Failed: ${new URL(pleo.origin).host} answered the authorization request with HTTP 400`,
  );
  await expect(hiddenPage(workbench)).toContainText(
    'The client ID is unknown, or the redirect URI is not',
  );
});

test('says that a code has expired, or was used before', async ({
  workbench,
  startPleo,
  startRepeater,
}) => {
  const pleo = await startPleo(await openForm(workbench));
  pleo.setSwitch('code-lifetime', 'already expired');
  await fillClient(workbench, {
    ...credentialsOf(pleo, 'pleo'),
    ...endpointsOf(pleo),
    scopes: SCOPES,
  });
  await runAndAnswer(workbench, 'Authorise');
  await expect(runStatus(workbench)).toHaveText(/^Failed: invalid_grant: The code or refresh/);

  pleo.setSwitch('code-lifetime', 'normal');
  const repeater = await startRepeater(pleo.origin + TOKEN_PATH);
  await workbench.getByRole('link', { name: 'Open client' }).click();
  await fillClient(workbench, { tokenEndpoint: `${repeater.origin}/token` });
  await runAndAnswer(workbench, 'Authorise');
  await expect(runStatus(workbench)).toHaveText(/^Failed: invalid_grant: The code or refresh/);
  await expect(likelyCause(workbench)).toContainText(/code\b.*\bused/);
});

test('says that a refresh token has expired', async ({ workbench, startPleo }) => {
  const pleo = await startPleo(await openForm(workbench));
  pleo.setSwitch('refresh-token-lifetime', 'already expired');
  await fillClient(workbench, {
    ...credentialsOf(pleo, 'pleo'),
    ...endpointsOf(pleo),
    scopes: SCOPES,
  });
  await runAndAnswer(workbench, 'Authorise');
  await expect(runStatus(workbench)).toHaveText('Done');
  await refreshRun(workbench);
  await expect(runStatus(workbench)).toHaveText(/^Failed: invalid_grant: The code or refresh/);
  await expect(likelyCause(workbench)).toContainText(/refresh token .*expired/);
});

test('never offers to remember the secret', async ({ workbench }) => {
  await openForm(workbench);
  await fillClient(workbench, { clientSecret: 'typed' });
  await expect(field(workbench, 'Client secret')).toHaveAccessibleDescription(
    /Pleo does not support secrets that are stored on client devices/,
  );
  await expect(workbench.getByRole('checkbox', { name: 'Remember on this device' })).toHaveCount(0);
  await fillClient(workbench, { provider: 'Pipedrive' });
  await expect(workbench.getByRole('checkbox', { name: 'Remember on this device' })).toBeVisible();
});

test('asks before it saves what Pleo would not register', async ({ workbench, startPleo }) => {
  const pleo = await startPleo(await openForm(workbench));
  pleo.setSwitch('pkce', 'exception granted');
  await fillClient(workbench, {
    label: 'Without PKCE',
    ...credentialsOf(pleo, 'pleo'),
    ...endpointsOf(pleo),
    scopes: SCOPES,
    pkce: 'Off',
  });
  const says = 'Pleo requires PKCE with S256, unless it agreed to an exception.';
  await test.step('the rule and its source stand at the field', async () => {
    await expect(field(workbench, 'PKCE')).toHaveAccessibleDescription(
      new RegExp(`${says} PKCE is off\\. Pleo: OAuth 2\\.0 client configuration`),
    );
    await expect(
      formPart(workbench, 'How to run it').getByRole('link', {
        name: 'Pleo: OAuth 2.0 client configuration',
      }),
    ).toHaveAttribute('href', /^https:\/\/developers\.pleo\.io\/docs\/.*client-configuration$/);
    await expect(field(workbench, 'PKCE')).toHaveAttribute('aria-invalid', 'false');
  });

  await test.step('saving asks, and saves on purpose only', async () => {
    await workbench.getByRole('button', { name: 'Save client' }).click();
    const notice = workbench.getByRole('alert');
    await expect(notice).toContainText('The provider would not register this client');
    await expect(notice.getByRole('listitem')).toHaveText([new RegExp(says)]);
    await expect(workbench).toHaveURL(/#\/clients\/new$/);
    await notice.getByRole('button', { name: 'Save anyway, to test it' }).click();
    await expect(workbench).toHaveURL(/#\/clients\/(?!new$)/);
    await expect(workbench.getByRole('status').filter({ hasText: 'Saved' })).toBeVisible();
    await expect(workbench.getByRole('alert')).toHaveCount(0);
  });

  await test.step('the list marks it', async () => {
    await workbench.getByRole('link', { name: 'Clients', exact: true }).click();
    await expect(
      workbench.getByRole('list', { name: 'Clients' }).getByRole('listitem'),
    ).toContainText(['Breaks 1 rule of Pleo']);
    await workbench.getByRole('link', { name: 'Without PKCE' }).click();
  });

  await test.step('a run says so too, and saving again does not ask again', async () => {
    await fillClient(workbench, { environment: 'Lab' });
    await runAndAnswer(workbench, 'Authorise');
    await expect(runStatus(workbench)).toHaveText('Done');
    await expect(findings(workbench).filter({ hasText: says })).toHaveText(/^Warning: /);
  });
});

test('does not run what Pleo would not register before that is confirmed', async ({
  workbench,
  startPleo,
}) => {
  const pleo = await startPleo(await openForm(workbench));
  await fillClient(workbench, {
    ...credentialsOf(pleo, 'pleo'),
    ...endpointsOf(pleo),
    scopes: SCOPES,
    pkce: 'Off',
  });
  await runFlow(workbench);
  await expect(workbench.getByRole('alert')).toContainText('Not saved yet.');
  expect(pleo.requests).toEqual([]);
});

test('says which redirect URIs Pleo does not take', async ({ workbench }) => {
  await openForm(workbench);
  const uris = field(workbench, 'Redirect URIs');
  const rule = /Pleo takes http redirect URIs on loopback only/;
  await fillClient(workbench, { redirectUris: 'http://app.example.com/callback' });
  await expect(uris).toHaveAccessibleDescription(rule);
  await expect(uris).toHaveAccessibleDescription(
    /“http:\/\/app\.example\.com\/callback” uses http\./,
  );
  for (const host of ['localhost:3000', '127.0.0.1', '[::1]:8080']) {
    await fillClient(workbench, { redirectUris: `http://${host}/callback` });
    await expect(uris).not.toHaveAccessibleDescription(rule);
  }
  await fillClient(workbench, { redirectUris: 'com.example.app:/callback' });
  await expect(uris).toHaveAccessibleDescription(rule);
});

test('says that its brand is not for the names of clients', async ({ workbench }) => {
  await openForm(workbench);
  await fillClient(workbench, { registration: { 'Client Name': 'Receipts for PLEO' } });
  await expect(field(workbench, 'Client Name')).toHaveAccessibleDescription(
    /Pleo does not want its own brand.*“Receipts for PLEO” holds “Pleo”\./,
  );
});

test('measures the logo', async ({ workbench, imageOrigin }) => {
  await openForm(workbench);
  const logo = field(workbench, 'Logo');
  const check = workbench.getByRole('button', { name: 'Check image' });
  const said = workbench.getByRole('status', { name: 'Image' });
  await expect(check).toHaveCount(0);

  await fillClient(workbench, { registration: { Logo: `${imageOrigin}/200x100.png` } });
  await check.click();
  await expect(said).toHaveText('200 × 100 pixels: not square.');
  await expect(logo).toHaveAccessibleDescription(
    /Pleo asks for a square logo\. The image is 200 × 100 pixels\./,
  );
  await fillClient(workbench, { ...VALID });
  await workbench.getByRole('button', { name: 'Save client' }).click();
  await expect(workbench.getByRole('alert')).toContainText('Pleo asks for a square logo.');

  await fillClient(workbench, { registration: { Logo: `${imageOrigin}/64x64.png` } });
  await expect(said).toHaveText('');
  await expect(logo).not.toHaveAccessibleDescription(/square logo\./);
  await check.click();
  await expect(said).toHaveText('64 × 64 pixels: square.');

  await fillClient(workbench, { registration: { Logo: `${imageOrigin}/missing.png` } });
  await check.click();
  await expect(said).toHaveText('Its server answered HTTP 404.');
  await fillClient(workbench, { registration: { Logo: `${imageOrigin}/64x64.png` } });
  await saveClient(workbench);
});

const VALID = { clientId: 'abc', clientSecret: 'typed' } as const;

test('offers its scopes to search in and to tick', async ({ workbench }) => {
  await openForm(workbench);
  await workbench.getByText('Scopes of Pleo (13)').click();
  const known = workbench.getByRole('list', { name: 'Catalogue' });
  await expect(known.getByRole('listitem')).toHaveCount(13);
  const search = workbench.getByRole('searchbox', { name: 'Search the catalogue' });
  await search.fill('vendors archive');
  await expect(known.getByRole('listitem')).toHaveText([/vendors:write/]);
  await known.getByRole('checkbox').check();
  await search.fill('employees');
  await known.getByRole('checkbox', { name: /^users:read/ }).check();
  await expect(field(workbench, 'Scopes')).toHaveValue('vendors:write users:read');
  await search.fill('vendors:write');
  await known.getByRole('checkbox').uncheck();
  await expect(field(workbench, 'Scopes')).toHaveValue('users:read');
  await search.fill('nothing like it');
  await expect(workbench.getByText('No scope matches.')).toBeVisible();
});

test('a run that breaks a rule on purpose goes on once that was said', async ({
  workbench,
  startPleo,
}) => {
  const pleo = await startPleo(await openForm(workbench));
  pleo.setSwitch('pkce', 'exception granted');
  await fillClient(workbench, {
    ...credentialsOf(pleo, 'pleo'),
    ...endpointsOf(pleo),
    scopes: SCOPES,
    pkce: 'Off',
  });
  await runFlow(workbench);
  await answerConsent(
    await openSignIn(workbench, () =>
      workbench.getByRole('button', { name: 'Save anyway, to test it' }).click(),
    ),
    'Authorise',
  );
  await expect(runStatus(workbench)).toHaveText('Done');
});

test('a refresh token is not sent to another server than it came from', async ({
  workbench,
  startPleo,
}) => {
  const pleo = await startPleo(await openForm(workbench));
  const other = await startPleo('https://elsewhere.example/callback');
  await fillClient(workbench, {
    ...credentialsOf(pleo, 'pleo'),
    ...endpointsOf(pleo),
    scopes: SCOPES,
  });
  await runAndAnswer(workbench, 'Authorise');
  await expect(runStatus(workbench)).toHaveText('Done');
  const run = workbench.url();
  await workbench.getByRole('link', { name: 'Open client' }).click();
  await fillClient(workbench, { tokenEndpoint: other.origin + TOKEN_PATH });
  await saveClient(workbench);
  await workbench.goto(run);
  await workbench.getByRole('button', { name: 'Refresh', exact: true }).click();
  await expect(workbench.getByRole('alert')).toContainText('Its refresh token is not sent there');
  expect(other.requests).toEqual([]);
});
