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
  credentialsOf,
  endpointsOf,
  requestsTo,
  runAndAnswer,
  test,
} from './support/emulations.ts';
import { expect } from './support/extension.ts';
import {
  diagnosis,
  findings,
  hiddenPage,
  likelyCause,
  openStep,
  refreshReplaced,
  refreshRun,
  rowsOf,
  runFlow,
  runStatus,
  scopeRows,
  step,
  tokenRegion,
} from './support/run.ts';

test.use({ sharesBrowser: true });

/** The fields of the page that tells how to register a store app, in its order. */
const REGISTRATION_PAGE = [
  'Client code',
  'Client name',
  'Logo URL',
  'Redirect URIs',
  'Secrets',
  'Scopes',
];
const SCOPES = 'openid profile offline_access reservations.read folios.read';
const TOKEN_PATH = '/connect/token';

/** Opens the form of a new client of this provider. @returns its redirect URI. */
const openForm = (page: Page) => openNewClientOf(page, 'apaleo store app');

test('has the words of its registration page, in their order', async ({ workbench }) => {
  await openForm(workbench);
  expect(await formPartTitles(workbench)).toEqual([
    'Client',
    'New store app',
    'What apaleo gives you',
    'How to run it',
    'Authorization server',
  ]);
  const words = await wordsOf(formPart(workbench, 'New store app'));
  expect(words.filter((word) => REGISTRATION_PAGE.includes(word))).toEqual(REGISTRATION_PAGE);
  expect(await wordsOf(formPart(workbench, 'What apaleo gives you'))).toEqual(['Client ID']);
  await expect(field(workbench, 'Environment')).toHaveValue('Production');
  await expect(field(workbench, 'Authorization endpoint')).toHaveValue(
    'https://identity.apaleo.com/connect/authorize',
  );
  await expect(field(workbench, 'Token endpoint')).toHaveValue(
    'https://identity.apaleo.com/connect/token',
  );
});

test('is registered from the page alone, runs, and refreshes', async ({
  workbench,
  startApaleo,
}) => {
  const redirectUri = await openForm(workbench);
  const apaleo = await startApaleo(redirectUri);
  const { clientId, clientSecret } = credentialsOf(apaleo, 'apaleo-store-app');

  await test.step('the form, in the order of the page', async () => {
    await fillClient(workbench, {
      registration: {
        'Client code': 'MSG',
        'Client name': 'Aurora Guest Messaging',
        'Logo URL': 'https://aurora.example/logo.png',
        'Redirect URIs': redirectUri,
        'Client secret': clientSecret,
        'Secret description': 'First secret',
        Scopes: SCOPES,
        'Client access type': 'Scope client',
        'Client ID': clientId,
        'Authorization endpoint': `${apaleo.origin}/connect/authorize`,
        'Token endpoint': `${apaleo.origin}/connect/token`,
      },
    });
    await expect(field(workbench, 'Token endpoint')).toHaveAccessibleDescription(
      /Not that of apaleo store app Production, which is https:\/\/identity\.apaleo\.com/,
    );
    await expect(await checkSecret(workbench)).toHaveText(
      /^Accepted The server answered invalid_grant \(HTTP 400\): it objects to what was made up/,
    );
    await saveClient(workbench);
    await expect(workbench.getByRole('heading', { level: 1 })).toHaveText(
      `Aurora Guest Messaging at ${new URL(apaleo.origin).host}`,
    );
  });

  await runAndAnswer(workbench, 'Allow', 'Tomás Rivera');
  await expect(runStatus(workbench)).toHaveText('Done');

  await test.step('tokens and scopes', async () => {
    const access = tokenRegion(workbench, 'Access token');
    const claims = await rowsOf(access.getByRole('table', { name: 'Claims' }));
    expect(claims).toContainEqual(expect.arrayContaining(['scope', SCOPES]));
    expect(claims).toContainEqual(expect.arrayContaining(['account_code', 'TIDE']));
    const idClaims = await rowsOf(
      tokenRegion(workbench, 'ID token').getByRole('table', { name: 'Claims' }),
    );
    expect(idClaims).toContainEqual(expect.arrayContaining(['name', 'Tomás Rivera']));
    await expect(tokenRegion(workbench, 'Refresh token')).toContainText('This token is opaque');
    expect(await scopeRows(workbench)).toEqual(
      SCOPES.split(' ').map((scope) => [scope, 'yes', 'yes', 'yes']),
    );
    await expect(findings(workbench)).toContainText([
      'Every requested scope was granted',
      'The answer carried the state of this run',
      'The request bound its code with PKCE S256',
      'The token response is valid',
      'The token type is Bearer',
    ]);
    await expect(workbench.getByRole('table', { name: 'Further members' })).toHaveCount(0);
  });

  await test.step('what was sent', () => {
    const [asked] = requestsTo(apaleo, '/connect/authorize');
    expect(asked?.query.get('scope')).toBe(SCOPES);
    expect(asked?.query.get('code_challenge_method')).toBe('S256');
    const sent = requestsTo(apaleo, TOKEN_PATH).at(-1);
    expect(sent?.authorization).toMatch(/^Basic /);
    expect(sent?.form.has('client_secret')).toBe(false);
    expect(sent?.origin).toBeUndefined();
  });

  await test.step('refresh', async () => {
    await refreshRun(workbench);
    await expect(runStatus(workbench)).toHaveText('Done');
    expect(requestsTo(apaleo, TOKEN_PATH).at(-1)?.form.get('grant_type')).toBe('refresh_token');
    await expect(findings(workbench).filter({ hasText: 'does not rotate it' })).toHaveCount(1);
    await expect(step(workbench, 'Token request')).toContainText('done');
    await expect(workbench.getByRole('list', { name: 'Steps' }).getByRole('listitem')).toHaveCount(
      3,
    );
    expect(await scopeRows(workbench)).toEqual(
      SCOPES.split(' ').map((scope) => [scope, 'yes', 'yes', 'yes']),
    );
  });
});

