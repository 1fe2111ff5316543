import type { Page } from '@playwright/test';
import {
  consentForm,
  postBack,
  redirectByGet,
  redirectByScript,
  responseUrl,
} from './support/authorize-answers.ts';
import type { AppServer } from './support/app-server.ts';
import {
  allow,
  askFirst,
  CODE,
  expectDone,
  expectNoRules,
  openTab,
  runCapturing,
  runToConsent,
  sentState,
  captureRules,
} from './support/capture.ts';
import { expect } from './support/extension.ts';
import { findings, runStatus } from './support/run.ts';
import {
  json,
  type ReceivedRequest,
  type Reply,
  type ScriptedServer,
} from './support/scripted-server.ts';
import { test } from './support/servers.ts';

test.use({ sharesBrowser: true });

const APP_CODE = 'the-code-of-the-app';
/** The client of the run is not that of the app: the server sends each its own code. */
const RUN = { clientId: 'the-run' } as const;

/** The run gets its code after Allow, and the app its own in this way. */
function answerBoth(server: ScriptedServer, app: (request: ReceivedRequest) => Reply): void {
  server.answers.authorize = (request) =>
    request.query.get('client_id') === RUN.clientId
      ? consentForm(request, redirectByGet(responseUrl(request, { code: CODE })))
      : app(request);
}

/** Waits until the page is the one that the app shows when its callback has come. */
async function expectSignedIn(page: Page): Promise<void> {
  await expect(page.getByRole('heading')).toHaveText('Signed in at the app');
}

/** The callbacks that reached the app, with the code in them. */
function codesAt(app: AppServer): readonly string[] {
  return app
    .requestsTo('/callback')
    .map(({ path, body }) => /code=([\w-]+)/.exec(path + body)?.[1] ?? '');
}

test('the app signs in as ever while a run waits, in every way', async ({
  context,
  workbench,
  server,
  startApp,
}) => {
  const app = await startApp();
  answerBoth(server, () => ({}));
  const tab = await runToConsent(workbench, server, app.redirectUri, RUN);
  app.connectTo(`${server.issuer}/authorize`);
  const own = await context.newPage();

  await test.step('its pages come with what belongs to them', async () => {
    await own.goto(app.origin);
    await expect(own.getByRole('status')).toHaveText('The script of the app runs');
    expect(
      await own
        .getByRole('img', { name: 'Logo of the app' })
        .evaluate((image: HTMLImageElement) => image.naturalWidth),
    ).toBe(32);
  });

  const code = { code: APP_CODE } as const;
  const ways = {
    'by a redirect': (request) => redirectByGet(responseUrl(request, code)),
    'by a redirect after the consent': (request) =>
      consentForm(request, redirectByGet(responseUrl(request, code))),
    'by a script': (request) => redirectByScript(responseUrl(request, code)),
    'as a form': (request) => postBack(request, code),
    'with an error': (request) => redirectByGet(responseUrl(request, { error: 'access_denied' })),
  } as const satisfies Record<string, (request: ReceivedRequest) => Reply>;
  for (const [name, way] of Object.entries(ways)) {
    await test.step(name, async () => {
      answerBoth(server, way);
      const before = app.requestsTo('/callback').length;
      await own.goto(app.origin);
      await own.getByRole('link', { name: 'Sign in with the server' }).click();
      if (name.endsWith('the consent')) await allow(own);
      await expectSignedIn(own);
      expect(app.requestsTo('/callback')).toHaveLength(before + 1);
    });
  }
  expect(codesAt(app)).toEqual([APP_CODE, APP_CODE, APP_CODE, APP_CODE, '']);

  await test.step('the run has not noticed, and goes on', async () => {
    await expect(runStatus(workbench)).toHaveText('Waiting for sign-in and consent');
    await allow(tab);
    await expectDone(workbench, tab);
    expect(server.requestsTo('token').map(({ form }) => form.get('code'))).toEqual([CODE]);
    expect(app.requestsTo('/callback')).toHaveLength(5);
    await expectNoRules(workbench);
  });
});

test('other addresses and what belongs to pages pass, even with the state of the run', async ({
  workbench,
  context,
  server,
  startApp,
}) => {
  const app = await startApp();
  askFirst(server);
  const tab = await runToConsent(workbench, server, app.redirectUri);
  const query = `?code=some-code&state=${sentState(server)}`;

  const own = await context.newPage();
  const places = [
    `/callback/${query}`,
    `/callback/other${query}`,
    `/callbacks${query}`,
    `/Callback${query}`,
    `/other/callback${query}`,
    `/other${query}&to=${app.redirectUri}${query}`,
    '/callback',
    '/callback?code=some-code',
    `/callback?code=some-code&state=x${sentState(server)}`,
    `/callback?code=some-code&state=${sentState(server)}x`,
    `/callback?code=some-code&app_state=${sentState(server)}`,
  ];
  for (const place of places) await own.goto(app.origin + place);
  expect(app.requests.map(({ path }) => path)).toEqual(places);

  await test.step('a request of a script, and a frame', async () => {
    await own.goto(app.origin);
    expect(
      await own.evaluate((url) => fetch(url).then(({ status }) => status), `/callback${query}`),
    ).toBe(200);
    await own.evaluate((url) => {
      document.body.append(Object.assign(document.createElement('iframe'), { src: url }));
    }, `/callback${query}`);
    await expect(own.frameLocator('iframe').getByRole('heading')).toHaveText(
      'Signed in at the app',
    );
    expect(
      app
        .requestsTo('/callback')
        .slice(-2)
        .map(({ path }) => path),
    ).toEqual([`/callback${query}`, `/callback${query}`]);
  });

  await allow(tab);
  await expectDone(workbench, tab);
});

