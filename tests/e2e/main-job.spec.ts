import { fillClient, registerClient, saveClient, shownRedirectUri } from './support/client-form.ts';
import { expect } from './support/extension.ts';
import {
  openSignIn,
  openStep,
  rowsOf,
  runFlow,
  runStatus,
  signIn,
  step,
  tokenRegion,
} from './support/run.ts';
import { test } from './support/servers.ts';

test.use({ sharesBrowser: true });

const SCOPES = 'openid profile email offline_access reservations.read folios.manage';

test.describe('the main job', () => {
  test('registers a client, runs it, and reads its tokens and scopes', async ({
    workbench,
    startDemo,
  }) => {
    await workbench.getByRole('button', { name: 'New client' }).click();
    const redirectUri = await shownRedirectUri(workbench);
    const demo = await startDemo([redirectUri]);
    await fillClient(workbench, { label: 'Aurora', issuer: demo.issuer });
    await workbench.getByRole('button', { name: 'Discover' }).click();
    await expect(workbench.getByText('The endpoints were found')).toBeVisible();
    await expect(workbench.getByLabel('Authorization endpoint')).toHaveValue(
      `${demo.issuer}/authorize`,
    );
    await expect(workbench.getByLabel('Token endpoint')).toHaveValue(`${demo.issuer}/token`);
    await fillClient(workbench, { clientId: 'demo-public', scopes: SCOPES });
    await saveClient(workbench);
    expect(await shownRedirectUri(workbench)).toBe(redirectUri);

    const window = await openSignIn(workbench, () => runFlow(workbench));
    await expect(runStatus(workbench)).toHaveText('Waiting for sign-in and consent');
    await expect(step(workbench, 'Sign-in and consent')).toContainText('under way');
    await expect(step(workbench, 'Token request')).toContainText('not reached');
    await signIn(window, 'Tomás Rivera');
    await expect(runStatus(workbench)).toHaveText('Done');

    await test.step('every step is done, and shows what went over the wire', async () => {
      const names = [
        'Discovery',
        'Authorization request',
        'Sign-in and consent',
        'Authorization response',
        'Token request',
        'Verification',
      ];
      await expect(
        workbench.getByRole('list', { name: 'Steps' }).getByRole('listitem'),
      ).toHaveCount(names.length);
      for (const name of names) await expect(step(workbench, name)).toContainText('done');
      const request = await openStep(workbench, 'Authorization request');
      await expect(request.getByRole('table', { name: 'Parameters' })).toContainText(redirectUri);
      const token = await openStep(workbench, 'Token request');
      await expect(token.getByRole('group', { name: 'Response body' })).toContainText(
        '"token_type": "Bearer"',
      );
    });

    await test.step('scopes: requested, granted and in the token', async () => {
      const rows = await rowsOf(workbench.getByRole('table', { name: 'Scopes' }));
      expect(rows.map((cells) => cells.slice(0, 4))).toEqual([
        ['openid', 'yes', 'yes', 'no'],
        ['profile', 'yes', 'yes', 'no'],
        ['email', 'yes', 'yes', 'no'],
        ['offline_access', 'yes', 'yes', 'no'],
        ['reservations.read', 'yes', 'yes', 'yes'],
        ['folios.manage', 'yes', 'no', 'no'],
      ]);
      await expect(workbench.getByRole('list', { name: 'Findings' })).toContainText(
        'folios.manage was asked for but not granted',
      );
    });

    await test.step('tokens: decoded, verified, with the time left', async () => {
      const access = tokenRegion(workbench, 'Access token');
      const accessClaims = await rowsOf(access.getByRole('table', { name: 'Claims' }));
      expect(accessClaims).toContainEqual(
        expect.arrayContaining(['scope', 'reservations.read', expect.stringMatching(/./)]),
      );
      await expect(access.getByText(/^5\d:\d\d left$/)).toBeVisible();

      const idToken = tokenRegion(workbench, 'ID token');
      await expect(idToken.getByText('Genuine', { exact: true })).toBeVisible();
      const claims = await rowsOf(idToken.getByRole('table', { name: 'Claims' }));
      expect(claims).toContainEqual(expect.arrayContaining(['name', 'Tomás Rivera']));
      expect(claims.find(([claim]) => claim === 'exp')?.[1]).toMatch(/\d{4}, \d\d:\d\d.* in \d/);
      await idToken.getByText(/\d+ of \d+ checks passed/).click();
      await expect(
        idToken.getByRole('list', { name: 'Checks' }).getByText('failed', { exact: true }),
      ).toHaveCount(0);

      await expect(tokenRegion(workbench, 'Refresh token')).toContainText('This token is opaque');
    });

    await test.step('the countdown is live', async () => {
      const countdown = tokenRegion(workbench, 'Access token').getByText(/left$/);
      const before = (await countdown.textContent()) ?? '';
      await expect(countdown).not.toHaveText(before);
    });
  });

  test('says that an access token is opaque when it is', async ({ workbench, startDemo }) => {
    await workbench.getByRole('button', { name: 'New client' }).click();
    const demo = await startDemo([await shownRedirectUri(workbench)]);
    await fillClient(workbench, { issuer: demo.issuer, clientId: 'demo-public', scopes: 'openid' });
    await saveClient(workbench);
    await signIn(await openSignIn(workbench, () => runFlow(workbench)), 'Ada Lindqvist');
    await expect(runStatus(workbench)).toHaveText('Done');
    const access = tokenRegion(workbench, 'Access token');
    await expect(access).toContainText('This token is opaque');
    await expect(access.getByRole('table', { name: 'Claims' })).toHaveCount(0);
    const [openid] = await rowsOf(workbench.getByRole('table', { name: 'Scopes' }));
    expect(openid?.slice(0, 4)).toEqual(['openid', 'yes', 'yes', 'unknown']);
  });

  test('runs again from a run, and lists the newest run first', async ({ workbench, server }) => {
    await registerClient(workbench, { label: 'Again', issuer: server.issuer, clientId: 'abc' });
    await runFlow(workbench);
    await expect(runStatus(workbench)).toHaveText('Done');
    const firstRun = workbench.url();
    server.answers.token = () => ({ status: 503 });
    await workbench.getByRole('button', { name: 'Run again' }).click();
    await expect(workbench).not.toHaveURL(firstRun);
    await expect(runStatus(workbench)).toHaveText(/^Failed: the token endpoint answered HTTP 503/);
    await workbench.getByRole('link', { name: 'Runs', exact: true }).click();
    const runs = workbench.getByRole('list', { name: 'Runs' }).getByRole('listitem');
    await expect(runs).toHaveCount(2);
    await expect(runs.nth(0)).toContainText('Failed');
    await expect(runs.nth(1)).toContainText('Done');
    await runs.nth(1).getByRole('link').click();
    await expect(workbench).toHaveURL(firstRun);
    await expect(runStatus(workbench)).toHaveText('Done');
  });

  test('saves what was typed before it runs', async ({ workbench, server }) => {
    await registerClient(workbench, { issuer: server.issuer, clientId: 'before' });
    await fillClient(workbench, { clientId: 'after' });
    await runFlow(workbench);
    await expect(runStatus(workbench)).toHaveText('Done');
    expect(server.requestsTo('authorize').at(-1)?.query.get('client_id')).toBe('after');
  });

  test('does not run what cannot be saved, and says why', async ({ workbench, server }) => {
    await registerClient(workbench, { issuer: server.issuer, clientId: 'abc' });
    await fillClient(workbench, { clientId: '' });
    await runFlow(workbench);
    await expect(workbench.getByText('Not saved: 1 field needs correction.')).toBeVisible();
    expect(server.requests).toEqual([]);
  });
});
