import type { Page } from '@playwright/test';
import {
  checkSecret,
  field,
  fillClient,
  formPart,
  formPartTitles,
  openNewClient,
  saveClient,
  wordsOf,
} from './support/client-form.ts';
import { credentialsOf, requestsTo, test } from './support/emulations.ts';
import { expect } from './support/extension.ts';
import {
  findings,
  rowsOf,
  runFlow,
  runStatus,
  scopeRows,
  step,
  tokenRegion,
} from './support/run.ts';

test.use({ sharesBrowser: true });

/** The fields of the page that tells how to register a custom app, in its order. */
const REGISTRATION_PAGE = [
  'Client code',
  'Client name',
  'Personally identifiable information',
  'Secrets',
  'Scopes',
];
const TOKEN_PATH = '/connect/token';

async function openForm(page: Page): Promise<void> {
  await openNewClient(page);
  await fillClient(page, { provider: 'apaleo custom app' });
}

test('has the words of its registration page, and nothing of a user', async ({ workbench }) => {
  await openForm(workbench);
  expect(await formPartTitles(workbench)).toEqual([
    'Client',
    'New custom app',
    'What apaleo gives you',
    'How to run it',
    'Authorization server',
  ]);
  const words = await wordsOf(formPart(workbench, 'New custom app'));
  expect(words.filter((word) => REGISTRATION_PAGE.includes(word))).toEqual(REGISTRATION_PAGE);
  for (const name of [
    'Authorization endpoint',
    'PKCE',
    'Redirect URIs',
    'Redirect URI to register',
    'Redirect mode',
    'login_hint',
  ]) {
    await expect(field(workbench, name)).toHaveCount(0);
  }
  await expect(field(workbench, 'Token endpoint')).toHaveValue(
    'https://identity.apaleo.com/connect/token',
  );
});

test('is registered from the page alone, and runs with one request', async ({
  context,
  workbench,
  startApaleo,
}) => {
  await openForm(workbench);
  const apaleo = await startApaleo('https://app.example.com/callback');
  const { clientId, clientSecret } = credentialsOf(apaleo, 'apaleo-custom-app');
  await fillClient(workbench, {
    registration: {
      'Client code': 'NIGHT',
      'Client name': 'Harbour & Fern Night Report',
      'Personally identifiable information': 'No',
      'Client secret': clientSecret,
      'Secret description': 'First secret',
      Scopes: 'reports.read folios.read',
      'Client ID': clientId,
      'Token endpoint': apaleo.origin + TOKEN_PATH,
    },
  });
  await expect(await checkSecret(workbench)).toHaveText(/^Accepted /);
  await saveClient(workbench);
  await expect(workbench.getByRole('heading', { level: 1 })).toHaveText(
    `Harbour & Fern Night Report at ${new URL(apaleo.origin).host}`,
  );
  const before = apaleo.requests.length;
  const pages = context.pages().length;
  await runFlow(workbench);
  await expect(runStatus(workbench)).toHaveText('Done');
  expect(context.pages()).toHaveLength(pages);

  await test.step('one request, with these parameters and no others', () => {
    expect(apaleo.requests.slice(before).map(({ path }) => path)).toEqual([TOKEN_PATH]);
    expect([...(apaleo.requests.at(-1)?.form ?? [])]).toEqual([
      ['scope', 'reports.read folios.read'],
      ['grant_type', 'client_credentials'],
    ]);
  });

  await test.step('no step of a user', async () => {
    const steps = workbench.getByRole('list', { name: 'Steps' }).getByRole('listitem');
    await expect(steps).toHaveText([/^.*Discovery.*done/, /^.*Token request.*done/]);
    await expect(step(workbench, 'Sign-in and consent')).toHaveCount(0);
  });

  await test.step('an access token and nothing else', async () => {
    const claims = await rowsOf(
      tokenRegion(workbench, 'Access token').getByRole('table', { name: 'Claims' }),
    );
    expect(claims).toContainEqual(expect.arrayContaining(['sub', clientId]));
    expect(await scopeRows(workbench)).toEqual([
      ['reports.read', 'yes', 'yes', 'yes'],
      ['folios.read', 'yes', 'yes', 'yes'],
    ]);
    await expect(findings(workbench)).toContainText([
      'Every requested scope was granted',
      'The token response is valid',
      'The token type is Bearer',
    ]);
    await expect(findings(workbench).filter({ hasText: /state|PKCE|iss\b/ })).toHaveCount(0);
    await expect(workbench.getByRole('region', { name: 'ID token' })).toHaveCount(0);
    await expect(workbench.getByRole('region', { name: 'Refresh token' })).toHaveCount(0);
    await expect(workbench.getByRole('button', { name: 'Refresh', exact: true })).toHaveCount(0);
  });
});

