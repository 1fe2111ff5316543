import { saveAurora } from './support/aurora.ts';
import { expect, readStorage } from './support/extension.ts';
import { openSignIn, runFlow, runStatus, showSecrets, signIn } from './support/run.ts';
import { test } from './support/servers.ts';

test.use({ sharesBrowser: true });

test('the trace of a run: read, looked at and searched, its secrets hidden until they are asked for', async ({
  workbench,
  startDemo,
}) => {
  const demo = await saveAurora(workbench, startDemo, 'openid email offline_access');
  await signIn(await openSignIn(workbench, () => runFlow(workbench)), 'Ada Lindqvist');
  await expect(runStatus(workbench)).toHaveText('Done');
  const { session } = await readStorage(workbench);
  const events = JSON.stringify(session);
  const code = /[?&]code=([^&"\\]+)/.exec(events)?.[1] ?? '';
  expect(code.length).toBeGreaterThan(10);

  const trace = workbench.getByRole('region', { name: 'Trace', exact: true });
  const messages = trace.getByRole('list', { name: 'Messages', exact: true }).locator('> li');
  const search = trace.getByRole('searchbox', { name: 'Search the trace' });
  const tokenRequest = trace.getByRole('article', { name: 'Token request' });

  await test.step('a line for each message', async () => {
    await expect(messages.locator('summary')).toContainText([
      /Discovery request.*Extension.*Authorization server.*200 OK/,
      /Authorization request.*Browser.*Authorization server/,
      /Authorization response.*code, state, iss/,
      /Token request.*200 OK/,
      /Key set request.*200 OK/,
    ]);
  });

  await test.step('secrets are hidden, and shown when they are asked for', async () => {
    for (const summary of await messages.locator(':scope > details > summary').all()) {
      await summary.click();
    }
    await expect(tokenRequest.getByRole('table', { name: 'Request body' })).toContainText(
      'code verifier ••••••',
    );
    await expect(trace).not.toContainText(code);
    await showSecrets(tokenRequest);
    await expect(tokenRequest.getByRole('table', { name: 'Request body' })).toContainText(code);
    await expect(tokenRequest.getByRole('group', { name: 'Response body' })).toContainText(
      /"id_token": "ey/,
    );
    await tokenRequest.getByText('Decoded: id_token').click();
    await expect(tokenRequest.getByRole('group', { name: 'Decoded id_token' })).toContainText(
      '"email": "ada',
    );
    await tokenRequest.getByText('Raw', { exact: true }).click();
    await expect(tokenRequest.getByRole('group', { name: 'Request body' })).toContainText(
      `&code=${code}&`,
    );
    await tokenRequest.getByRole('button', { name: 'Hide secrets' }).click();
    await expect(trace).not.toContainText(code);
  });

  await test.step('the search finds a secret without showing it, and marks what may be seen', async () => {
    await search.fill(code);
    await expect(trace.getByText('2 of 5 messages match')).toBeVisible();
    await expect(trace).not.toContainText(code);
    await search.fill('code_challenge_method');
    await expect(messages).toHaveCount(2);
    await trace.getByRole('group').filter({ hasText: 'Authorization request' }).first().click();
    await expect(trace.locator('mark').first()).toHaveText('code_challenge_method');
    await search.fill('');
  });

  await test.step('the diagram, by keyboard', async () => {
    await trace.getByRole('radio', { name: 'List' }).focus();
    await workbench.keyboard.press('ArrowRight');
    const diagram = trace.getByRole('region', { name: 'Sequence diagram' });
    await expect(diagram).toContainText('State and issuer fit');
    await diagram.focus();
    await workbench.keyboard.press('Tab');
    await workbench.keyboard.press('Enter');
    await expect(trace.getByRole('group', { name: 'Discovery request' })).toBeFocused();
    await expect(trace.getByRole('group', { name: 'Response body' })).toContainText(demo.issuer);
  });
});
