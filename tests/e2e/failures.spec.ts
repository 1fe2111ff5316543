import {
  type ClientFields,
  fillClient,
  openNewClient,
  registerClient,
  saveClient,
} from './support/client-form.ts';
import { expect, REDIRECT_BASE } from './support/extension.ts';
import {
  findings,
  hiddenPage,
  openSignIn,
  openStep,
  parametersOf,
  runFlow,
  runStatus,
  showSecrets,
  signIn,
  step,
  tokenRegion,
} from './support/run.ts';
import {
  json,
  page as htmlPage,
  redirectBack,
  redirectTo,
  type Reply,
  type ScriptedServer,
  unusedOrigin,
} from './support/scripted-server.ts';
import { test } from './support/servers.ts';

test.use({ sharesBrowser: true });

const CLIENT = { label: 'Tested', clientId: 'abc' } as const satisfies ClientFields;
const UNREACHABLE = 'could not be reached (connection refused or broken off, or no such host)';

test.describe('the authorization response', () => {
  type Case = {
    readonly name: string;
    readonly parameters: Readonly<Record<string, string | undefined>>;
    readonly status: (server: ScriptedServer, sentState: string) => string;
    /** Rows that the parameters of the answer must hold. */
    readonly shown: readonly (readonly string[])[];
    readonly metadata?: Readonly<Record<string, unknown>>;
  };
  const cases: readonly Case[] = [
    {
      name: 'an error with a description',
      parameters: { error: 'invalid_scope', error_description: 'No such scope: folios' },
      status: () => 'Failed: invalid_scope: No such scope: folios',
      shown: [
        ['error', 'invalid_scope'],
        ['error_description', 'No such scope: folios'],
      ],
    },
    {
      name: 'an error without the state',
      parameters: { error: 'server_error', state: undefined },
      status: () => 'Failed: server_error (and no state came back)',
      shown: [['error', 'server_error']],
    },
    {
      name: 'a wrong state',
      parameters: { code: 'stolen-code', state: 'forged' },
      status: (_server, sent) =>
        `Failed: the answer carries the state “forged”, this run sent “${sent}”`,
      shown: [
        ['code', 'stolen-code'],
        ['state', 'forged'],
      ],
    },
    {
      name: 'a code without a state',
      parameters: { code: 'some-code', state: undefined },
      status: () => 'Failed: the answer carries no state',
      shown: [['code', 'some-code']],
    },
    {
      name: 'neither code nor error',
      parameters: { session_state: 'left-over' },
      status: () => 'Failed: the answer carries neither a code nor an error',
      shown: [['session_state', 'left-over']],
    },
    {
      name: 'another issuer',
      parameters: { code: 'some-code', iss: 'https://evil.example' },
      status: ({ issuer }) =>
        `Failed: the answer comes from “https://evil.example”, this run asked “${issuer}”`,
      shown: [['iss', 'https://evil.example']],
    },
    {
      name: 'no issuer, though the server announces it',
      parameters: { code: 'some-code' },
      metadata: { authorization_response_iss_parameter_supported: true },
      status: () => 'Failed: the answer carries no iss, though the server announces it',
      shown: [['code', 'some-code']],
    },
  ];
  for (const { name, parameters, status, shown, metadata } of cases) {
    test(`names the cause and shows the answer: ${name}`, async ({ workbench, server }) => {
      Object.assign(server.metadata, metadata);
      server.answers.authorize = (request) => redirectBack(request, parameters);
      await registerClient(workbench, { ...CLIENT, issuer: server.issuer });
      await runFlow(workbench);
      await expect(runStatus(workbench)).toContainText('Failed');
      const sentState = server.requestsTo('authorize')[0]?.query.get('state') ?? '';
      await expect(runStatus(workbench)).toHaveText(status(server, sentState));
      await expect(step(workbench, 'Authorization response')).toContainText('failed');
      const region = workbench.getByRole('region', { name: 'Authorization response' });
      await showSecrets(region);
      const rows = await parametersOf(region);
      for (const row of shown) expect(rows).toContainEqual(row);
      expect(server.requestsTo('token')).toEqual([]);
    });
  }

  test('says that nothing came when the server posts its answer', async ({ workbench, server }) => {
    server.answers.authorize = ({ query }) =>
      htmlPage(
        `<form method="post" action="${query.get('redirect_uri')}">
          <input type="hidden" name="code" value="some-code">
          <input type="hidden" name="state" value="${query.get('state')}">
        </form><script>document.forms[0].submit()</script>`,
      );
    await registerClient(workbench, {
      ...CLIENT,
      issuer: server.issuer,
      parameters: { 'Other parameters': 'response_mode=form_post' },
    });
    await runFlow(workbench);
    await expect(runStatus(workbench)).toHaveText(
      'Failed: the answer carries neither a code nor an error',
    );
    await expect(
      workbench.getByText('that takes Chromium and the mode “Capture the registered redirect URI”'),
    ).toBeVisible();
  });

  test('takes an answer in the fragment', async ({ workbench, server }) => {
    server.answers.authorize = (request) => {
      const back = redirectBack(request, { code: 'some-code' });
      const location = typeof back === 'string' ? '' : (back.headers?.['location'] ?? '');
      return { status: 302, headers: { location: location.replace('?', '#') } };
    };
    await registerClient(workbench, { ...CLIENT, issuer: server.issuer });
    await runFlow(workbench);
    await expect(runStatus(workbench)).toHaveText('Done');
    expect(server.requestsTo('token')[0]?.form.get('code')).toBe('some-code');
  });

  test('refuses an answer at the path of another client', async ({ workbench, server }) => {
    server.answers.authorize = ({ query }) =>
      redirectTo(`${REDIRECT_BASE}another-client`, {
        code: 'some-code',
        state: query.get('state') ?? '',
      });
    const redirectUri = await registerClient(workbench, { ...CLIENT, issuer: server.issuer });
    await runFlow(workbench);
    await expect(runStatus(workbench)).toHaveText(
      `Failed: the answer came to ${REDIRECT_BASE}another-client, not to ${redirectUri}`,
    );
    expect(server.requestsTo('token')).toEqual([]);
  });

  test('says that the user denied the request', async ({ workbench, startDemo }) => {
    const demo = await startDemo([await openNewClient(workbench)]);
    await fillClient(workbench, { issuer: demo.issuer, clientId: 'demo-public' });
    await saveClient(workbench);
    const window = await openSignIn(workbench, () => runFlow(workbench));
    await signIn(window, 'Ada Lindqvist', 'Deny');
    await expect(runStatus(workbench)).toHaveText(
      'Failed: access_denied: The user denied the request on the consent page',
    );
  });
});