test('runs from the popup', async ({ workbench, startApaleo, openPopup }) => {
  await openForm(workbench);
  const apaleo = await startApaleo('https://app.example.com/callback');
  await fillClient(workbench, {
    label: 'Night report',
    ...credentialsOf(apaleo, 'apaleo-custom-app'),
    tokenEndpoint: apaleo.origin + TOKEN_PATH,
  });
  await saveClient(workbench);
  const popup = await openPopup();
  await popup.getByRole('button', { name: 'Run Night report' }).click();
  await expect(runStatus(popup)).toHaveText('Done');
});

test('shows what is granted where no scope is asked for', async ({ workbench, startApaleo }) => {
  await openForm(workbench);
  const apaleo = await startApaleo('https://app.example.com/callback');
  await fillClient(workbench, {
    ...credentialsOf(apaleo, 'apaleo-custom-app'),
    tokenEndpoint: apaleo.origin + TOKEN_PATH,
  });
  await runFlow(workbench);
  await expect(runStatus(workbench)).toHaveText('Done');
  expect(apaleo.requests.at(-1)?.form.has('scope')).toBe(false);
  expect(await scopeRows(workbench)).toEqual([
    ['reports.read', 'no', 'yes', 'yes'],
    ['reservations.read', 'no', 'yes', 'yes'],
    ['folios.read', 'no', 'yes', 'yes'],
    ['availability.read', 'no', 'yes', 'yes'],
  ]);
});

test('says that a scope is not that of the client', async ({ workbench, startApaleo }) => {
  await openForm(workbench);
  const apaleo = await startApaleo('https://app.example.com/callback');
  await fillClient(workbench, {
    ...credentialsOf(apaleo, 'apaleo-custom-app'),
    tokenEndpoint: apaleo.origin + TOKEN_PATH,
    scopes: 'reports.read account.manage',
  });
  await runFlow(workbench);
  await expect(runStatus(workbench)).toHaveText('Failed: invalid_scope (token endpoint, HTTP 400)');
});

test('says that a wrong secret is wrong, and that a store app is none', async ({
  workbench,
  startApaleo,
}) => {
  await openForm(workbench);
  const apaleo = await startApaleo('https://app.example.com/callback');
  await fillClient(workbench, {
    ...credentialsOf(apaleo, 'apaleo-custom-app'),
    clientSecret: 'not-the-secret',
    tokenEndpoint: apaleo.origin + TOKEN_PATH,
  });
  await expect(await checkSecret(workbench)).toHaveText(
    /^Refused The server answered invalid_client \(HTTP 400\)/,
  );
  await runFlow(workbench);
  await expect(runStatus(workbench)).toHaveText(
    'Failed: invalid_client (token endpoint, HTTP 400)',
  );

  await workbench.getByRole('link', { name: /^Edit the client/ }).click();
  await fillClient(workbench, credentialsOf(apaleo, 'apaleo-store-app'));
  await expect(await checkSecret(workbench)).toHaveText(/^Accepted /);
  await runFlow(workbench);
  await expect(runStatus(workbench)).toHaveText('Failed: invalid_scope (token endpoint, HTTP 400)');
  expect(requestsTo(apaleo, '/connect/authorize')).toEqual([]);
});

test('rotates its secret without a gap', async ({ workbench, startApaleo }) => {
  await openForm(workbench);
  const apaleo = await startApaleo('https://app.example.com/callback');
  const { clientId, clientSecret } = credentialsOf(apaleo, 'apaleo-custom-app');
  await fillClient(workbench, {
    clientId,
    clientSecret,
    secretDescription: 'Spring',
    tokenEndpoint: apaleo.origin + TOKEN_PATH,
  });
  await workbench.getByRole('button', { name: 'Add a secret' }).click();
  await fillClient(workbench, {
    clientSecret: apaleo.addSecret(clientId, 'Summer'),
    secretDescription: 'Summer',
  });
  apaleo.removeSecret(clientId, 'First secret');
  await expect(await checkSecret(workbench, 'Check Spring')).toHaveText(/^Refused /);
  await expect(await checkSecret(workbench)).toHaveText(/^Accepted /);
  await workbench.getByRole('button', { name: 'Retire Spring' }).click();
  await workbench.getByRole('button', { name: 'Remove Spring' }).click();
  await expect(workbench.getByRole('list', { name: 'Other secrets' })).toHaveCount(0);
  await runFlow(workbench);
  await expect(runStatus(workbench)).toHaveText('Done');
});
