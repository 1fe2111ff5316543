import {
  postBack,
  redirectByGet,
  redirectByScript,
  responseUrl,
  unknownClient,
} from './support/authorize-answers.ts';
import {
  allow,
  askFirst,
  capturing,
  CODE,
  expectDone,
  expectNoRules,
  expectReleased,
  expectRunIn,
  openSignInTab,
  openTab,
  runCapturing,
  runToConsent,
  sentState,
  captureRules,
} from './support/capture.ts';
import { registerClient } from './support/client-form.ts';
import { expect, openWorkbench, REDIRECT_BASE } from './support/extension.ts';
import { allowBeforehand, withdrawAccess } from './support/host-access.ts';
import { test } from './support/profile.ts';
import { openStep, parametersOf, runFlow, runStatus, showSecrets, step } from './support/run.ts';
import { json, type ReceivedRequest, type Reply } from './support/scripted-server.ts';
import { stopWorker } from './support/worker.ts';

test.use({ sharesBrowser: true });

test.describe('an answer that is no good ends the run in words, and not at the app', () => {
  type Case = {
    readonly name: string;
    readonly answer: (request: ReceivedRequest) => Reply;
    readonly status: string | RegExp;
  };
  const cases: readonly Case[] = [
    {
      name: 'an error',
      answer: (request) =>
        redirectByGet(
          responseUrl(request, { error: 'access_denied', error_description: 'They said no' }),
        ),
      status: 'Failed: access_denied: They said no',
    },
    {
      name: 'an error without the state',
      answer: (request) =>
        redirectByGet(responseUrl(request, { error: 'server_error', state: undefined })),
      status: 'Failed: server_error (and no state came back)',
    },
    {
      name: 'a code without the state',
      answer: (request) => redirectByGet(responseUrl(request, { code: CODE, state: undefined })),
      status: 'Failed: the answer carries no state',
    },
    {
      name: 'the state without a code',
      answer: (request) => redirectByGet(responseUrl(request, {})),
      status: 'Failed: the answer carries neither a code nor an error',
    },
    {
      name: 'two codes',
      answer: (request) => {
        const url = responseUrl(request, { code: CODE });
        return redirectByGet(`${url}&code=another`);
      },
      status: 'Failed: the answer carries “code” more than once',
    },
    {
      name: 'one and a half million characters',
      answer: (request) => redirectByScript(responseUrl(request, { code: 'x'.repeat(1_500_000) })),
      status: /^Failed: the answer is 1,500,\d{3} characters long; 100,000 are read$/,
    },
  ];
  for (const { name, answer, status } of cases) {
    test(name, async ({ workbench, server, startApp }) => {
      const app = await startApp();
      server.answers.authorize = answer;
      const tab = await runCapturing(workbench, server, app.redirectUri);
      await expect(runStatus(workbench)).toHaveText(status);
      await expectRunIn(workbench, tab);
      await expect(step(workbench, 'Authorization response')).toContainText('failed');
      expect(app.requests).toEqual([]);
      expect(server.requestsTo('token')).toEqual([]);
      await expectReleased(workbench, app, sentState(server));
    });
  }
});

test.describe('an answer that cannot be captured', () => {
  test('neither code nor error nor state: the app shows its page, and the run says so', async ({
    workbench,
    server,
    startApp,
  }) => {
    const app = await startApp();
    server.answers.authorize = () => redirectByGet(`${app.redirectUri}?session_state=left-over`);
    const tab = await runCapturing(workbench, server, app.redirectUri);
    await expect(runStatus(workbench)).toHaveText(
      `Failed: the tab of the sign-in came to ${app.redirectUri} without an answer to this run`,
    );
    await expect(tab.getByRole('heading')).toHaveText('Signed in at the app');
    await expectReleased(workbench, app, sentState(server));
  });

  test('one that the server sends to another address: the run says to which', async ({
    workbench,
    server,
    startApp,
  }) => {
    const app = await startApp();
    server.answers.authorize = (request) => {
      const url = new URL(responseUrl(request, { code: CODE }));
      url.pathname += '/';
      return redirectByGet(url.href);
    };
    const tab = await runCapturing(workbench, server, app.redirectUri);
    await expect(runStatus(workbench)).toHaveText(
      `Failed: the answer came to ${app.redirectUri}/, not to ${app.redirectUri}`,
    );
    expect(new URL(tab.url()).pathname).toBe('/callback/');
    expect(server.requestsTo('token')).toEqual([]);
    await expectReleased(workbench, app, sentState(server));
  });

  test('a form that was not asked for', async ({ workbench, server, startApp }) => {
    const app = await startApp();
    server.answers.authorize = (request) => postBack(request, { code: CODE });
    const tab = await runCapturing(workbench, server, app.redirectUri);
    await expect(runStatus(workbench)).toHaveText(
      `Failed: the tab of the sign-in came to ${app.redirectUri} without an answer to this run`,
    );
    await expect(
      workbench.getByText(/or sent them as a form, which the app then has/),
    ).toBeVisible();
    await expect(tab.getByRole('heading')).toHaveText('Signed in at the app');
    expect(server.requestsTo('token')).toEqual([]);
    await expectReleased(workbench, app, sentState(server));
  });
});

