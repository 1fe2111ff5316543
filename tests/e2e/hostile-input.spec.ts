import type { Page } from '@playwright/test';
import { registerClient } from './support/client-form.ts';
import { expect, goTo, readStorage } from './support/extension.ts';
import { findings, openStep, rowsOf, runFlow, runStatus, tokenRegion } from './support/run.ts';
import { json, page as htmlPage, redirectBack } from './support/scripted-server.ts';
import { test } from './support/servers.ts';
import { makeJwt } from './support/tokens.ts';

test.use({ sharesBrowser: true });

const HTML = '<img src=x onerror="alert(1)"><script>alert(2)</script><b>bold</b>';

/** Nothing that came from outside became an element. */
async function expectOnlyText(page: Page): Promise<void> {
  await expect(
    page.locator('body').locator('img[src="x"], script, iframe, object, embed'),
  ).toHaveCount(0);
  await expect(page.locator('main b', { hasText: /^bold$/ })).toHaveCount(0);
  await expect(page.locator('a[href^="javascript:" i], a[href^="data:" i]')).toHaveCount(0);
}

test.describe('values from outside are shown as text', () => {
  test('a label, an environment and scopes with HTML in them', async ({
    workbench,
    server,
    openPopup,
  }) => {
    await registerClient(workbench, {
      label: HTML,
      environment: HTML,
      issuer: server.issuer,
      clientId: '<script>',
      scopes: 'openid <b>bold</b> <script>',
    });
    await expect(workbench.getByRole('heading', { level: 1 })).toHaveText(HTML);
    await runFlow(workbench);
    await expect(runStatus(workbench)).toHaveText('Done');
    const rows = await rowsOf(workbench.getByRole('table', { name: 'Scopes' }));
    expect(rows.map(([scope]) => scope)).toEqual(['openid', '<b>bold</b>', '<script>']);
    await expectOnlyText(workbench);
    await goTo(workbench, '#/runs');
    await expect(workbench.getByRole('list', { name: 'Runs' })).toContainText(HTML);
    await expectOnlyText(workbench);
    const popup = await openPopup();
    await expect(popup.getByRole('list', { name: 'Clients' })).toContainText(HTML);
    await expect(popup.getByRole('button', { name: `Run ${HTML}` })).toBeVisible();
    await expectOnlyText(popup);
  });

  test('an error and its description with HTML in them', async ({
    workbench,
    server,
    openPopup,
  }) => {
    server.answers.authorize = (request) =>
      redirectBack(request, {
        error: 'access_denied',
        error_description: HTML,
        error_uri: 'javascript:alert(3)',
      });
    await registerClient(workbench, { issuer: server.issuer, clientId: 'abc' });
    await runFlow(workbench);
    await expect(runStatus(workbench)).toHaveText(`Failed: access_denied: ${HTML}`);
    const answer = workbench.getByRole('region', { name: 'Authorization response' });
    await expect(answer.getByRole('table', { name: 'Parameters' })).toContainText(
      'javascript:alert(3)',
    );
    await expectOnlyText(workbench);
    const popup = await openPopup();
    await expect(runStatus(popup)).toHaveText(`Failed: access_denied: ${HTML}`);
    await expectOnlyText(popup);
  });

  test('an error page and a token error with HTML in them', async ({ workbench, server }) => {
    server.answers.authorize = () => htmlPage(HTML, 403);
    await registerClient(workbench, { issuer: server.issuer, clientId: 'abc' });
    await runFlow(workbench);
    await expect(runStatus(workbench)).toContainText(
      'answered the authorization request with HTTP 403',
    );
    await expect(workbench.getByText(/bold/).first()).toBeVisible();
    await expect(workbench.getByRole('group', { name: 'Response body' })).toContainText(HTML);
    await expectOnlyText(workbench);

    server.answers.authorize = (request) => redirectBack(request, { code: 'some-code' });
    server.answers.token = () => json({ error: 'invalid_grant', error_description: HTML }, 400);
    await workbench.getByRole('button', { name: 'Run again' }).click();
    await expect(runStatus(workbench)).toContainText(`Failed: invalid_grant: ${HTML}`);
    await expectOnlyText(workbench);
  });

  test('claims, granted scopes and headers with HTML in them', async ({ workbench, server }) => {
    server.answers.token = async () => ({
      headers: { 'content-type': 'application/json', 'x-hostile': HTML },
      body: JSON.stringify(
        await server.tokenResponse({
          claims: { name: HTML, picture: 'javascript:alert(4)', [HTML]: { nested: HTML } },
          members: {
            access_token: makeJwt({ scope: HTML, __proto__: null, constructor: HTML }),
            scope: `openid ${HTML}`,
            refresh_token: HTML,
            [HTML]: HTML,
          },
        }),
      ),
    });
    await registerClient(workbench, { issuer: server.issuer, clientId: 'abc' });
    await runFlow(workbench);
    await expect(runStatus(workbench)).toHaveText('Done');
    const claims = await rowsOf(
      tokenRegion(workbench, 'ID token').getByRole('table', { name: 'Claims' }),
    );
    expect(claims).toContainEqual(expect.arrayContaining(['name', HTML]));
    expect(claims).toContainEqual(expect.arrayContaining([HTML, JSON.stringify({ nested: HTML })]));
    await openStep(workbench, 'Token request');
    await expectOnlyText(workbench);
  });
});

