import { createHash } from 'node:crypto';
import {
  type ClientFields,
  field,
  fillClient,
  openNewClient,
  registerClient,
  saveClient,
} from './support/client-form.ts';
import { EXTENSION_ORIGIN, expect } from './support/extension.ts';
import { openSignIn, openStep, parametersOf, runFlow, runStatus, signIn } from './support/run.ts';
import { test } from './support/servers.ts';

test.use({ sharesBrowser: true });

const SECRET = 'demo-secret-not-a-real-one';

const confidential = [
  ['demo-confidential', 'client_secret_basic'],
  ['demo-confidential-post', 'client_secret_post'],
] as const;

test.describe('clients of every kind at the demo server', () => {
  for (const [clientId, clientAuthentication] of confidential) {
    test(`runs with ${clientAuthentication}`, async ({ workbench, startDemo }) => {
      const demo = await startDemo([await openNewClient(workbench)]);
      await fillClient(workbench, {
        issuer: demo.issuer,
        clientId,
        clientAuthentication,
        clientSecret: SECRET,
        scopes: 'openid email',
      });
      await saveClient(workbench);
      await signIn(await openSignIn(workbench, () => runFlow(workbench)), 'Ada Lindqvist');
      await expect(runStatus(workbench)).toHaveText('Done');
      const request = await openStep(workbench, 'Token request');
      await expect(request).not.toContainText(SECRET);
    });
  }

  const pkce: readonly (readonly [name: string, fields: ClientFields, status: string])[] = [
    ['the public client with PKCE plain', { clientId: 'demo-public', pkce: 'plain' }, 'Done'],
    [
      'the confidential client without PKCE',
      {
        clientId: 'demo-confidential',
        clientAuthentication: 'client_secret_basic',
        clientSecret: SECRET,
        pkce: 'Off',
      },
      'Done',
    ],
  ];
  for (const [name, fields, status] of pkce) {
    test(`runs ${name}`, async ({ workbench, startDemo }) => {
      const demo = await startDemo([await openNewClient(workbench)]);
      await fillClient(workbench, { issuer: demo.issuer, ...fields });
      await saveClient(workbench);
      await signIn(await openSignIn(workbench, () => runFlow(workbench)), 'Ada Lindqvist');
      await expect(runStatus(workbench)).toHaveText(status);
    });
  }

  test('says why the public client fails without PKCE', async ({ workbench, startDemo }) => {
    const demo = await startDemo([await openNewClient(workbench)]);
    await fillClient(workbench, { issuer: demo.issuer, clientId: 'demo-public', pkce: 'Off' });
    await expect(field(workbench, 'PKCE')).toHaveAccessibleDescription(
      /A public client without PKCE can lose its code/,
    );
    await saveClient(workbench);
    await runFlow(workbench);
    await expect(runStatus(workbench)).toHaveText(
      'Failed: invalid_request: Authorization Server policy requires PKCE to be used for this request',
    );
    await expect(workbench.getByRole('list', { name: 'Findings' })).toContainText(
      'The code was not bound with PKCE',
    );
  });

  test('says that a wrong secret was refused', async ({ workbench, startDemo }) => {
    const demo = await startDemo([await openNewClient(workbench)]);
    await fillClient(workbench, {
      issuer: demo.issuer,
      clientId: 'demo-confidential',
      clientAuthentication: 'client_secret_basic',
      clientSecret: 'not-the-secret-of-the-demo',
    });
    await saveClient(workbench);
    await signIn(await openSignIn(workbench, () => runFlow(workbench)), 'Ada Lindqvist');
    await expect(runStatus(workbench)).toHaveText(
      'Failed: invalid_client: client authentication failed (token endpoint, HTTP 401)',
    );
    await expect(
      workbench.getByText('compare client ID, client secret and client authentication'),
    ).toBeVisible();
  });
});