test.describe('the sign-in comes to no end', () => {
  test('its tab is closed', async ({ workbench, server, startApp }) => {
    const app = await startApp();
    askFirst(server);
    const tab = await runToConsent(workbench, server, app.redirectUri);
    await tab.close();
    await expect(runStatus(workbench)).toHaveText('Cancelled');
    await expect(workbench.getByText('The sign-in tab was closed before')).toBeVisible();
    await expectReleased(workbench, app, sentState(server));
  });

  test('it is cancelled, and its tab closes', async ({ workbench, server, startApp }) => {
    const app = await startApp();
    askFirst(server);
    const tab = await runToConsent(workbench, server, app.redirectUri);
    const closed = tab.waitForEvent('close');
    await workbench.getByRole('button', { name: 'Cancel run' }).click();
    await expect(runStatus(workbench)).toHaveText('Cancelled');
    await closed;
    await expectReleased(workbench, app, sentState(server));
    const again = await openSignInTab(workbench, server, () =>
      workbench.getByRole('button', { name: 'Run again' }).click(),
    );
    await allow(again);
    await expectDone(workbench, again);
  });

  test('it takes too long', async ({ workbench, server, startApp }) => {
    const app = await startApp();
    askFirst(server);
    const tab = await runToConsent(workbench, server, app.redirectUri);
    // The alarm of half an hour, now.
    await workbench.evaluate("chrome.alarms.create('sign-in-expiry', { when: Date.now() })");
    await expect(runStatus(workbench)).toHaveText('Failed: no callback came within 30 minutes');
    await expectRunIn(workbench, tab);
    await expectReleased(workbench, app, sentState(server));
    await expect(runStatus(workbench)).toHaveText('Failed: no callback came within 30 minutes');
    expect(server.requestsTo('token')).toEqual([]);
  });

  test('the worker is stopped, and the callback wakes it', async ({
    context,
    workbench,
    server,
    startApp,
  }) => {
    const app = await startApp();
    askFirst(server);
    const tab = await runToConsent(workbench, server, app.redirectUri);
    await expect(runStatus(workbench)).toHaveText('Waiting for sign-in and consent');
    await workbench.close();
    await stopWorker(context, tab);
    await allow(tab);
    await expect(runStatus(tab)).toHaveText('Done');
    expect(app.requests).toEqual([]);
    await expectReleased(tab, app, sentState(server));
  });

  test('the worker is stopped while the workbench looks on, and the run waits on', async ({
    context,
    workbench,
    server,
    startApp,
  }) => {
    const app = await startApp();
    askFirst(server);
    const tab = await runToConsent(workbench, server, app.redirectUri);
    await stopWorker(context, workbench);
    await workbench.reload();
    await expect(runStatus(workbench)).toHaveText('Waiting for sign-in and consent');
    await allow(tab);
    await expectDone(workbench, tab);
    expect(app.requests).toEqual([]);
  });

  test('the worker is stopped while the code is exchanged', async ({
    context,
    workbench,
    server,
    startApp,
  }) => {
    const app = await startApp();
    server.answers.token = () => 'hang';
    const asked = server.nextRequestTo('token');
    await runCapturing(workbench, server, app.redirectUri);
    await asked;
    await expect(runStatus(workbench)).toHaveText('Requesting the tokens');
    await stopWorker(context, workbench);
    await expect(runStatus(workbench)).toHaveText('Interrupted at step Token request');
    await expectReleased(workbench, app, sentState(server));
  });

  test('the browser is closed, and the next one knows nothing of it', async ({
    openProfile,
    server,
    startApp,
  }) => {
    const app = await startApp();
    askFirst(server);
    const first = await openProfile();
    const before = await openWorkbench(first);
    await runToConsent(before, server, app.redirectUri);
    expect(await captureRules(before)).not.toEqual([]);
    await first.close();

    const workbench = await openWorkbench(await openProfile());
    await expectReleased(workbench, app, sentState(server));
    await workbench.getByRole('link', { name: 'Runs', exact: true }).click();
    await expect(workbench.getByText('No run yet')).toBeVisible();
    await workbench.getByRole('link', { name: 'Clients', exact: true }).click();
    const again = await openSignInTab(workbench, server, () =>
      workbench.getByRole('button', { name: 'Run The app' }).click(),
    );
    await allow(again);
    await expectDone(workbench, again);
  });
});

