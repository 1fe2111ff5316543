import type { Page } from '@playwright/test';
import { expectDone, openSignInTabAt, openTab } from './support/capture.ts';
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
  test,
} from './support/emulations.ts';
import { expect } from './support/extension.ts';
import {
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
  tokenRegion,
} from './support/run.ts';

test.use({ sharesBrowser: true });

/** The tabs of an app that the page on client ID and secret names, with their fields in its order. */
const REGISTRATION_PAGE = {
  'Basic Info': ['App name', 'OAuth Callback URL'],
  'OAuth & access scopes': ['client_id', 'client_secret'],
} as const;
const SCOPES = 'base deals:read contacts:full activities:read users:read';
const TOKEN_PATH = '/oauth/token';

/** Opens the form of a new client of this provider. @returns its redirect URI. */
const openForm = (page: Page) => openNewClientOf(page, 'Pipedrive');

test('has the words of its registration page, in their order', async ({ workbench }) => {
  await openForm(workbench);
  expect(await formPartTitles(workbench)).toEqual([
    'Client',
    'Create an app',
    ...Object.keys(REGISTRATION_PAGE),
    'How to run it',
    'Authorization server',
  ]);
  for (const [title, fields] of Object.entries(REGISTRATION_PAGE)) {
    const words = await wordsOf(formPart(workbench, title));
    const known: readonly string[] = fields;
    expect(words.filter((word) => known.includes(word))).toEqual(fields);
  }
  await expect(field(workbench, 'App type').getByRole('option')).toHaveText([
    'Not said',
    'Public app',
    'Private app',
  ]);
  await expect(field(workbench, 'Client ID')).toHaveAccessibleDescription(/there: “client_id”/);
  await expect(field(workbench, 'Authorization endpoint')).toHaveValue(
    'https://oauth.pipedrive.com/oauth/authorize',
  );
  await expect(field(workbench, 'Token endpoint')).toHaveValue(
    'https://oauth.pipedrive.com/oauth/token',
  );
});

test('is registered from the page alone, runs, and refreshes', async ({
  workbench,
  startPipedrive,
}) => {
  const redirectUri = await openForm(workbench);
  const pipedrive = await startPipedrive(redirectUri);
  const { clientId, clientSecret } = credentialsOf(pipedrive, 'pipedrive');
  await fillClient(workbench, {
    registration: {
      'App type': 'Private app',
      'App name': 'Kestrel Lead Capture',
      'Redirect URIs': redirectUri,
      'Client ID': clientId,
      'Client secret': clientSecret,
      Scopes: SCOPES,
      'Authorization endpoint': `${pipedrive.origin}/oauth/authorize`,
      'Token endpoint': pipedrive.origin + TOKEN_PATH,
    },
  });
  await expect(await checkSecret(workbench)).toHaveText(
    /^Accepted The server answered invalid_grant \(HTTP 400\)/,
  );
  await saveClient(workbench);
  await runAndAnswer(workbench, 'Allow and install', 'Daniel Moreau');
  await expect(runStatus(workbench)).toHaveText('Done');

  await test.step('what was sent has no scope and no PKCE', () => {
    const [asked] = requestsTo(pipedrive, '/oauth/authorize');
    expect([...(asked?.query.keys() ?? [])].toSorted()).toEqual([
      'client_id',
      'redirect_uri',
      'response_type',
      'state',
    ]);
    const sent = requestsTo(pipedrive, TOKEN_PATH).at(-1);
    expect(sent?.authorization).toMatch(/^Basic /);
    expect(sent?.form.has('code_verifier')).toBe(false);
  });

  const rows = SCOPES.split(' ').map((scope) => [scope, 'at the provider', 'yes', 'unknown']);
  await test.step('tokens, scopes and where the API is', async () => {
    await expect(tokenRegion(workbench, 'Access token')).toContainText('This token is opaque');
    await expect(tokenRegion(workbench, 'Refresh token')).toContainText('This token is opaque');
    await expect(workbench.getByRole('region', { name: 'ID token' })).toHaveCount(0);
    expect(await scopeRows(workbench)).toEqual(rows);
    expect(await rowsOf(workbench.getByRole('table', { name: 'Further members' }))).toEqual([
      ['api_domain', pipedrive.origin],
    ]);
    await expect(findings(workbench)).toContainText([
      'The code was not bound with PKCE',
      'The granted scopes are separated by commas',
      'Every registered scope was granted',
      'The token response is valid',
    ]);
  });

  await test.step('a refresh keeps the refresh token', async () => {
    await refreshRun(workbench);
    await expect(runStatus(workbench)).toHaveText('Done');
    await expect(findings(workbench).filter({ hasText: 'does not rotate it' })).toHaveCount(1);
    await expect(findings(workbench).filter({ hasText: /without being|not granted/ })).toHaveCount(
      0,
    );
  });
});