test('verifies the ID token with the issuer and the key set of the server', async ({
  workbench,
  startApaleo,
}) => {
  const apaleo = await startApaleo(await openForm(workbench));
  await fillClient(workbench, {
    ...credentialsOf(apaleo, 'apaleo-store-app'),
    ...endpointsOf(apaleo),
    issuer: apaleo.origin,
    scopes: 'openid',
  });
  await workbench.getByRole('button', { name: 'Discover' }).click();
  await expect(workbench.getByText('The endpoints were found')).toBeVisible();
  await runAndAnswer(workbench, 'Allow');
  await expect(runStatus(workbench)).toHaveText('Done');
  await expect(
    tokenRegion(workbench, 'ID token').getByText('Genuine', { exact: true }),
  ).toBeVisible();
});

test('says that the user denied', async ({ workbench, startApaleo }) => {
  const apaleo = await startApaleo(await openForm(workbench));
  await fillClient(workbench, {
    ...credentialsOf(apaleo, 'apaleo-store-app'),
    ...endpointsOf(apaleo),
  });
  await runAndAnswer(workbench, 'Deny');
  await expect(runStatus(workbench)).toHaveText('Failed: access_denied');
  // Among the others that fit: nobody but a test answers a page before it can be read.
  await expect(diagnosis(workbench)).toContainText('The user, or a policy of the server, refused');
  expect(requestsTo(apaleo, TOKEN_PATH)).toEqual([]);
});

test('says that a wrong secret is wrong, when checked and when run', async ({
  workbench,
  startApaleo,
}) => {
  const apaleo = await startApaleo(await openForm(workbench));
  await fillClient(workbench, {
    ...credentialsOf(apaleo, 'apaleo-store-app'),
    ...endpointsOf(apaleo),
    clientSecret: 'not-the-secret',
  });
  await expect(await checkSecret(workbench)).toHaveText(
    /^Refused The server answered invalid_client \(HTTP 400\)/,
  );
  await runAndAnswer(workbench, 'Allow');
  await expect(runStatus(workbench)).toHaveText(
    'Failed: invalid_client (token endpoint, HTTP 400)',
  );
  await expect(likelyCause(workbench)).toContainText('with the secret that was sent');
});