test.describe('the token endpoint', () => {
  type Case = {
    readonly name: string;
    readonly reply: Reply;
    readonly status: string;
    /** What must be seen of the raw answer. */
    readonly raw: readonly string[];
  };
  const cases: readonly Case[] = [
    {
      name: '400 with an error in JSON',
      reply: json({ error: 'invalid_grant', error_description: 'The code was used' }, 400),
      status: 'Failed: invalid_grant: The code was used (token endpoint, HTTP 400)',
      raw: ['400', '"error_description": "The code was used"'],
    },
    {
      name: '401 with an error in JSON',
      reply: json({ error: 'invalid_client' }, 401),
      status: 'Failed: invalid_client (token endpoint, HTTP 401)',
      raw: ['401', '"error": "invalid_client"'],
    },
    {
      name: '401 with a challenge and nothing else',
      reply: { status: 401, headers: { 'www-authenticate': 'Basic realm="tokens"' } },
      status: 'Failed: the token endpoint answered HTTP 401 with an empty body',
      raw: ['401', 'The body is empty.', 'Basic realm="tokens"'],
    },
    {
      name: '502 with an HTML page',
      reply: htmlPage('<h1>Bad gateway</h1>', 502),
      status: 'Failed: the token endpoint answered HTTP 502 with text/html',
      raw: ['502', '<h1>Bad gateway</h1>'],
    },
    {
      name: '200 with an HTML page',
      reply: htmlPage('<h1>Please sign in</h1>'),
      status: 'Failed: the token endpoint answered HTTP 200 with text/html instead of JSON',
      raw: ['200', '<h1>Please sign in</h1>'],
    },
    {
      name: '200 with an empty body',
      reply: {},
      status: 'Failed: the token endpoint answered HTTP 200 with an empty body instead of JSON',
      raw: ['200', 'The body is empty.'],
    },
    {
      name: '200 with an error in JSON',
      reply: json({ error: 'bad_verification_code', error_description: 'The code is wrong' }),
      status: 'Failed: bad_verification_code: The code is wrong (token endpoint, HTTP 200)',
      raw: ['200', '"error": "bad_verification_code"'],
    },
  ];
  for (const { name, reply, status, raw } of cases) {
    test(`names the cause and shows the answer: ${name}`, async ({ workbench, server }) => {
      server.answers.token = () => reply;
      await registerClient(workbench, { ...CLIENT, issuer: server.issuer });
      await runFlow(workbench);
      await expect(runStatus(workbench)).toHaveText(status);
      await expect(step(workbench, 'Token request')).toContainText('failed');
      const region = workbench.getByRole('region', { name: 'Token request' });
      for (const text of raw) await expect(region).toContainText(text);
    });
  }

  test('names the cause when the connection is broken off', async ({ workbench, server }) => {
    server.answers.token = () => 'break-off';
    await registerClient(workbench, { ...CLIENT, issuer: server.issuer });
    await runFlow(workbench);
    await expect(runStatus(workbench)).toHaveText(
      `Failed: the token endpoint at ${server.host} ${UNREACHABLE}`,
    );
    await expect(workbench.getByRole('region', { name: 'Token request' })).toContainText(
      'No answer',
    );
  });

  test('names the cause when nothing listens', async ({ workbench, server }) => {
    const origin = await unusedOrigin();
    server.metadata['token_endpoint'] = `${origin}/token`;
    await registerClient(workbench, { ...CLIENT, issuer: server.issuer });
    await runFlow(workbench);
    await expect(runStatus(workbench)).toHaveText(
      `Failed: the token endpoint at ${new URL(origin).host} ${UNREACHABLE}`,
    );
  });

  test('gives up after twenty seconds without an answer', async ({ workbench, server }) => {
    server.answers.token = () => 'hang';
    await registerClient(workbench, { ...CLIENT, issuer: server.issuer });
    await runFlow(workbench);
    await expect(runStatus(workbench)).toHaveText('Requesting the tokens');
    await expect(runStatus(workbench)).toHaveText(
      `Failed: the token endpoint at ${server.host} did not answer within 20 s`,
      { timeout: 30_000 },
    );
  });

  test('does not follow a redirect with the code', async ({ workbench, server }) => {
    server.answers.token = () => ({ status: 307, headers: { location: `${server.issuer}/jwks` } });
    await registerClient(workbench, { ...CLIENT, issuer: server.issuer });
    await runFlow(workbench);
    await expect(runStatus(workbench)).toHaveText(
      `Failed: the token endpoint at ${server.host} answered with a redirect, which is not followed here`,
    );
    expect(server.requestsTo('jwks')).toEqual([]);
  });

  test('shows the tokens of a response that breaks the rules', async ({ workbench, server }) => {
    server.answers.token = async () =>
      json(await server.tokenResponse({ members: { token_type: undefined } }));
    await registerClient(workbench, { ...CLIENT, issuer: server.issuer });
    await runFlow(workbench);
    await expect(runStatus(workbench)).toHaveText('Done');
    await expect(tokenRegion(workbench, 'Access token')).toContainText('This token is opaque');
    await expect(
      tokenRegion(workbench, 'ID token').getByText('Genuine', { exact: true }),
    ).toBeVisible();
    await expect(findings(workbench).filter({ hasText: /^Error: / })).toHaveText([
      /A strict client refuses this token response.*oauth4webapi says: .*token_type/,
      /The token response has no token_type/,
    ]);
  });
});

