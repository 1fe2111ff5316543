import { registerClient } from './support/client-form.ts';
import { EXTENSION_ORIGIN, expect } from './support/extension.ts';
import {
  openSignIn,
  openStep,
  parametersOf,
  runFlow,
  runStatus,
  showSecrets,
  step,
  tokenRegion,
} from './support/run.ts';
import { page as htmlPage, redirectBack, type ScriptedServer } from './support/scripted-server.ts';
import { test } from './support/servers.ts';
import { stopWorker } from './support/worker.ts';

test.use({ sharesBrowser: true });

/** A sign-in page with a button that sends the answer. */
function askFirst(server: ScriptedServer): void {
  server.answers.authorize = (request) => {
    const back = redirectBack(request, { code: 'the-code-0123456789' });
    const location = typeof back === 'string' ? '' : back.headers?.['location'];
    return htmlPage(`<h1>Sign in</h1><a href="${location?.replaceAll('&', '&amp;')}">Continue</a>`);
  };
}

test.describe('a page that goes away in mid-run', () => {
  test('the workbench is reloaded while the user signs in', async ({ workbench, server }) => {
    askFirst(server);
    await registerClient(workbench, { issuer: server.issuer, clientId: 'abc' });
    const window = await openSignIn(workbench, () => runFlow(workbench));
    await expect(runStatus(workbench)).toHaveText('Waiting for sign-in and consent');
    await workbench.reload();
    await expect(runStatus(workbench)).toHaveText('Waiting for sign-in and consent');
    await expect(step(workbench, 'Discovery')).toContainText('done');
    await window.getByRole('link', { name: 'Continue' }).click();
    await expect(runStatus(workbench)).toHaveText('Done');
    await expect(tokenRegion(workbench, 'ID token').getByText('Genuine')).toBeVisible();
  });

  test('the workbench is reloaded while the code is exchanged', async ({ workbench, server }) => {
    let release = () => {};
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    server.answers.token = async () => {
      await released;
      return {
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(await server.tokenResponse()),
      };
    };
    await registerClient(workbench, { issuer: server.issuer, clientId: 'abc' });
    await runFlow(workbench);
    await expect(runStatus(workbench)).toHaveText('Requesting the tokens');
    await workbench.reload();
    await expect(runStatus(workbench)).toHaveText('Requesting the tokens');
    release();
    await expect(runStatus(workbench)).toHaveText('Done');
  });

  test('the popup closes while the user signs in', async ({ workbench, server, openPopup }) => {
    askFirst(server);
    await registerClient(workbench, { label: 'Shop', issuer: server.issuer, clientId: 'abc' });
    await workbench.close();
    const popup = await openPopup();
    const window = await openSignIn(popup, () =>
      popup.getByRole('button', { name: 'Run Shop' }).click(),
    );
    await popup.close();
    await window.getByRole('link', { name: 'Continue' }).click();
    const again = await openPopup();
    await expect(runStatus(again)).toHaveText('Done');
    await expect(again.getByRole('button', { name: /^Copy (?:access )?token$/ })).toBeVisible();
  });

  test('every page closes, and the run goes on to its end', async ({
    context,
    workbench,
    server,
  }) => {
    askFirst(server);
    await registerClient(workbench, { issuer: server.issuer, clientId: 'abc' });
    const window = await openSignIn(workbench, () => runFlow(workbench));
    const { url } = { url: workbench.url() };
    await workbench.close();
    const exchanged = server.nextRequestTo('token');
    await window.getByRole('link', { name: 'Continue' }).click();
    await exchanged;
    const later = await context.newPage();
    await later.goto(url);
    await expect(runStatus(later)).toHaveText('Done');
  });
});