// It routes requests: see `sharesBrowser`.
test.describe('in a browser of its own', () => {
  test.use({ sharesBrowser: false });

  test('runs with the one callback URL of an app in use, which sees nothing of it', async ({
    context,
    workbench,
    startPipedrive,
    startApp,
  }) => {
    const app = await startApp();
    const pipedrive = await startPipedrive(app.redirectUri);
    const credentials = credentialsOf(pipedrive, 'pipedrive');
    await openForm(workbench);
    await fillClient(workbench, {
      ...credentials,
      ...endpointsOf(pipedrive),
      redirectUris: app.redirectUri,
      redirectMode: 'Capture the registered redirect URI',
    });
    const tab = await openSignInTabAt(workbench, `${pipedrive.origin}/oauth/authorize`, () =>
      runFlow(workbench),
    );
    await answerConsent(tab, 'Allow and install', 'Daniel Moreau');
    await expectDone(workbench, tab);
    await expect(tokenRegion(workbench, 'Refresh token')).toContainText('This token is opaque');
    expect(requestsTo(pipedrive, TOKEN_PATH).map(({ form }) => form.get('redirect_uri'))).toEqual([
      app.redirectUri,
    ]);
    expect(app.requests).toEqual([]);

    app.connectTo(`${pipedrive.origin}/oauth/authorize`, { client_id: credentials.clientId });
    const own = await openTab(context, `${app.origin}/sign-in`);
    await answerConsent(own, 'Allow and install', 'Daniel Moreau');
    await expect(own.getByRole('heading')).toHaveText('Signed in at the app');
    expect(app.requestsTo('/callback')).toHaveLength(1);
  });
});

test('shows scopes that the app has and the client does not note, and the other way round', async ({
  workbench,
  startPipedrive,
}) => {
  const pipedrive = await startPipedrive(await openForm(workbench));
  await fillClient(workbench, {
    ...credentialsOf(pipedrive, 'pipedrive'),
    ...endpointsOf(pipedrive),
    scopes: 'base,leads:full',
  });
  await runAndAnswer(workbench, 'Allow and install');
  await expect(runStatus(workbench)).toHaveText('Done');
  expect(await scopeRows(workbench)).toEqual([
    ['base', 'at the provider', 'yes', 'unknown'],
    ['leads:full', 'at the provider', 'no', 'unknown'],
    ['deals:read', 'no', 'yes', 'unknown'],
    ['contacts:full', 'no', 'yes', 'unknown'],
    ['activities:read', 'no', 'yes', 'unknown'],
    ['users:read', 'no', 'yes', 'unknown'],
  ]);
  await expect(
    findings(workbench).filter({ hasText: 'leads:full was registered but not granted' }),
  ).toHaveCount(1);
});

for (const error of ['user_denied', 'access_denied']) {
  test(`says that the user denied with ${error}`, async ({ workbench, startPipedrive }) => {
    const pipedrive = await startPipedrive(await openForm(workbench));
    pipedrive.setSwitch('denied-value', error);
    await fillClient(workbench, {
      ...credentialsOf(pipedrive, 'pipedrive'),
      ...endpointsOf(pipedrive),
    });
    await runAndAnswer(workbench, 'Cancel');
    await expect(runStatus(workbench)).toHaveText(`Failed: ${error}`);
    await expect(likelyCause(workbench)).toContainText('The user chose “Cancel”');
    expect(requestsTo(pipedrive, TOKEN_PATH)).toEqual([]);
  });
}