test('shows what the error page says of a redirect URI that is not registered', async ({
  workbench,
  startApaleo,
}) => {
  await openForm(workbench);
  const apaleo = await startApaleo('https://app.example.com/callback');
  await fillClient(workbench, {
    ...credentialsOf(apaleo, 'apaleo-store-app'),
    ...endpointsOf(apaleo),
  });
  await runFlow(workbench);
  await expect(runStatus(workbench)).toHaveText(
    `Failed: ${new URL(apaleo.origin).host} answered the authorization request with HTTP 400 (unauthorized_client)`,
  );
  await expect(hiddenPage(workbench)).toContainText(
    /We could not process your request.*Request Id/s,
  );
  await expect(step(workbench, 'Sign-in and consent')).toContainText('failed');
  await expect(workbench.getByRole('link', { name: /^Edit the client/ })).toBeVisible();
});

test('says that a code has expired, as barely as apaleo does', async ({
  workbench,
  startApaleo,
}) => {
  const apaleo = await startApaleo(await openForm(workbench));
  apaleo.setSwitch('code-lifetime', 'already expired');
  await fillClient(workbench, {
    ...credentialsOf(apaleo, 'apaleo-store-app'),
    ...endpointsOf(apaleo),
  });
  await runAndAnswer(workbench, 'Allow');
  await expect(runStatus(workbench)).toHaveText('Failed: invalid_grant (token endpoint, HTTP 400)');
  await expect(likelyCause(workbench)).toContainText('the code: it is used or expired');
  const request = await openStep(workbench, 'Token request');
  await expect(request.getByRole('group', { name: 'Response body' })).toHaveText(
    /^\s*\{\s*"error": "invalid_grant"\s*\}\s*$/,
  );
});

test('says that a code was used before', async ({ workbench, startApaleo, startRepeater }) => {
  const apaleo = await startApaleo(await openForm(workbench));
  const repeater = await startRepeater(apaleo.origin + TOKEN_PATH);
  await fillClient(workbench, {
    ...credentialsOf(apaleo, 'apaleo-store-app'),
    ...endpointsOf(apaleo),
    tokenEndpoint: `${repeater.origin}/token`,
  });
  await runAndAnswer(workbench, 'Allow');
  await expect(runStatus(workbench)).toHaveText('Failed: invalid_grant (token endpoint, HTTP 400)');
  const [first, second] = requestsTo(apaleo, TOKEN_PATH);
  expect(second?.form.get('code')).toBe(first?.form.get('code'));
});

test('refreshes with rotation, and is refused with the token before', async ({
  workbench,
  startApaleo,
}) => {
  const apaleo = await startApaleo(await openForm(workbench));
  apaleo.setSwitch('refresh-rotation', 'new value');
  await fillClient(workbench, {
    ...credentialsOf(apaleo, 'apaleo-store-app'),
    ...endpointsOf(apaleo),
    scopes: SCOPES,
  });
  await runAndAnswer(workbench, 'Allow');
  await expect(runStatus(workbench)).toHaveText('Done');
  const firstRun = workbench.url();
  await refreshRun(workbench);
  await expect(runStatus(workbench)).toHaveText('Done');
  await expect(
    findings(workbench).filter({ hasText: 'The refresh token was rotated' }),
  ).toHaveCount(1);
  await refreshRun(workbench);
  await expect(runStatus(workbench)).toHaveText('Done');

  await workbench.getByRole('link', { name: 'an earlier run' }).click();
  await workbench.getByRole('link', { name: 'an earlier run' }).click();
  await expect(workbench).toHaveURL(firstRun);
  await refreshReplaced(workbench);
  await expect(runStatus(workbench)).toHaveText('Failed: invalid_grant (token endpoint, HTTP 400)');
  await expect(likelyCause(workbench)).toContainText('was used before, by another run');
});

test('says that the user must consent anew when scopes were added', async ({
  workbench,
  startApaleo,
}) => {
  const apaleo = await startApaleo(await openForm(workbench));
  await fillClient(workbench, {
    ...credentialsOf(apaleo, 'apaleo-store-app'),
    ...endpointsOf(apaleo),
  });
  await runAndAnswer(workbench, 'Allow');
  await expect(runStatus(workbench)).toHaveText('Done');
  apaleo.setSwitch('scopes-added-since-sign-in', 'yes');
  await refreshRun(workbench);
  await expect(runStatus(workbench)).toHaveText(
    'Failed: invalid_request (token endpoint, HTTP 400)',
  );
});

