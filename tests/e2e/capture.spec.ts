import type { Page } from '@playwright/test';
import {
  consentForm,
  postBack,
  redirectByGet,
  redirectByScript,
  responseUrl,
} from './support/authorize-answers.ts';
import {
  allow,
  askFirst,
  capturing,
  CODE,
  expectDone,
  expectNoRules,
  openSignInTab,
  openSignInTabAt,
  openTab,
  runCapturing,
  runToConsent,
} from './support/capture.ts';
import { type ClientFields, registerClient } from './support/client-form.ts';
import { expect } from './support/extension.ts';
import { allowBeforehand, grantedOrigins } from './support/host-access.ts';
import { findings, runFlow, runStatus, signIn, tokenRegion } from './support/run.ts';
import { type ReceivedRequest, type Reply, unusedOrigin } from './support/scripted-server.ts';
import { test } from './support/servers.ts';

test.use({ sharesBrowser: true });

test.describe('a callback is captured, and the app never sees it', () => {
  type Way = {
    readonly name: string;
    readonly answer: (request: ReceivedRequest) => Reply;
    readonly isAsked?: boolean;
    readonly responseMode?: 'query' | 'fragment' | 'form_post';
  };
  const code = { code: CODE } as const;
  const ways: readonly Way[] = [
    {
      name: 'by a redirect',
      answer: (request) => redirectByGet(responseUrl(request, code)),
    },
    {
      name: 'by a redirect after the form of the consent was posted',
      answer: (request) => consentForm(request, redirectByGet(responseUrl(request, code))),
      isAsked: true,
    },
    {
      name: 'by a script',
      answer: (request) => redirectByScript(responseUrl(request, code)),
    },
    {
      name: 'by a script after the form of the consent was posted',
      answer: (request) => consentForm(request, redirectByScript(responseUrl(request, code))),
      isAsked: true,
    },
    {
      name: 'in the query that was asked for',
      answer: (request) => redirectByGet(responseUrl(request, code, 'query')),
      responseMode: 'query',
    },
    {
      name: 'in the fragment of a redirect',
      answer: (request) => redirectByGet(responseUrl(request, code, 'fragment')),
      responseMode: 'fragment',
    },
    {
      name: 'in the fragment of a redirect after the form of the consent was posted',
      answer: (request) =>
        consentForm(request, redirectByGet(responseUrl(request, code, 'fragment'))),
      isAsked: true,
      responseMode: 'fragment',
    },
    {
      name: 'in the fragment, by a script',
      answer: (request) => redirectByScript(responseUrl(request, code, 'fragment')),
      responseMode: 'fragment',
    },
    {
      name: 'as a form that posts itself',
      answer: (request) => postBack(request, code),
      responseMode: 'form_post',
    },
    {
      name: 'as a form that is posted with the consent',
      answer: (request) => postBack(request, code, 'on Allow'),
      isAsked: true,
      responseMode: 'form_post',
    },
  ];
  for (const { name, answer, isAsked = false, responseMode } of ways) {
    test(name, async ({ workbench, server, startApp }) => {
      const app = await startApp();
      server.answers.authorize = answer;
      const fields: ClientFields =
        responseMode === undefined
          ? {}
          : { parameters: { 'Other parameters': `response_mode=${responseMode}` } };
      const tab = await runCapturing(workbench, server, app.redirectUri, fields);
      if (isAsked) await allow(tab);
      await expectDone(workbench, tab);
      expect(app.requests).toEqual([]);
      const [exchange, ...more] = server.requestsTo('token');
      expect(exchange?.form.get('code')).toBe(CODE);
      expect(exchange?.form.get('redirect_uri')).toBe(app.redirectUri);
      expect(more).toEqual([]);
      await expect(findings(workbench)).toContainText([
        'The callback was captured before the app saw it',
      ]);
      await expectNoRules(workbench);
    });
  }
});

