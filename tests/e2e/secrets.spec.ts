import { openNewClient, fillClient, registerClient, saveClient } from './support/client-form.ts';
import { expect, goTo, readStorage } from './support/extension.ts';
import { openStep, runFlow, runStatus, showSecrets } from './support/run.ts';
import { json } from './support/scripted-server.ts';
import { test } from './support/servers.ts';

test.use({ sharesBrowser: true });

const SECRET = 'A-secret/of this+test';
const FORMS = [
  SECRET,
  encodeURIComponent(SECRET),
  new URLSearchParams({ s: SECRET }).toString().slice(2),
  Buffer.from(`abc:${SECRET}`).toString('base64'),
];

for (const clientAuthentication of ['client_secret_basic', 'client_secret_post'] as const) {
  test(`the secret of a client stays in memory, and out of every record (${clientAuthentication})`, async ({
    context,
    workbench,
    server,
    journal,
    openPopup,
  }) => {
    // A server that repeats what it was sent, as careless ones do.
    server.answers.token = ({ form, headers }) =>
      json(
        {
          error: 'invalid_client',
          error_description: `Got ${form.get('client_secret') ?? SECRET} and ${form.toString()}`,
          header: headers.authorization,
        },
        401,
      );
    await openNewClient(workbench);
    await fillClient(workbench, {
      label: 'Shop',
      issuer: server.issuer,
      clientId: 'abc',
      clientAuthentication,
      clientSecret: SECRET,
    });
    expect(JSON.stringify((await readStorage(workbench)).local)).not.toContain(SECRET);
    await saveClient(workbench);
    await runFlow(workbench);
    await expect(runStatus(workbench)).toContainText('Failed: invalid_client: Got <client_secret>');
    const request = await openStep(workbench, 'Token request');
    await request.getByText(/^Request headers/).click();
    await showSecrets(request);

    const { local, session } = (await readStorage(workbench)) as {
      local: unknown;
      session: Record<string, unknown>;
    };
    const { secrets, ...others } = session;
    const values = Object.values(secrets as Record<string, object>).flatMap(Object.values);
    expect(values).toEqual([SECRET]);
    const shown = [await workbench.locator('body').innerText()];
    const popup = await openPopup();
    shown.push(await popup.locator('body').innerText());
    const elsewhere = JSON.stringify({
      local,
      others,
      shown,
      addresses: context.pages().map((page) => page.url()),
      authorizationUrls: server.requestsTo('authorize').map(({ query }) => query.toString()),
      messages: journal.messages,
      web: await workbench.evaluate(
        '(async () => ({ ...localStorage, ...sessionStorage, databases: await indexedDB.databases() }))()',
      ),
    });
    for (const form of FORMS) expect(elsewhere).not.toContain(form);
  });
}

test('nothing of a run is written to the disk or to a log', async ({
  workbench,
  server,
  journal,
  openPopup,
}) => {
  await registerClient(workbench, {
    label: 'Shop',
    issuer: server.issuer,
    clientId: 'abc',
    clientAuthentication: 'client_secret_post',
    clientSecret: SECRET,
  });
  const response = { current: {} as Record<string, unknown> };
  server.answers.token = async () => {
    response.current = await server.tokenResponse({
      members: { refresh_token: 'a-refresh-token-0123456789' },
    });
    return json(response.current);
  };
  const popup = await openPopup();
  await popup.getByRole('button', { name: 'Run Shop' }).click();
  await expect(runStatus(popup)).toHaveText('Done');
  await goTo(workbench, '#/runs');
  await workbench.getByRole('list', { name: 'Runs' }).getByRole('link').click();
  await expect(runStatus(workbench)).toHaveText('Done');

  const {
    access_token: accessToken,
    id_token: idToken,
    refresh_token: refreshToken,
  } = response.current;
  const [authorization] = server.requestsTo('authorize');
  const [exchange] = server.requestsTo('token');
  const sensitive = [
    SECRET,
    accessToken,
    idToken,
    refreshToken,
    exchange?.form.get('code'),
    exchange?.form.get('code_verifier'),
    authorization?.query.get('state'),
  ].map(String);
  expect(new Set(sensitive).size).toBe(7);
  const { local } = await readStorage(workbench);
  const written = JSON.stringify({ local, messages: journal.messages });
  for (const value of sensitive) expect(written).not.toContain(value);
  expect(journal.messages).toEqual([]);
});