test.describe('what is sent', () => {
  test('sends every parameter of the form, and binds the code', async ({ workbench, server }) => {
    const redirectUri = await registerClient(workbench, {
      issuer: server.issuer,
      clientId: 'abc',
      scopes: 'openid, invoices.read,profile',
      parameters: {
        prompt: 'login consent',
        login_hint: 'ada@example.com',
        max_age: '3600',
        ui_locales: 'sv en',
        acr_values: 'urn:mfa',
        resource: 'https://api.example.com',
        audience: 'https://audience.example.com',
        'Other parameters': 'resource=https://other.example.com\nvendor_flag=a=b',
      },
    });
    server.answers.token = async () => ({
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(
        await server.tokenResponse({ claims: { auth_time: Math.floor(Date.now() / 1000) } }),
      ),
    });
    await runFlow(workbench);
    await expect(runStatus(workbench)).toHaveText('Done');

    const [authorization] = server.requestsTo('authorize');
    const [token] = server.requestsTo('token');
    const asked = authorization?.query ?? new URLSearchParams();
    expect(asked.getAll('resource')).toEqual([
      'https://api.example.com',
      'https://other.example.com',
    ]);
    const { state, nonce, code_challenge: challenge, ...others } = Object.fromEntries(asked);
    expect(others).toEqual({
      response_type: 'code',
      client_id: 'abc',
      redirect_uri: redirectUri,
      scope: 'openid invoices.read profile',
      code_challenge_method: 'S256',
      prompt: 'login consent',
      login_hint: 'ada@example.com',
      max_age: '3600',
      ui_locales: 'sv en',
      acr_values: 'urn:mfa',
      resource: 'https://other.example.com',
      audience: 'https://audience.example.com',
      vendor_flag: 'a=b',
    });
    const { code_verifier: verifier = '', ...exchanged } = Object.fromEntries(token?.form ?? []);
    expect(exchanged).toEqual({
      grant_type: 'authorization_code',
      client_id: 'abc',
      code: 'the-code-0123456789',
      redirect_uri: redirectUri,
    });
    expect(createHash('sha256').update(verifier).digest('base64url')).toBe(challenge);
    for (const random of [state, nonce, verifier]) expect(random).toMatch(/^[\w-]{43}$/);
    expect(new Set([state, nonce, verifier]).size).toBe(3);
  });

  test('makes new random values for every run', async ({ workbench, server }) => {
    await registerClient(workbench, { issuer: server.issuer, clientId: 'abc' });
    for (const count of [1, 2]) {
      if (count === 1) await runFlow(workbench);
      else await workbench.getByRole('button', { name: 'Run again' }).click();
      await expect.poll(() => server.requestsTo('token').length).toBe(count);
      await expect(runStatus(workbench)).toHaveText('Done');
    }
    for (const name of ['state', 'nonce', 'code_challenge']) {
      const values = server.requestsTo('authorize').map(({ query }) => query.get(name));
      expect(new Set(values).size).toBe(2);
    }
  });

  test('leaves the Origin header out, or sends it where that is wanted', async ({
    workbench,
    server,
  }) => {
    await registerClient(workbench, { issuer: server.issuer, clientId: 'abc' });
    await runFlow(workbench);
    await expect(runStatus(workbench)).toHaveText('Done');
    expect(server.requestsTo('token').at(-1)?.headers.origin).toBeUndefined();

    await workbench.getByRole('link', { name: 'Open client' }).click();
    await field(workbench, 'Origin header').selectOption('Sent');
    await runFlow(workbench);
    await expect.poll(() => server.requestsTo('token').length).toBe(2);
    await expect(runStatus(workbench)).toHaveText('Done');
    expect(server.requestsTo('token').at(-1)?.headers.origin).toBe(EXTENSION_ORIGIN);
  });

  test('authenticates with the secret in the header, or in the body', async ({
    workbench,
    server,
  }) => {
    await registerClient(workbench, {
      issuer: server.issuer,
      clientId: 'a-b',
      clientAuthentication: 'client_secret_basic',
      clientSecret: 'se/cr et:%',
    });
    await runFlow(workbench);
    await expect(runStatus(workbench)).toHaveText('Done');
    const [basic] = server.requestsTo('token');
    const [scheme, credentials = ''] = (basic?.headers.authorization ?? '').split(' ');
    expect(scheme).toBe('Basic');
    const [id, secret] = Buffer.from(credentials, 'base64').toString().split(':');
    const decode = (text = '') => new URLSearchParams(`v=${text}`).get('v');
    expect([decode(id), decode(secret)]).toEqual(['a-b', 'se/cr et:%']);
    expect(basic?.form.has('client_secret')).toBe(false);

    await workbench.getByRole('link', { name: 'Open client' }).click();
    await fillClient(workbench, { clientAuthentication: 'client_secret_post' });
    await runFlow(workbench);
    await expect.poll(() => server.requestsTo('token').length).toBe(2);
    const post = server.requestsTo('token').at(-1);
    expect(post?.headers.authorization).toBeUndefined();
    expect(post?.form.get('client_id')).toBe('a-b');
    expect(post?.form.get('client_secret')).toBe('se/cr et:%');
    await expect(runStatus(workbench)).toHaveText('Done');
    const shown = await openStep(workbench, 'Token request');
    const body = await parametersOf(shown, 'Request body');
    expect(body).toContainEqual(['client_secret', '<client_secret>']);
  });

  test('uses a registered redirect URI of the extension in place of its own', async ({
    workbench,
    server,
  }) => {
    const own = await openNewClient(workbench);
    const registered = `${new URL(own).origin}/registered/elsewhere`;
    await fillClient(workbench, {
      issuer: server.issuer,
      clientId: 'abc',
      redirectUris: `https://app.example.com/callback\n${registered}`,
    });
    await expect(field(workbench, 'Redirect URI to register')).toHaveText(registered);
    await saveClient(workbench);
    await runFlow(workbench);
    await expect(runStatus(workbench)).toHaveText('Done');
    expect(server.requestsTo('authorize').at(-1)?.query.get('redirect_uri')).toBe(registered);
    expect(server.requestsTo('token').at(-1)?.form.get('redirect_uri')).toBe(registered);
  });

  test('copies the redirect URI and a request as cURL', async ({ workbench, server }) => {
    const redirectUri = await registerClient(workbench, { issuer: server.issuer, clientId: 'abc' });
    const paste = async () => {
      const input = workbench.getByRole('textbox', { name: 'Paste anything' });
      await workbench.getByRole('link', { name: 'Inspect' }).click();
      await input.focus();
      await workbench.keyboard.press('ControlOrMeta+V');
      await expect(input).not.toHaveValue('');
      return input.inputValue();
    };
    await workbench.getByRole('button', { name: 'Copy redirect URI' }).click();
    await expect(workbench.getByRole('status').filter({ hasText: 'Copied' })).toBeAttached();
    expect(await paste()).toBe(redirectUri);

    await workbench.goBack();
    await runFlow(workbench);
    await expect(runStatus(workbench)).toHaveText('Done');
    const request = await openStep(workbench, 'Token request');
    await request.getByRole('button', { name: 'Copy as cURL' }).click();
    await expect(workbench.getByRole('status').filter({ hasText: 'Copied' })).toBeAttached();
    const curl = await paste();
    expect(curl).toContain(`curl '${server.issuer}/token'`);
    expect(curl).toContain(`--data-urlencode 'code=<code>'`);
    expect(curl).not.toContain('the-code-0123456789');
  });
});