test('another app at another port of the host is left alone', async ({
  context,
  workbench,
  server,
  startApp,
}) => {
  const app = await startApp();
  const neighbour = await startApp();
  askFirst(server);
  const tab = await runToConsent(workbench, server, app.redirectUri);
  await expectSignedIn(
    await openTab(context, `${neighbour.redirectUri}?code=some-code&state=${sentState(server)}`),
  );
  await allow(tab);
  await expectDone(workbench, tab);
  expect(app.requests).toEqual([]);
});

test('a sign-in of the app that began before the run ends after it at the app', async ({
  context,
  workbench,
  server,
  startApp,
}) => {
  const app = await startApp();
  answerBoth(server, (request) =>
    consentForm(request, redirectByGet(responseUrl(request, { code: APP_CODE }))),
  );
  app.connectTo(`${server.issuer}/authorize`);
  const own = await openTab(context, `${app.origin}/sign-in`);
  const tab = await runToConsent(workbench, server, app.redirectUri, RUN);
  await allow(own);
  await expectSignedIn(own);
  await allow(tab);
  await expectDone(workbench, tab);
  expect(codesAt(app)).toEqual([APP_CODE]);
});

test('the app signs in in the very tab of the run: the run fails in words, and the app gets its callback', async ({
  workbench,
  server,
  startApp,
}) => {
  const app = await startApp();
  answerBoth(server, (request) => redirectByGet(responseUrl(request, { code: APP_CODE })));
  app.connectTo(`${server.issuer}/authorize`);
  const tab = await runToConsent(workbench, server, app.redirectUri, RUN);
  const state = sentState(server);
  await tab.goto(app.origin);
  await tab.getByRole('link', { name: 'Sign in with the server' }).click();
  await expectSignedIn(tab);
  const stateOfApp = sentState(server);
  expect(stateOfApp).not.toBe(state);
  await expect(runStatus(workbench)).toHaveText(
    `Failed: the answer carries the state “${stateOfApp}”, this run sent “${state}”`,
  );
  expect(codesAt(app)).toEqual([APP_CODE]);
  expect(server.requestsTo('token')).toEqual([]);
  await expectNoRules(workbench);
});

// A shared browser keeps the service workers of sites.
test.describe('in a browser of its own', () => {
  test.use({ sharesBrowser: false });

  test('an app whose service worker answers for it sees the callback, and the run says so', async ({
    context,
    workbench,
    server,
    startApp,
  }) => {
    const app = await startApp();
    const own = await openTab(context, `${app.origin}/offline`);
    await expect(own.getByRole('status')).toHaveText('Ready');
    askFirst(server);
    const tab = await runCapturing(workbench, server, app.redirectUri);
    await allow(tab);
    await expectDone(workbench, tab);
    expect(codesAt(app)).toEqual([CODE]);
    await expect(findings(workbench).filter({ hasText: 'The app saw the callback' })).toHaveText(
      /^Warning: The app saw the callback of this run/,
    );
    await expectNoRules(workbench);
  });
});

test('a form that is posted to the app in another tab is left alone', async ({
  context,
  workbench,
  server,
  startApp,
}) => {
  const app = await startApp();
  server.answers.authorize = (request) =>
    request.query.get('response_mode') === 'form_post'
      ? postBack(request, { code: CODE }, 'on Allow')
      : postBack(request, { code: APP_CODE });
  // An ID token would be for who asked last, which is the app.
  server.answers.token = async () =>
    json(await server.tokenResponse({ members: { id_token: undefined } }));
  app.connectTo(`${server.issuer}/authorize`);
  const tab = await runToConsent(workbench, server, app.redirectUri, {
    scopes: 'invoices.read',
    parameters: { 'Other parameters': 'response_mode=form_post' },
  });
  await expectSignedIn(await openTab(context, `${app.origin}/sign-in`));
  await allow(tab);
  await expectDone(workbench, tab);
  expect(codesAt(app)).toEqual([APP_CODE]);
});

test('there is no rule before a run waits', async ({ workbench, server, startApp }) => {
  const app = await startApp();
  expect(await captureRules(workbench)).toEqual([]);
  askFirst(server);
  await runToConsent(workbench, server, app.redirectUri);
  expect(await captureRules(workbench)).toHaveLength(2);
  await workbench.getByRole('button', { name: 'Cancel run' }).click();
  await expectNoRules(workbench);
});

test.describe('an address that is typed, which nothing began,', () => {
  test('leads to the app where it signs in in the tab of the run, whose run ends', async ({
    workbench,
    server,
    startApp,
  }) => {
    const app = await startApp();
    answerBoth(server, (request) => redirectByGet(responseUrl(request, { code: APP_CODE })));
    app.connectTo(`${server.issuer}/authorize`);
    const tab = await runToConsent(workbench, server, app.redirectUri, RUN);
    await tab.goto(`${app.origin}/sign-in`);
    await expectSignedIn(tab);
    await expect(runStatus(workbench)).toHaveText(/^Failed: the answer carries the state/);
    expect(codesAt(app)).toEqual([APP_CODE]);
    await expectNoRules(workbench);
  });

  test('leads to the run where it is its authorization URL, in another tab', async ({
    context,
    workbench,
    server,
    startApp,
  }) => {
    const app = await startApp();
    askFirst(server);
    const tab = await runToConsent(workbench, server, app.redirectUri);
    server.answers.authorize = (request) => redirectByGet(responseUrl(request, { code: CODE }));
    const other = await context.newPage();
    await other.goto(tab.url());
    await expectDone(workbench, other);
    expect(app.requests).toEqual([]);
  });
});
