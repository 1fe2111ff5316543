import {
  expect,
  type Journal,
  openBrowser,
  openPage,
  openWorkbench,
  readStorage,
} from './support/extension.ts';
import { test } from './support/servers.ts';
import { makeSharedBrowser } from './support/shared-browser.ts';

const emptyJournal = (): Journal => ({ messages: [], faults: [] });

/** Leaves something of every kind behind. */
const LEAVE = `(async () => {
  await chrome.storage.local.set({ clients: 'left' });
  await chrome.storage.session.set({ runs: 'left' });
  await chrome.alarms.create('left', { delayInMinutes: 30 });
  await chrome.permissions.request({ permissions: ['webRequest'] });
  await chrome.declarativeNetRequest.updateSessionRules({
    addRules: [{ id: 7, action: { type: 'block' }, condition: { urlFilter: '||left.invalid' } }],
  });
})()`;
const LOOK = `(async () => ({
  alarms: await chrome.alarms.getAll(),
  rules: await chrome.declarativeNetRequest.getSessionRules(),
  permissions: (await chrome.permissions.getAll()).permissions.includes('webRequest'),
  web: { ...localStorage },
}))()`;

test('a shared browser leaves nothing of one test to the next, and each has its own faults', async ({
  server,
}) => {
  const shared = makeSharedBrowser((journal) => openBrowser({ build: 'e2e', journal }));
  try {
    const first = emptyJournal();
    const context = await shared.lend(first);
    const page = await openWorkbench(context);
    await page.evaluate(LEAVE);
    await page.evaluate("localStorage.setItem('left', 'behind')");
    expect(await page.evaluate(LOOK)).toMatchObject({
      alarms: [{ name: 'left' }],
      rules: [{ id: 7 }],
      permissions: true,
      web: { left: 'behind' },
    });
    await context.addCookies([{ name: 'left', value: 'behind', url: server.issuer }]);
    const site = await context.newPage();
    await site.goto(`${server.issuer}/`);
    await page.evaluate("setTimeout(() => { throw new Error('of the first') })");
    await expect.poll(() => first.faults).toEqual([expect.stringContaining('of the first')]);
    await shared.takeBack();

    const second = emptyJournal();
    expect(await shared.lend(second)).toBe(context);
    expect(context.pages().map((one) => one.url())).toEqual(['about:blank']);
    expect(await context.cookies()).toEqual([]);
    const next = await openPage(context, 'options.html#/clients');
    await expect(next.getByRole('button', { name: 'New client' })).toBeVisible();
    expect(await readStorage(next)).toEqual({ local: {}, session: {} });
    expect(await next.evaluate(LOOK)).toEqual({
      alarms: [],
      rules: [],
      permissions: false,
      web: {},
    });
    await next.evaluate("setTimeout(() => { throw new Error('of the second') })");
    await expect.poll(() => second.faults).toEqual([expect.stringContaining('of the second')]);
    expect(first.faults).toHaveLength(1);
  } finally {
    await shared.close();
  }
});