test.describe('wherever the redirect URI is', () => {
  for (const host of ['localhost', '[::1]'] as const) {
    test(`at ${host}`, async ({ workbench, server, startApp }) => {
      const app = await startApp({ host });
      const tab = await runCapturing(workbench, server, app.redirectUri);
      await expectDone(workbench, tab);
      expect(app.requests).toEqual([]);
      await expectNoRules(workbench);
    });
  }

  const paths = {
    'with marks that patterns know': "/a.b+c(d)$e[f]{g}|^h/i!~@j'k;l=m,n",
    'with letters of other alphabets': '/zurück/戻る/%C3%A4%20b',
    'with a query of its own': '/callback?tenant=a%20b&code_owner=us&empty=',
    'without a path': '',
  } as const;
  for (const [name, path] of Object.entries(paths)) {
    test(name, async ({ workbench, server, startApp }) => {
      const app = await startApp();
      const uri = app.origin + path;
      server.answers.authorize = (request) =>
        consentForm(request, redirectByGet(responseUrl(request, { code: CODE })));
      const tab = await runCapturing(workbench, server, uri);
      await allow(tab);
      await expectDone(workbench, tab);
      expect(app.requests).toEqual([]);
      expect(server.requestsTo('token')[0]?.form.get('redirect_uri')).toBe(uri);
      await expectNoRules(workbench);
    });
  }

  test('at a port where nothing listens', async ({ workbench, server }) => {
    const tab = await runCapturing(workbench, server, `${await unusedOrigin()}/callback`);
    await expectDone(workbench, tab);
  });

  test.describe('with access to that host alone, asked for at the click', () => {
    test.use({ build: 'production' });
    const hosts = {
      'at a host that does not resolve': 'https://app.invalid/callback',
      'at a port of that host': 'https://app.invalid:8443/callback',
      'at an internationalised host': 'https://bücher.invalid/rückruf',
    } as const;
    for (const [name, uri] of Object.entries(hosts)) {
      test(name, async ({ context, workbench, server }) => {
        await allowBeforehand(context, server.issuer, uri);
        askFirst(server);
        const tab = await runCapturing(workbench, server, uri);
        await allow(tab);
        await expectDone(workbench, tab);
        const { hostname } = new URL(uri);
        expect(await grantedOrigins(workbench)).toEqual([
          'http://127.0.0.1/*',
          `https://${hostname}/*`,
        ]);
        await expectNoRules(workbench);
      });
    }
  });
});

test('a run is begun in the popup and ends there and in its tab', async ({
  workbench,
  server,
  startApp,
  openPopup,
}) => {
  const app = await startApp();
  askFirst(server);
  await registerClient(workbench, capturing(server, app.redirectUri));
  const popup = await openPopup();
  const tab = await openSignInTab(popup, server, () =>
    popup.getByRole('button', { name: 'Run The app' }).click(),
  );
  await expect(runStatus(popup)).toHaveText('Waiting for sign-in and consent');
  await allow(tab);
  await expect(runStatus(popup)).toHaveText('Done');
  await expect(runStatus(tab)).toHaveText('Done');
  expect(app.requests).toEqual([]);
});

test('a run says what it waits for, and shows its tab', async ({ workbench, server, startApp }) => {
  const app = await startApp();
  askFirst(server);
  const tab = await runToConsent(workbench, server, app.redirectUri);
  await workbench.bringToFront();
  await expect(runStatus(workbench)).toHaveText('Waiting for sign-in and consent');
  await expect(workbench.getByText(/^The sign-in is open in a tab\./)).toContainText(
    app.redirectUri,
  );
  await workbench.getByRole('button', { name: 'Show the tab' }).click();
  await expect.poll(() => isActive(workbench, tab)).toBe(true);
  await allow(tab);
  await expectDone(workbench, tab);
});

/** Whether the browser shows this tab in its window. */
async function isActive(workbench: Page, tab: Page): Promise<boolean> {
  const urls: unknown = await workbench.evaluate(
    'chrome.tabs.query({ active: true }).then((tabs) => tabs.map(({ url }) => url))',
  );
  return Array.isArray(urls) && urls.includes(tab.url());
}

// It routes requests: see `sharesBrowser`.
test.describe('in a browser of its own', () => {
  test.use({ sharesBrowser: false });

  test('a client of the demo server is run with the redirect URI of its app alone', async ({
    context,
    workbench,
    startApp,
    startDemo,
  }) => {
    const app = await startApp();
    const demo = await startDemo([app.redirectUri]);
    await registerClient(workbench, {
      ...capturing(demo, app.redirectUri),
      clientId: 'demo-public',
      scopes: 'openid profile reservations.read',
    });
    const tab = await openSignInTabAt(workbench, `${demo.issuer}/authorize`, () =>
      runFlow(workbench),
    );
    await signIn(tab, 'Tomás Rivera');
    await expectDone(workbench, tab);
    await expect(
      tokenRegion(workbench, 'ID token').getByText('Genuine', { exact: true }),
    ).toBeVisible();
    expect(app.requests).toEqual([]);

    await test.step('the app itself signs in as ever', async () => {
      app.connectTo(`${demo.issuer}/authorize`, {
        client_id: 'demo-public',
        scope: 'openid',
        code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
        code_challenge_method: 'S256',
      });
      const own = await openTab(context, `${app.origin}/sign-in`);
      await expect(own.getByRole('heading')).toHaveText('Signed in at the app');
      expect(app.requestsTo('/callback')).toHaveLength(1);
    });
  });
});