for (const status of ['400', '401']) {
  test(`says that a wrong secret is wrong (HTTP ${status})`, async ({
    workbench,
    startPipedrive,
  }) => {
    const pipedrive = await startPipedrive(await openForm(workbench));
    pipedrive.setSwitch('client-authentication-failure', status);
    await fillClient(workbench, {
      ...credentialsOf(pipedrive, 'pipedrive'),
      ...endpointsOf(pipedrive),
      clientSecret: 'not-the-secret',
    });
    await expect(await checkSecret(workbench)).toHaveText(
      new RegExp(`^Refused The server answered invalid_client \\(HTTP ${status}\\)`),
    );
    await runAndAnswer(workbench, 'Allow and install');
    await expect(runStatus(workbench)).toHaveText(
      `Failed: invalid_client: Invalid client: client is invalid (token endpoint, HTTP ${status})`,
    );
  });
}

test('shows what the error page says of a callback URL that is not that of the app', async ({
  workbench,
  startPipedrive,
}) => {
  await openForm(workbench);
  const pipedrive = await startPipedrive('https://app.example.com/callback');
  await fillClient(workbench, {
    ...credentialsOf(pipedrive, 'pipedrive'),
    ...endpointsOf(pipedrive),
  });
  await runFlow(workbench);
  await expect(runStatus(workbench)).toHaveText(
    `Failed: ${new URL(pipedrive.origin).host} answered the authorization request with HTTP 400`,
  );
  await expect(hiddenPage(workbench)).toContainText(
    'the redirect_uri is not the callback URL of the app',
  );
});

test('says that a code has expired, or was used before', async ({
  workbench,
  startPipedrive,
  startRepeater,
}) => {
  const pipedrive = await startPipedrive(await openForm(workbench));
  pipedrive.setSwitch('code-lifetime', 'already expired');
  await fillClient(workbench, {
    ...credentialsOf(pipedrive, 'pipedrive'),
    ...endpointsOf(pipedrive),
  });
  await runAndAnswer(workbench, 'Allow and install');
  await expect(runStatus(workbench)).toHaveText(
    'Failed: invalid_grant: Invalid grant: authorization_code has expired (token endpoint, HTTP 400)',
  );
  const request = await openStep(workbench, 'Token request');
  await expect(request.getByRole('group', { name: 'Response body' })).toContainText(
    '"success": false',
  );

  pipedrive.setSwitch('code-lifetime', 'normal');
  const repeater = await startRepeater(pipedrive.origin + TOKEN_PATH);
  await workbench.getByRole('link', { name: 'Open client' }).click();
  await fillClient(workbench, { tokenEndpoint: `${repeater.origin}/token` });
  await runAndAnswer(workbench, 'Allow and install');
  await expect(runStatus(workbench)).toHaveText(
    'Failed: invalid_grant: Invalid grant: authorization_code is invalid (token endpoint, HTTP 400)',
  );
});

test('refreshes with rotation, and is refused with the token before', async ({
  workbench,
  startPipedrive,
}) => {
  const pipedrive = await startPipedrive(await openForm(workbench));
  pipedrive.setSwitch('refresh-rotation', 'rotates');
  await fillClient(workbench, {
    ...credentialsOf(pipedrive, 'pipedrive'),
    ...endpointsOf(pipedrive),
  });
  await runAndAnswer(workbench, 'Allow and install');
  await expect(runStatus(workbench)).toHaveText('Done');
  const firstRun = workbench.url();
  await refreshRun(workbench);
  await expect(runStatus(workbench)).toHaveText('Done');
  await expect(
    findings(workbench).filter({ hasText: 'The refresh token was rotated' }),
  ).toHaveCount(1);
  await workbench.goto(firstRun);
  await refreshReplaced(workbench);
  await expect(runStatus(workbench)).toHaveText(
    'Failed: invalid_grant: Invalid grant: refresh_token is invalid (token endpoint, HTTP 400)',
  );
});

