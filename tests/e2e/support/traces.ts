import { type BrowserContext, expect, type Page } from '@playwright/test';
import { EXTENSION_ORIGIN, type Journal, readStorage } from './extension.ts';
import type { Trace } from './markers.ts';

/** Where secrets are meant to be, in memory. */
const MEANT_FOR_SECRETS = /^(?:secrets|vault-open|draft:.*)$/;

/** What pages of the extension could keep besides `chrome.storage`. */
const WEB_STORAGE = `(async () => ({
  local: { ...localStorage },
  session: { ...sessionStorage },
  databases: (await indexedDB.databases()).filter(({ name }) => name !== 'kept-runs'),
  caches: await caches.keys(),
  cookie: document.cookie,
  name: window.name,
}))()`;
const NOTHING = { local: {}, session: {}, databases: [], caches: [], cookie: '', name: '' };

/** All that is stored of kept runs; nothing is made where nothing is. */
const KEPT_RUNS = `(async () => {
  if (!(await indexedDB.databases()).some(({ name }) => name === 'kept-runs')) return [];
  const done = (request) =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const database = await done(indexedDB.open('kept-runs'));
  const stores = [...database.objectStoreNames];
  const read = database.transaction(stores);
  const all = await Promise.all(stores.map((name) => done(read.objectStore(name).getAll())));
  database.close();
  return all;
})()`;

/** Everything that is stored of kept runs. */
async function readKeptRuns(page: Page): Promise<unknown> {
  return page.evaluate(KEPT_RUNS);
}

/** Writes down every address that the browser requests or shows, and where it says that it came from. */
export function recordAddresses(context: BrowserContext): Set<string> {
  const addresses = new Set<string>();
  context.on('request', (request) => {
    addresses.add(request.url());
    addresses.add(request.headers()['referer'] ?? '');
  });
  context.on('page', (page) => {
    page.on('framenavigated', (frame) => addresses.add(frame.url()));
  });
  return addresses;
}

/** All that can be seen from within the browser, but for what is meant to hold secrets. */
export async function gatherTraces(
  context: BrowserContext,
  journal: Journal,
): Promise<readonly Trace[]> {
  const ours = context.pages().filter((page) => page.url().startsWith(EXTENSION_ORIGIN));
  const [first] = ours;
  if (first === undefined) throw new Error('no page of the extension is open');
  const { local, session } = await readStorage(first);
  const kept = Object.entries(session as object).filter(([key]) => !MEANT_FOR_SECRETS.test(key));
  return [
    { where: 'storage.local', content: JSON.stringify(local) },
    ...kept.map(([key, value]) => ({
      where: `storage.session ${key}`,
      content: JSON.stringify(value),
    })),
    { where: 'kept runs', content: JSON.stringify(await readKeptRuns(first)) },
    { where: 'cookies', content: JSON.stringify(await context.cookies()) },
    { where: 'console and page errors', content: JSON.stringify(journal) },
    ...(await Promise.all(ours.map(tracesOf))).flat(),
  ];
}

async function tracesOf(page: Page): Promise<readonly Trace[]> {
  const where = page.url();
  expect(await page.evaluate(WEB_STORAGE), `web storage of ${where}`).toEqual(NOTHING);
  return [
    { where: `address and title of ${where}`, content: `${where} ${await page.title()}` },
    { where: `text of ${where}`, content: await page.locator('body').innerText() },
    { where: `history of ${where}`, content: JSON.stringify(await page.evaluate('history.state')) },
  ];
}

/** Tokens and codes that the runs in memory hold. */
export async function readTokens(page: Page): Promise<ReadonlySet<string>> {
  const { session } = await readStorage(page);
  const values = new Set<string>();
  const collect = (node: unknown): void => {
    if (typeof node === 'string') {
      for (const [name, value] of membersOf(node)) if (IS_TOKEN.test(name)) values.add(value);
    } else if (typeof node === 'object' && node !== null) {
      for (const [name, value] of Object.entries(node)) {
        if (name === 'codeVerifier' && typeof value === 'string') values.add(value);
        else collect(value);
      }
    }
  };
  collect(Object.entries(session as object).filter(([key]) => key.startsWith('run:')));
  return values;
}

const IS_TOKEN = /^(?:access_token|refresh_token|id_token|code)$/;

/** The members of a JSON body, or the parameters of an address. */
function membersOf(text: string): readonly (readonly [string, string])[] {
  if (URL.canParse(text)) return [...new URL(text).searchParams];
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === 'object' && body !== null
      ? Object.entries(body).filter(
          (entry): entry is [string, string] => typeof entry[1] === 'string',
        )
      : [];
  } catch {
    return [];
  }
}