test.describe('the sign-in window', () => {
  test('ends as Cancelled when it is closed, and the next run works', async ({
    workbench,
    server,
  }) => {
    server.answers.authorize = () => htmlPage('<h1>Sign in</h1>');
    await registerClient(workbench, { ...CLIENT, issuer: server.issuer });
    const window = await openSignIn(workbench, () => runFlow(workbench));
    await window.close();
    await expect(runStatus(workbench)).toHaveText('Cancelled');
    await expect(step(workbench, 'Sign-in and consent')).toContainText('stopped here');
    await expect(workbench.getByText('The sign-in window was closed')).toBeVisible();

    server.answers.authorize = (request) => redirectBack(request, { code: 'some-code' });
    await workbench.getByRole('button', { name: 'Run again' }).click();
    await expect(runStatus(workbench)).toHaveText('Done');
  });

  test('shows the error page that the browser hides', async ({ workbench, server }) => {
    server.answers.authorize = () =>
      htmlPage('<title>Oops</title><h1>Unknown client</h1><p>abc is not registered.</p>', 400);
    await registerClient(workbench, { ...CLIENT, issuer: server.issuer });
    await runFlow(workbench);
    await expect(runStatus(workbench)).toContainText(
      `Failed: ${server.host} answered the authorization request with HTTP 400`,
    );
    await expect(hiddenPage(workbench)).toContainText(/Unknown client\s*abc is not registered\./);
    const region = workbench.getByRole('region', { name: 'Sign-in and consent' });
    await expect(region.getByRole('group', { name: 'Response body' })).toContainText(
      '<h1>Unknown client</h1><p>abc is not registered.</p>',
    );
  });

  test('was closed on an error page: the diagnosis finds it, and leads to the field', async ({
    workbench,
    server,
  }) => {
    server.answers.authorize = () =>
      htmlPage('<title>Sign-in error</title><h1>Invalid parameter: redirect_uri</h1>');
    await registerClient(workbench, { ...CLIENT, issuer: server.issuer });
    const window = await openSignIn(workbench, () => runFlow(workbench));
    await window.close();
    const diagnosis = workbench.getByRole('region', { name: 'Diagnosis' });

    await test.step('says what is seen, and offers to look at the page', async () => {
      await expect(runStatus(workbench)).toHaveText('Cancelled');
      await expect(diagnosis.getByRole('heading', { level: 3 })).toContainText(
        'The sign-in window was closed before an answer came',
      );
      await expect(diagnosis).toContainText('Seen in the record');
    });

    await test.step('sees what the page says', async () => {
      const asked = server.requestsTo('authorize').length;
      await diagnosis.getByRole('button', { name: 'See what the page says' }).click();
      await expect(diagnosis.getByRole('heading', { level: 3 })).toContainText(
        'is not among the valid redirect URIs of the client in Keycloak',
      );
      await expect(diagnosis).toContainText('The server says so');
      const page = hiddenPage(workbench);
      await expect(page).toContainText('200 OK');
      await expect(page).toContainText('Invalid parameter: redirect_uri');
      const sent = server.requestsTo('authorize').slice(asked);
      expect(sent).toHaveLength(1);
      expect(sent[0]?.headers['cookie']).toBeUndefined();
      await expect(runStatus(workbench)).toHaveText('Cancelled');
    });

    await test.step('leads to the field, which has the focus', async () => {
      await diagnosis
        .getByRole('link', { name: 'Edit the client “Tested”: Redirect URIs' })
        .click();
      await expect(workbench.getByLabel('Redirect URIs', { exact: true })).toBeFocused();
    });
  });

  test('says what the demo server has against an unknown client', async ({
    workbench,
    startDemo,
  }) => {
    const demo = await startDemo([await openNewClient(workbench)]);
    await fillClient(workbench, { issuer: demo.issuer, clientId: 'nobody' });
    await saveClient(workbench);
    await runFlow(workbench);
    await expect(runStatus(workbench)).toHaveText(
      /^Failed: .* answered the authorization request with HTTP 400\b.*invalid_client/,
    );
    await expect(workbench.getByText(/Compare the client ID with the registration/)).toBeVisible();
  });

  test('says that the authorization endpoint is not there', async ({ workbench, server }) => {
    const origin = await unusedOrigin();
    const { host } = new URL(origin);
    server.metadata['authorization_endpoint'] = `${origin}/authorize`;
    await registerClient(workbench, { ...CLIENT, issuer: server.issuer });
    await runFlow(workbench);
    await expect(runStatus(workbench)).toContainText(
      `Failed: the page at ${host} could not be loaded`,
    );
    await expect(runStatus(workbench)).toContainText(UNREACHABLE);
  });

  test('is closed by Cancel, and the next run works', async ({ workbench, server }) => {
    server.answers.authorize = () => htmlPage('<h1>Sign in</h1>');
    await registerClient(workbench, { ...CLIENT, issuer: server.issuer });
    const window = await openSignIn(workbench, () => runFlow(workbench));
    await expect(window.getByRole('heading', { name: 'Sign in' })).toBeVisible();
    const closed = window.waitForEvent('close');
    await workbench.getByRole('button', { name: 'Cancel run' }).click();
    await expect(runStatus(workbench)).toHaveText('Cancelled');
    await closed;

    server.answers.authorize = (request) => redirectBack(request, { code: 'some-code' });
    await workbench.getByRole('button', { name: 'Run again' }).click();
    await expect(runStatus(workbench)).toHaveText('Done');
  });

  test('is cancelled while its page is still loading, and does not come back', async ({
    context,
    workbench,
    server,
  }) => {
    const usual = server.answers.authorize;
    let release = () => {};
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    server.answers.authorize = async () => {
      await released;
      return htmlPage('<h1>Sign in</h1>');
    };
    await registerClient(workbench, { ...CLIENT, issuer: server.issuer });
    const asked = server.nextRequestTo('authorize');
    await runFlow(workbench);
    await asked;
    await workbench.getByRole('button', { name: 'Cancel run' }).click();
    await expect(runStatus(workbench)).toHaveText('Cancelled');

    await test.step('meanwhile another run is refused truthfully, if it has to be', async () => {
      const cancelled = workbench.url();
      await workbench.getByRole('button', { name: 'Run again' }).click();
      const alert = workbench.getByRole('alert');
      await expect
        .poll(async () => workbench.url() !== cancelled || (await alert.count()) > 0)
        .toBe(true);
      await expect(workbench.getByRole('main')).not.toContainText('running (cancelled)');
    });

    await test.step('the window that comes late is closed, and then runs work again', async () => {
      server.answers.authorize = usual;
      release();
      await expect(async () => {
        await workbench.getByRole('button', { name: 'Run again' }).click({ timeout: 1000 });
        await expect(runStatus(workbench)).toHaveText('Done', { timeout: 2000 });
      }).toPass({ timeout: 20_000 });
      await expect
        .poll(() => context.pages().filter((open) => open.url().startsWith(server.issuer)))
        .toEqual([]);
    });
  });

  test('opens once when Run is pressed twice', async ({ workbench, server }) => {
    server.answers.authorize = () => htmlPage('<h1>Sign in</h1>');
    await registerClient(workbench, { ...CLIENT, issuer: server.issuer });
    await workbench.getByRole('link', { name: 'Clients', exact: true }).click();
    const run = workbench.getByRole('button', { name: 'Run Tested' });
    const window = await openSignIn(workbench, () => run.dblclick());
    await expect(window.getByRole('heading', { name: 'Sign in' })).toBeVisible();
    await expect(runStatus(workbench)).toHaveText('Waiting for sign-in and consent');
    expect(server.requestsTo('authorize')).toHaveLength(1);
    await workbench.getByRole('link', { name: 'Runs', exact: true }).click();
    await expect(workbench.getByRole('list', { name: 'Runs' }).getByRole('listitem')).toHaveCount(
      1,
    );
  });

  test('is one at a time, and says so', async ({ workbench, server, openPopup }) => {
    server.answers.authorize = () => htmlPage('<h1>Sign in</h1>');
    await registerClient(workbench, { ...CLIENT, label: 'First', issuer: server.issuer });
    await registerClient(workbench, { ...CLIENT, label: 'Second', issuer: server.issuer });
    await workbench.getByRole('link', { name: 'Clients', exact: true }).click();
    const popup = await openPopup();
    await openSignIn(workbench, () => workbench.getByRole('button', { name: 'Run First' }).click());
    await expect(runStatus(popup)).toHaveText('Waiting for sign-in and consent');
    await popup.getByRole('button', { name: 'Run Second' }).click();
    await expect(popup.getByRole('alert')).toHaveText(
      '“First” is running (waiting for sign-in and consent). One run at a time: finish or cancel it first.',
    );
    expect(server.requestsTo('authorize')).toHaveLength(1);
  });
});