test('works with the new secret alone once it is refreshed there', async ({
  workbench,
  startPipedrive,
}) => {
  const pipedrive = await startPipedrive(await openForm(workbench));
  const { clientId, clientSecret } = credentialsOf(pipedrive, 'pipedrive');
  await fillClient(workbench, { clientId, clientSecret, ...endpointsOf(pipedrive) });
  await expect(workbench.getByRole('button', { name: 'Add a secret' })).toHaveCount(0);
  await expect(workbench.getByText(/makes a new one and the old one stops working/)).toBeVisible();
  await runAndAnswer(workbench, 'Allow and install');
  await expect(runStatus(workbench)).toHaveText('Done');
  const runBefore = workbench.url();
  const fresh = pipedrive.refreshSecret(clientId);

  await test.step('the old one is refused: by the check, by a run, by a refresh', async () => {
    await workbench.getByRole('link', { name: 'Open client' }).click();
    const client = workbench.url();
    await expect(await checkSecret(workbench)).toHaveText(/^Refused /);
    await runAndAnswer(workbench, 'Allow and install');
    await expect(runStatus(workbench)).toHaveText(/^Failed: invalid_client/);
    await workbench.goto(runBefore);
    await refreshRun(workbench);
    await expect(runStatus(workbench)).toHaveText(/^Failed: invalid_client/);
    await workbench.goto(client);
  });

  await test.step('the new one is typed over it, and works', async () => {
    const result = workbench.getByRole('status', { name: 'Result of Check secret' });
    await expect(await checkSecret(workbench)).toHaveText(/^Refused /);
    await fillClient(workbench, { clientSecret: fresh });
    // What was said of the old one is not said of the new one.
    await expect(result).toBeEmpty();
    await expect(await checkSecret(workbench)).toHaveText(/^Accepted /);
    await runAndAnswer(workbench, 'Allow and install');
    await expect(runStatus(workbench)).toHaveText('Done');
  });

  await test.step('tokens from before are refreshed with it', async () => {
    await workbench.goto(runBefore);
    await refreshRun(workbench);
    await expect(runStatus(workbench)).toHaveText('Done');
  });
});

test('takes one callback URL', async ({ workbench }) => {
  await openForm(workbench);
  const uris = field(workbench, 'Redirect URIs');
  const rule = /Pipedrive allows one callback URL for each app\./;
  await expect(uris).toHaveAccessibleDescription(/there: “OAuth Callback URL”/);
  await fillClient(workbench, { redirectUris: 'https://app.example.com/callback' });
  await expect(uris).not.toHaveAccessibleDescription(rule);
  await fillClient(workbench, {
    redirectUris: 'https://app.example.com/callback\nhttps://app.example.com/other',
    clientId: 'abc',
  });
  await expect(uris).toHaveAccessibleDescription(/for each app\. These are 2 redirect URIs\./);
  await workbench.getByRole('button', { name: 'Save client' }).click();
  const notice = workbench.getByRole('alert');
  await expect(notice.getByRole('listitem')).toHaveText([rule]);
  await expect(notice.getByRole('link')).toHaveAttribute(
    'href',
    'https://pipedrive.readme.io/docs/client-id-and-client-secret',
  );
  await notice.getByRole('button', { name: 'Save anyway, to test it' }).click();
  await expect(workbench).toHaveURL(/#\/clients\/(?!new$)/);
  await workbench.getByRole('link', { name: 'Clients', exact: true }).click();
  await expect(
    workbench.getByRole('list', { name: 'Clients' }).getByRole('listitem'),
  ).toContainText(['Breaks 1 rule of Pipedrive']);
});

test('never changes its client ID once it is saved', async ({ workbench }) => {
  await openForm(workbench);
  const clientId = field(workbench, 'Client ID');
  await fillClient(workbench, { label: 'Leads', clientId: 'first-try' });
  await expect(clientId).toBeEditable();
  await fillClient(workbench, { clientId: '1ab1ab1ab1ab' });
  await saveClient(workbench);
  await expect(clientId).toHaveAttribute('readonly', '');
  await expect(clientId).toHaveAccessibleDescription(
    /Pipedrive never changes the client_id of an app.*A new one is a new client/,
  );
  await workbench.reload();
  await expect(clientId).toHaveAttribute('readonly', '');
  await expect(clientId).toHaveValue('1ab1ab1ab1ab');
});

test('gets another client ID in a copy, which then stays as well', async ({ workbench }) => {
  await openForm(workbench);
  const clientId = field(workbench, 'Client ID');
  await fillClient(workbench, { label: 'Leads', clientId: 'first-app' });
  await saveClient(workbench);
  const original = workbench.url();
  await workbench.getByRole('button', { name: 'Duplicate client' }).click();
  await expect(workbench.getByRole('heading', { level: 1 })).toHaveText('Leads (copy)');
  await expect(clientId).toBeEditable();
  await fillClient(workbench, { clientId: 'second-app' });
  await saveClient(workbench);
  await expect(clientId).toHaveAttribute('readonly', '');
  await workbench.goto(original);
  await expect(clientId).toHaveValue('first-app');
  await expect(clientId).toHaveAttribute('readonly', '');
});