test('offers no refresh without offline_access', async ({ workbench, startApaleo }) => {
  const apaleo = await startApaleo(await openForm(workbench));
  await fillClient(workbench, {
    ...credentialsOf(apaleo, 'apaleo-store-app'),
    ...endpointsOf(apaleo),
    scopes: 'openid reservations.read',
  });
  await runAndAnswer(workbench, 'Allow');
  await expect(runStatus(workbench)).toHaveText('Done');
  await expect(workbench.getByRole('button', { name: 'Run again' })).toBeVisible();
  await expect(workbench.getByRole('button', { name: 'Refresh', exact: true })).toHaveCount(0);
  await expect(workbench.getByRole('region', { name: 'Refresh token' })).toHaveCount(0);
});

test('takes the marker of a fine-grained client for what it is', async ({
  workbench,
  startApaleo,
}) => {
  const apaleo = await startApaleo(await openForm(workbench));
  await fillClient(workbench, {
    ...credentialsOf(apaleo, 'apaleo-store-app', 'fine-grained'),
    ...endpointsOf(apaleo),
    scopes: 'openid offline_access reservations.read',
  });
  const marker = findings(workbench).filter({ hasText: 'identity:permissions stands for' });
  const expectRows = async () => {
    expect(await scopeRows(workbench)).toEqual([
      ['openid', 'yes', 'yes', 'yes'],
      ['offline_access', 'yes', 'yes', 'yes'],
      ['reservations.read', 'yes', 'unknown', 'no'],
      ['identity:permissions', 'no', 'yes', 'yes'],
    ]);
    await expect(findings(workbench).filter({ hasText: 'not granted' })).toHaveCount(0);
    await expect(findings(workbench).filter({ hasText: 'without being asked for' })).toHaveCount(0);
  };

  await test.step('that is not noted as one', async () => {
    await runAndAnswer(workbench, 'Allow');
    await expect(runStatus(workbench)).toHaveText('Done');
    await expectRows();
    await expect(marker).toHaveText(/^Note: .*This client is not noted as one\./);
  });

  await test.step('that is noted as one', async () => {
    await workbench.getByRole('link', { name: 'Open client' }).click();
    await fillClient(workbench, { registration: { 'Client access type': 'Fine-grained client' } });
    await runAndAnswer(workbench, 'Allow');
    await expect(runStatus(workbench)).toHaveText('Done');
    await expectRows();
    await expect(marker).toHaveText(/^Passed: .*As registered\./);
  });
});

test('says so when a client noted as fine-grained is none', async ({ workbench, startApaleo }) => {
  const apaleo = await startApaleo(await openForm(workbench));
  await fillClient(workbench, {
    ...credentialsOf(apaleo, 'apaleo-store-app'),
    ...endpointsOf(apaleo),
    registration: { 'Client access type': 'Fine-grained client' },
  });
  await runAndAnswer(workbench, 'Allow');
  await expect(runStatus(workbench)).toHaveText('Done');
  await expect(
    findings(workbench).filter({ hasText: 'The answer does not hold identity:permissions' }),
  ).toHaveText(/^Warning: /);
});

for (const { decoding, accepted, refused } of [
  { decoding: 'form-decoded', accepted: 'Encoded (RFC 6749)', refused: 'Raw' },
  { decoding: 'raw', accepted: 'Raw', refused: 'Encoded (RFC 6749)' },
] as const) {
  test(`proves itself in Basic to a server that takes it ${decoding}`, async ({
    workbench,
    startApaleo,
  }) => {
    const apaleo = await startApaleo(await openForm(workbench));
    apaleo.setSwitch('basic-decoding', decoding);
    await fillClient(workbench, {
      ...credentialsOf(apaleo, 'apaleo-store-app', 'fine-grained'),
      ...endpointsOf(apaleo),
      basicEncoding: refused,
    });
    await expect(await checkSecret(workbench)).toHaveText(/^Refused /);
    await runAndAnswer(workbench, 'Allow');
    await expect(runStatus(workbench)).toHaveText(/^Failed: invalid_client/);
    await expect(
      workbench.getByText(/as Basic encoding in the client, and run again/),
    ).toBeVisible();

    await workbench.getByRole('link', { name: /^Edit the client/ }).click();
    await fillClient(workbench, { basicEncoding: accepted });
    await expect(await checkSecret(workbench)).toHaveText(/^Accepted /);
    await runAndAnswer(workbench, 'Allow');
    await expect(runStatus(workbench)).toHaveText('Done');
  });
}