test.describe('a worker that is stopped in mid-run', () => {
  test('at sign-in: the run is interrupted, its window closed, and the next run works', async ({
    context,
    workbench,
    server,
  }) => {
    askFirst(server);
    await registerClient(workbench, { issuer: server.issuer, clientId: 'abc' });
    const window = await openSignIn(workbench, () => runFlow(workbench));
    await expect(window.getByRole('heading', { name: 'Sign in' })).toBeVisible();
    const closed = window.waitForEvent('close');
    await stopWorker(context, workbench);
    await expect(runStatus(workbench)).toHaveText('Interrupted at step Sign-in and consent');
    await closed;
    await expect(step(workbench, 'Discovery')).toContainText('done');
    await expect(step(workbench, 'Sign-in and consent')).toContainText('stopped here');
    const request = await openStep(workbench, 'Authorization request');
    const sent = server.requestsTo('authorize')[0]?.query.get('state');
    expect(await parametersOf(request)).toContainEqual(['state', sent]);

    server.answers.authorize = (asked) => redirectBack(asked, { code: 'the-next-code' });
    await workbench.getByRole('button', { name: 'Run again' }).click();
    await expect(runStatus(workbench)).toHaveText('Done');
  });

  test('at the token request: what had arrived is still there', async ({
    context,
    workbench,
    server,
  }) => {
    server.answers.token = () => 'hang';
    await registerClient(workbench, { issuer: server.issuer, clientId: 'abc' });
    const asked = server.nextRequestTo('token');
    await runFlow(workbench);
    await asked;
    await expect(runStatus(workbench)).toHaveText('Requesting the tokens');
    await stopWorker(context, workbench);
    await expect(runStatus(workbench)).toHaveText('Interrupted at step Token request');
    await expect(step(workbench, 'Token request')).toContainText('stopped here');
    const discovery = await openStep(workbench, 'Discovery');
    await expect(discovery.getByRole('group', { name: 'Response body' })).toContainText(
      server.issuer,
    );
    const response = await openStep(workbench, 'Authorization response');
    await showSecrets(response);
    expect(await parametersOf(response)).toContainEqual(['code', 'the-code-0123456789']);
    await workbench.reload();
    await expect(runStatus(workbench)).toHaveText('Interrupted at step Token request');
  });

  test('at discovery', async ({ context, workbench, server }) => {
    server.answers.discovery = () => 'hang';
    await registerClient(workbench, { issuer: server.issuer, clientId: 'abc' });
    const asked = server.nextRequestTo('discovery');
    await runFlow(workbench);
    await asked;
    await stopWorker(context, workbench);
    await expect(runStatus(workbench)).toHaveText('Interrupted at step Discovery');
  });

  test('while nobody looks: whoever comes next is told', async ({
    context,
    workbench,
    server,
    openPopup,
  }) => {
    server.answers.token = () => 'hang';
    await registerClient(workbench, { issuer: server.issuer, clientId: 'abc' });
    const asked = server.nextRequestTo('token');
    await runFlow(workbench);
    await asked;
    await expect(runStatus(workbench)).toHaveText('Requesting the tokens');
    const bystander = await context.newPage();
    await workbench.close();
    await stopWorker(context, bystander);
    const popup = await openPopup();
    await expect(runStatus(popup)).toHaveText('Interrupted at step Token request');
    await bystander.goto(`${EXTENSION_ORIGIN}/options.html#/runs`);
    await expect(bystander.getByRole('list', { name: 'Runs' })).toContainText('Interrupted');
  });

  test('after the end: the run stays as it ended', async ({ context, workbench, server }) => {
    await registerClient(workbench, { issuer: server.issuer, clientId: 'abc' });
    await runFlow(workbench);
    await expect(runStatus(workbench)).toHaveText('Done');
    await stopWorker(context, workbench);
    await workbench.getByRole('button', { name: 'Run again' }).click();
    await expect.poll(() => server.requestsTo('token').length).toBe(2);
    await expect(runStatus(workbench)).toHaveText('Done');
    await workbench.getByRole('link', { name: 'Runs', exact: true }).click();
    const runs = workbench.getByRole('list', { name: 'Runs' }).getByRole('listitem');
    await expect(runs).toHaveText([/Done/, /Done/]);
  });
});
