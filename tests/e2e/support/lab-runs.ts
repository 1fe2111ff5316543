import { expect, type Page } from '@playwright/test';
import { goTo } from './extension.ts';

/** A client as the workbench stores it (RFC 7591 §2, and one member of its own). */
export type StoredClient = {
  readonly id: string;
  readonly clientId: string;
  readonly secret?: string;
  readonly scope: string;
  readonly authentication?: 'none' | 'client_secret_basic' | 'client_secret_post';
  /** What stands under `oauth_workbench` besides. */
  readonly own: Readonly<Record<string, unknown>>;
};

/** Stores this client alone, with its secret in memory. Its slug is its id. */
export async function storeClient(page: Page, client: StoredClient): Promise<void> {
  const { id, clientId, secret, scope, own } = client;
  const authentication =
    client.authentication ?? (secret === undefined ? 'none' : 'client_secret_basic');
  const secretId = 'the-secret';
  const stored = {
    client_id: clientId,
    client_name: clientId,
    scope,
    token_endpoint_auth_method: authentication,
    oauth_workbench: {
      id,
      slug: id,
      ...own,
      secrets:
        secret === undefined
          ? []
          : [{ id: secretId, description: '', added_at: 0, state: 'active', is_remembered: false }],
    },
  };
  await evaluate(
    page,
    `chrome.storage.local.set({ clients: { version: 1, clients: [${JSON.stringify(stored)}] } })`,
  );
  if (secret === undefined) return;
  await command(page, {
    type: 'write-secrets',
    clientId: id,
    entries: [{ id: secretId, value: secret, isRemembered: false }],
  });
}

/** Starts a run without pressing anything. @returns its id. */
export async function startRun(
  page: Page,
  clientId: string,
  more: Readonly<Record<string, unknown>> = {},
): Promise<string> {
  const reply = await command(page, { type: 'start-run', clientId, ...more });
  if (typeof reply !== 'object' || reply === null || !('runId' in reply)) {
    throw new Error(`The run was not started: ${JSON.stringify(reply)}`);
  }
  return String(reply.runId);
}

/** Shows a run and waits until it is over. @returns what its status says. */
export async function endOfRun(page: Page, runId: string, timeout = 10_000): Promise<string> {
  await goTo(page, `#/runs/${runId}`);
  return String(await evaluate(page, waitForEnd(timeout)));
}

/** An assertion would look at growing intervals: over a hundred runs that is a minute. */
const waitForEnd = (timeout: number) => `new Promise((resolve, reject) => {
  const end = Date.now() + ${timeout};
  const look = () => {
    const status = document.querySelector('[role="status"][aria-label="Run status"]');
    const text = status?.textContent ?? '';
    if (/^(?:Done|Failed|Cancelled|Interrupted)/.test(text)) resolve(text);
    else if (Date.now() > end) reject(new Error('The run is not over: ' + text));
    else setTimeout(look, 20);
  };
  look();
})`;

/** Uses a token of the run that is shown, without pressing anything. @returns what is said of the use. */
export async function useToken(
  page: Page,
  runId: string,
  wanted: Readonly<Record<string, unknown>>,
  timeout = 10_000,
): Promise<string> {
  const list = page.getByRole('list', { name: 'Uses of the tokens' });
  await expect(list).toHaveCount(0);
  await command(page, { type: 'use-token', runId, wanted });
  await expect(list).toBeVisible({ timeout });
  return (await page.getByRole('status', { name: 'Last use of a token' }).textContent()) ?? '';
}

/** The most likely cause that a run shows, how sure it is, what to do about it, and where to click. */
export type ShownDiagnosis = {
  readonly cause: string;
  readonly certainty: string;
  readonly remedy: string;
  readonly places: readonly string[];
};

/** The first diagnosis on the page; nothing where there is none. That of the last use comes before that of the run. */
export async function firstDiagnosis(page: Page): Promise<ShownDiagnosis | undefined> {
  const found = await evaluate(page, READ_DIAGNOSIS);
  return isShown(found) ? found : undefined;
}

/** All at once: asked for one by one, the texts of over a hundred runs take seconds. */
const READ_DIAGNOSIS = `(() => {
  const text = (element) => (element?.textContent ?? '').trim();
  const ofUse = document.querySelector('section[aria-label="Diagnosis"]');
  if (ofUse !== null) {
    const [cause, remedy] = Array.from(ofUse.querySelectorAll('p'), (line) => line.cloneNode(true));
    const certainty = text(cause.querySelector('span')).replace(/:$/, '');
    cause.querySelector('span').remove();
    const links = Array.from(remedy.querySelectorAll('a'));
    links.forEach((link) => link.remove());
    return { cause: text(cause), certainty, remedy: text(remedy), places: links.map(text) };
  }
  const heading = Array.from(document.querySelectorAll('section h2')).find((one) => text(one) === 'Diagnosis');
  const card = heading?.closest('section');
  if (card == null) return null;
  const places = card.querySelectorAll('h3 ~ div :is(a, button)');
  return {
    cause: text(card.querySelector('h3')),
    certainty: text(card.querySelector('header span')),
    remedy: text(card.querySelector('h3 ~ p')),
    places: Array.from(places, text),
  };
})()`;

function isShown(found: unknown): found is ShownDiagnosis {
  return typeof found === 'object' && found !== null && 'cause' in found;
}

function command(page: Page, message: object): Promise<unknown> {
  return evaluate(page, `chrome.runtime.sendMessage(${JSON.stringify(message)})`);
}

function evaluate(page: Page, expression: string): Promise<unknown> {
  return page.evaluate(expression);
}