test.describe('a callback that comes twice', () => {
  test('is used once, in its tab and in another one', async ({
    context,
    workbench,
    server,
    startApp,
  }) => {
    const app = await startApp();
    let release = () => {};
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    server.answers.token = async () => {
      await released;
      return json(await server.tokenResponse());
    };
    const asked = server.nextRequestTo('token');
    const tab = await runCapturing(workbench, server, app.redirectUri);
    await asked;
    await expectRunIn(workbench, tab);
    const callback = `${app.redirectUri}?code=${CODE}&state=${sentState(server)}`;
    const page = await openTab(context, server.issuer);
    for (const sender of [tab, page]) {
      // A link of a page, as in a redirect: the browser knows where it comes from.
      await sender.evaluate((url) => location.assign(url), callback);
      await expectRunIn(workbench, sender);
    }
    await expect(runStatus(workbench)).toHaveText('Requesting the tokens');
    release();
    await expect(runStatus(workbench)).toHaveText('Done');
    expect(server.requestsTo('token')).toHaveLength(1);
    expect(app.requests).toEqual([]);
    await expectReleased(workbench, app, sentState(server));
    await expect(runStatus(workbench)).toHaveText('Done');
  });
});

test.describe('access', () => {
  test.use({ build: 'production' });

  test('is taken away while the user signs in', async ({
    context,
    workbench,
    server,
    startApp,
  }) => {
    const app = await startApp({ host: 'localhost' });
    await allowBeforehand(context, server.issuer, app.origin);
    askFirst(server);
    const tab = await runToConsent(workbench, server, app.redirectUri);
    await withdrawAccess(context, app.origin);
    await expect(runStatus(workbench)).toHaveText(
      `Failed: the permission to reach ${app.origin} was taken away during the sign-in`,
    );
    await expectRunIn(workbench, tab);
    await expectReleased(workbench, app, sentState(server));

    await test.step('and given again: the run begins anew', async () => {
      await allowBeforehand(context, app.origin);
      await expect(runStatus(workbench)).toHaveText('Waiting for sign-in and consent');
      await expect.poll(async () => (await captureRules(workbench)).length).toBe(2);
      await workbench.getByRole('button', { name: 'Cancel run' }).click();
      await expectNoRules(workbench);
    });
  });

  test('is refused: the run says what it lacks, and nothing is opened', async ({
    context,
    workbench,
    server,
  }) => {
    await registerClient(workbench, capturing(server, 'https://app.invalid/callback'));
    const before = context.pages().length;
    await runFlow(workbench);
    await expect(runStatus(workbench)).toHaveText(
      `Failed: no permission yet to reach http://${server.host} and app.invalid`,
    );
    expect(context.pages()).toHaveLength(before);
    expect(server.requests).toEqual([]);
    await expectNoRules(workbench);
  });

  test('to the redirect URI of the extension is not needed to read in a tab what its window hides', async ({
    context,
    workbench,
    server,
  }) => {
    await allowBeforehand(context, server.issuer, REDIRECT_BASE);
    server.answers.authorize = unknownClient;
    await registerClient(workbench, {
      label: 'The app',
      issuer: server.issuer,
      clientId: 'the-app',
    });
    await runFlow(workbench);
    await expect(runStatus(workbench)).toHaveText(
      `Failed: ${server.host} answered the authorization request with HTTP 400`,
    );
    const tab = await openSignInTab(workbench, server, () =>
      workbench.getByRole('button', { name: 'Open in a tab' }).click(),
    );
    await expect(tab.getByRole('heading')).toHaveText('Unknown client');
    await expect(runStatus(workbench)).toHaveText('Waiting for sign-in and consent');

    await test.step('it is mended at the server, access is allowed, and the same run goes on', async () => {
      await workbench
        .getByRole('button', { name: `Allow access to ${new URL(REDIRECT_BASE).host}` })
        .click();
      await expect
        .poll(() =>
          workbench.evaluate(`chrome.permissions.contains({ origins: ['${REDIRECT_BASE}*'] })`),
        )
        .toBe(true);
      server.answers.authorize = (request) => redirectByGet(responseUrl(request, { code: CODE }));
      await tab.reload();
      await expectDone(workbench, tab);
      const response = await openStep(workbench, 'Authorization response');
      await showSecrets(response);
      expect(await parametersOf(response)).toContainEqual(['code', CODE]);
      await expectNoRules(workbench);
    });
  });
});