test('sends the secret in the body where that is chosen', async ({ workbench, startApaleo }) => {
  const apaleo = await startApaleo(await openForm(workbench));
  await fillClient(workbench, {
    ...credentialsOf(apaleo, 'apaleo-store-app', 'fine-grained'),
    ...endpointsOf(apaleo),
    clientAuthentication: 'client_secret_post',
  });
  await expect(field(workbench, 'Basic encoding')).toHaveCount(0);
  await expect(await checkSecret(workbench)).toHaveText(/^Accepted /);
  await runAndAnswer(workbench, 'Allow');
  await expect(runStatus(workbench)).toHaveText('Done');
  expect(requestsTo(apaleo, TOKEN_PATH).at(-1)?.authorization).toBeUndefined();
});

test('rotates its secret without a gap', async ({ workbench, startApaleo }) => {
  const apaleo = await startApaleo(await openForm(workbench));
  const { clientId, clientSecret } = credentialsOf(apaleo, 'apaleo-store-app');
  await fillClient(workbench, {
    clientId,
    clientSecret,
    secretDescription: 'First secret',
    ...endpointsOf(apaleo),
  });
  await saveClient(workbench);
  const others = workbench.getByRole('list', { name: 'Other secrets' });
  await expect(others).toHaveCount(0);

  await test.step('a new secret is added, here and there', async () => {
    const added = apaleo.addSecret(clientId, 'Second secret');
    await workbench.getByRole('button', { name: 'Add a secret' }).click();
    await expect(field(workbench, 'Client secret')).toHaveValue('');
    await expect(others.getByRole('listitem')).toContainText(['First secret']);
    await fillClient(workbench, { clientSecret: added, secretDescription: 'Second secret' });
    await expect(await checkSecret(workbench)).toHaveText(/^Accepted /);
    await expect(await checkSecret(workbench, 'Check First secret')).toHaveText(/^Accepted /);
    await runAndAnswer(workbench, 'Allow');
    await expect(runStatus(workbench)).toHaveText('Done');
    const basic = requestsTo(apaleo, TOKEN_PATH).at(-1)?.authorization?.replace('Basic ', '');
    expect(decodeURIComponent(Buffer.from(basic ?? '', 'base64').toString())).toBe(
      `${clientId}:${added}`,
    );
  });

  await test.step('the provider removes the old one: it is refused, the new one is not', async () => {
    apaleo.removeSecret(clientId, 'First secret');
    await workbench.getByRole('link', { name: 'Open client' }).click();
    await expect(await checkSecret(workbench, 'Check First secret')).toHaveText(/^Refused /);
    await expect(await checkSecret(workbench)).toHaveText(/^Accepted /);
  });

  await test.step('going back to the old one shows in a run', async () => {
    await others.getByRole('button', { name: 'Use First secret' }).click();
    await expect(field(workbench, 'Client secret')).toHaveValue(clientSecret);
    await expect(others.getByRole('listitem')).toContainText(['Second secret']);
    await runAndAnswer(workbench, 'Allow');
    await expect(runStatus(workbench)).toHaveText(/^Failed: invalid_client/);
    await workbench.getByRole('link', { name: /^Edit the client/ }).click();
    await others.getByRole('button', { name: 'Use Second secret' }).click();
  });

  await test.step('the old one is retired: its value is gone, its name stays', async () => {
    await others.getByRole('button', { name: 'Retire First secret' }).click();
    await expect(others.getByRole('listitem')).toHaveText(/First secret.*Retired/);
    await expect(others.getByRole('button', { name: /^(Check|Use) First secret$/ })).toHaveCount(0);
    await saveClient(workbench);
    await workbench.reload();
    await expect(others.getByRole('listitem')).toHaveText(/First secret.*Retired/);
    await expect(field(workbench, 'Secret description')).toHaveValue('Second secret');
    await runAndAnswer(workbench, 'Allow');
    await expect(runStatus(workbench)).toHaveText('Done');
  });
});