test.describe('token responses of the wrong type', () => {
  const wrong = {
    'numbers for texts': { access_token: 12_345, token_type: 7, scope: 3, expires_in: '3600' },
    'an object for a token': { access_token: { token: 'abc' }, token_type: 'Bearer' },
    'a list of tokens': { access_token: ['a', 'b'], token_type: 'Bearer' },
    'null for everything': { access_token: null, token_type: null, id_token: null, scope: null },
  } as const;
  for (const [name, members] of Object.entries(wrong)) {
    test(`end in words, with the answer shown: ${name}`, async ({ workbench, server }) => {
      server.answers.token = async () => json(await server.tokenResponse({ members }));
      await registerClient(workbench, { issuer: server.issuer, clientId: 'abc' });
      await runFlow(workbench);
      await expect(runStatus(workbench)).toHaveText(/^Failed: the token response is not valid: ./);
      await expect(runStatus(workbench)).not.toContainText(/undefined|\[object|a fault in OAuth/);
      const [member = ''] = Object.keys(members);
      await expect(
        workbench
          .getByRole('region', { name: 'Token request' })
          .getByRole('group', { name: 'Response body' }),
      ).toContainText(`"${member}":`);
    });
  }

  const readAllTheSame = {
    'a lifetime below zero': { expires_in: -5 },
    'an ID token that is a number': { id_token: 42 },
    'an unknown token type': { token_type: 'User Access Token' },
  } as const;
  for (const [name, members] of Object.entries(readAllTheSame)) {
    test(`are refused by strict clients, and shown all the same: ${name}`, async ({
      workbench,
      server,
    }) => {
      server.answers.token = async () => json(await server.tokenResponse({ members }));
      await registerClient(workbench, { issuer: server.issuer, clientId: 'abc' });
      await runFlow(workbench);
      await expect(runStatus(workbench)).toHaveText('Done');
      await expect(findings(workbench).first()).toHaveText(
        /^Error: A strict client refuses this token response.*oauth4webapi says: ./,
      );
      await expect(tokenRegion(workbench, 'Access token')).toContainText('This token is opaque');
    });
  }

  test('end in words: ID tokens that are none', async ({ workbench, server }) => {
    const idTokens = ['opaque-thing-0123456789', 'a.b.c', makeJwt({ sub: 'x' }, { alg: 'none' })];
    await registerClient(workbench, { issuer: server.issuer, clientId: 'abc' });
    for (const idToken of idTokens) {
      server.answers.token = async () =>
        json(await server.tokenResponse({ members: { id_token: idToken } }));
      const before = server.requestsTo('token').length;
      if (before === 0) await runFlow(workbench);
      else await workbench.getByRole('button', { name: 'Run again' }).click();
      await expect.poll(() => server.requestsTo('token').length).toBe(before + 1);
      await expect(tokenRegion(workbench, 'ID token')).toContainText(idToken.slice(0, 6));
      await expect(runStatus(workbench)).toHaveText(/^Failed: the ID token is refused: ./);
    }
  });
});

test.describe('huge answers', () => {
  test('of megabytes are cut, said to be, and lose nothing that is stored', async ({
    workbench,
    server,
  }) => {
    await registerClient(workbench, { label: 'Kept', issuer: server.issuer, clientId: 'abc' });
    server.answers.token = async () =>
      json(await server.tokenResponse({ members: { padding: 'x'.repeat(3_000_000) } }));
    await runFlow(workbench);
    await expect(runStatus(workbench)).toHaveText(
      /^Failed: .*(?:too (?:large|long|big)|(?:larger|longer|bigger|more) than)/,
    );
    const region = workbench.getByRole('region', { name: 'Token request' });
    await expect(region).toContainText('The body has more than 500,000 bytes');
    await expect(region).toContainText(/more characters are not shown/);

    await test.step('and again and again: the newest run is always there', async () => {
      for (let count = 2; count <= 8; count += 1) {
        await workbench.getByRole('button', { name: 'Run again' }).click();
        await expect.poll(() => server.requestsTo('token').length).toBe(count);
        await expect(runStatus(workbench)).toHaveText(/^Failed: ./);
      }
    });
    const { local } = (await readStorage(workbench)) as { local: Record<string, unknown> };
    expect(JSON.stringify(local)).toContain('Kept');
    await goTo(workbench, '#/runs');
    await expect(
      workbench.getByRole('list', { name: 'Runs' }).getByRole('listitem').first(),
    ).toContainText('Failed');
  });

  test('with thousands of scopes and claims are shown', async ({ workbench, server }) => {
    const many = Array.from({ length: 2000 }, (_, index) => `scope.${index}`);
    server.answers.token = async () =>
      json(
        await server.tokenResponse({
          members: { scope: many.join(' ') },
          claims: Object.fromEntries(many.map((name) => [name, name])),
        }),
      );
    await registerClient(workbench, { issuer: server.issuer, clientId: 'abc' });
    await runFlow(workbench);
    await expect(runStatus(workbench)).toHaveText('Done');
    await expect(workbench.getByRole('table', { name: 'Scopes' })).toContainText('scope.1999');
    // Rows come as one scrolls to them.
    const claims = tokenRegion(workbench, 'ID token').getByRole('table', { name: 'Claims' });
    const rows = claims.getByRole('row');
    while ((await claims.getByText('scope.1999').count()) === 0) {
      const shown = await rows.count();
      await rows.last().scrollIntoViewIfNeeded();
      await expect.poll(() => rows.count()).toBeGreaterThan(shown);
    }
  });
});

test.describe('what is stored', () => {
  test('is kept as it is when a newer version wrote it', async ({ workbench, openPopup }) => {
    const stored = { clients: { version: 99, clients: [{ future: true }] } };
    await workbench.evaluate(`chrome.storage.local.set(${JSON.stringify(stored)})`);
    await workbench.reload();
    await expect(workbench.getByRole('alert')).toContainText('version 99');
    const popup = await openPopup();
    await expect(popup.getByRole('alert')).toContainText('version 99');
    await goTo(workbench, '#/clients/new');
    expect((await readStorage(workbench)).local).toEqual(stored);
  });

  test('and damaged is said to be, and what can be read is shown', async ({ workbench }) => {
    await registerClient(workbench, {
      label: 'Readable',
      issuer: 'https://auth.example.com',
      clientId: 'abc',
    });
    await workbench.evaluate(`(async () => {
      const { clients } = await chrome.storage.local.get('clients');
      clients.clients.push({ client_id: 5, note: 'broken' });
      await chrome.storage.local.set({ clients });
    })()`);
    await goTo(workbench, '#/clients');
    await expect(workbench.getByText('1 stored client cannot be read')).toBeVisible();
    await workbench.getByRole('link', { name: 'Readable' }).click();
    await workbench.getByRole('button', { name: 'Duplicate client' }).click();
    await expect(workbench.getByRole('heading', { level: 1 })).toHaveText('Readable (copy)');
    expect(JSON.stringify(await readStorage(workbench))).toContain('"note":"broken"');
  });
});