test.describe('Cancel', () => {
  for (const endpoint of ['discovery', 'token'] as const) {
    test(`ends a run that waits for ${endpoint}; a late answer changes nothing`, async ({
      workbench,
      server,
    }) => {
      const usual = server.answers[endpoint];
      let release = () => {};
      const released = new Promise<void>((resolve) => {
        release = resolve;
      });
      server.answers[endpoint] = async (request) => {
        await released;
        return usual(request);
      };
      await registerClient(workbench, { ...CLIENT, issuer: server.issuer });
      const asked = server.nextRequestTo(endpoint);
      await runFlow(workbench);
      await asked;
      await workbench.getByRole('button', { name: 'Cancel run' }).click();
      await expect(runStatus(workbench)).toHaveText('Cancelled');
      await expect(workbench.getByText('You cancelled this run.')).toBeVisible();
      const cancelled = workbench.url();
      release();
      await workbench.getByRole('button', { name: 'Run again' }).click();
      await expect(workbench).not.toHaveURL(cancelled);
      await expect(runStatus(workbench)).toHaveText('Done');
      await workbench.goto(cancelled);
      await expect(runStatus(workbench)).toHaveText('Cancelled');
    });
  }
});

test.describe('before the sign-in window', () => {
  test('says that the issuer cannot be reached', async ({ workbench }) => {
    const origin = await unusedOrigin();
    await registerClient(workbench, { ...CLIENT, issuer: origin });
    await runFlow(workbench);
    await expect(runStatus(workbench)).toHaveText(`Failed: ${new URL(origin).host} ${UNREACHABLE}`);
    await expect(step(workbench, 'Discovery')).toContainText('failed');
    await expect(workbench.getByRole('region', { name: 'Discovery' })).toContainText('No answer');
  });

  test('says that there is no discovery document, and shows both answers', async ({
    workbench,
    server,
  }) => {
    server.answers.discovery = () => ({ status: 404, body: 'nothing here' });
    await registerClient(workbench, { ...CLIENT, issuer: server.issuer });
    await runFlow(workbench);
    await expect(runStatus(workbench)).toHaveText(
      `Failed: ${server.host} has no discovery document (/.well-known/openid-configuration: 404, /.well-known/oauth-authorization-server: 404)`,
    );
    await expect(workbench.getByRole('region', { name: 'Discovery' })).toContainText(
      'nothing here',
    );
  });

  test('finds the metadata at the address of RFC 8414', async ({ workbench, server }) => {
    server.answers.discovery = () => ({ status: 404 });
    server.answers.oauthDiscovery = () => json(server.metadata);
    await registerClient(workbench, { ...CLIENT, issuer: server.issuer });
    await runFlow(workbench);
    await expect(runStatus(workbench)).toHaveText('Done');
  });

  test('says that the secret is missing', async ({ workbench, server }) => {
    await registerClient(workbench, {
      ...CLIENT,
      issuer: server.issuer,
      clientAuthentication: 'client_secret_basic',
    });
    await runFlow(workbench);
    await expect(runStatus(workbench)).toHaveText(
      'Failed: client_secret_basic needs the client secret, and none is in memory',
    );
    await expect(workbench.getByRole('link', { name: /Edit the client/ })).toBeVisible();
    expect(server.requests).toEqual([]);
  });
});

test.describe('the ID token', () => {
  type Case = {
    readonly name: string;
    readonly changes: Parameters<ScriptedServer['tokenResponse']>[0];
    readonly status: RegExp;
  };
  const cases: readonly Case[] = [
    {
      name: 'a foreign signature',
      changes: { hasForeignSignature: true },
      status: /^Failed: the ID token is refused: Signature: The ES256 signature does not fit/,
    },
    {
      name: 'a wrong nonce',
      changes: { claims: { nonce: 'of-another-run' } },
      status:
        /^Failed: the ID token is refused: Nonce: "nonce" is "of-another-run", and ".+" was sent/,
    },
    {
      name: 'a missing nonce',
      changes: { claims: { nonce: undefined } },
      status: /^Failed: the ID token is refused: Nonce: "nonce" is missing/,
    },
    {
      name: 'the audience of another client',
      changes: { claims: { aud: 'someone-else' } },
      status:
        /^Failed: the ID token is refused: Audience: "aud" is "someone-else", without the client ID "abc"/,
    },
    {
      name: 'another issuer',
      changes: { claims: { iss: 'https://evil.example' } },
      status: /^Failed: the ID token is refused: Issuer: "iss" is "https:\/\/evil\.example"/,
    },
    {
      name: 'a time that is over',
      changes: { claims: { exp: 1_700_000_000, iat: 1_699_990_000 } },
      status: /^Failed: the ID token is refused: Expiry: Expired 2023-11-14T22:13:20Z/,
    },
    {
      name: 'a hash of another access token',
      changes: { claims: { at_hash: 'AAAAAAAAAAAAAAAAAAAAAA' } },
      status: /^Failed: the ID token is refused: Access token hash: /,
    },
  ];
  for (const { name, changes, status } of cases) {
    test(`is refused with ${name}, and every token is shown`, async ({ workbench, server }) => {
      server.answers.token = async () => json(await server.tokenResponse(changes));
      await registerClient(workbench, { ...CLIENT, issuer: server.issuer });
      await runFlow(workbench);
      await expect(runStatus(workbench)).toHaveText(status);
      await expect(step(workbench, 'Verification')).toContainText('failed');
      await expect(tokenRegion(workbench, 'Access token')).toContainText('This token is opaque');
      const idToken = tokenRegion(workbench, 'ID token');
      await expect(idToken.getByText('Refused', { exact: true })).toBeVisible();
      await expect(idToken.getByRole('table', { name: 'Claims' })).toContainText('Ada Lindqvist');
      await expect(
        idToken.getByRole('list', { name: 'Checks' }).getByText('failed', { exact: true }),
      ).toHaveCount(1);
      const keys = await openStep(workbench, 'Verification');
      await expect(keys.getByRole('group', { name: 'Response body' }).first()).toContainText(
        '"kty": "EC"',
      );
    });
  }

  test('is not verified when the keys cannot be had, and that is said', async ({
    workbench,
    server,
  }) => {
    server.answers.jwks = () => ({ status: 500 });
    await registerClient(workbench, { ...CLIENT, issuer: server.issuer });
    await runFlow(workbench);
    await expect(runStatus(workbench)).toHaveText('Done');
    const idToken = tokenRegion(workbench, 'ID token');
    await expect(idToken.getByText('Not verified', { exact: true })).toBeVisible();
    await expect(idToken.getByRole('list', { name: 'Checks' })).toContainText('HTTP 500');
  });
});
