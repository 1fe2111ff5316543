import { browser } from 'wxt/browser';
import { exclusively } from './storage';

const RULE_ID = 1;

/** The browser's own `fetch`. */
export const plainFetch: typeof fetch = (input, init) => fetch(input, init);

/**
 * A `fetch` whose POST requests carry no `Origin` header, as those of a server or a native app do not.
 * The rule that takes it away is for this address and this extension, and lasts as long as the request.
 */
export const fetchWithoutOrigin: typeof fetch = async (input, init) => {
  if (init?.method !== 'POST') return fetch(input, init);
  const url = new URL(input instanceof Request ? input.url : input).href;
  const { promise, resolve, reject } = Promise.withResolvers<Response>();
  // There is one rule for the worker and all pages. The answer need not wait until it is gone.
  exclusively('origin-rule', async () => {
    try {
      await setRule(url);
      const answer = fetch(input, init);
      resolve(answer);
      await answer;
    } finally {
      await clearRule();
    }
  }).catch(reject);
  return promise;
};

async function setRule(url: string): Promise<void> {
  await browser.declarativeNetRequest.updateSessionRules({
    removeRuleIds: [RULE_ID],
    addRules: [
      {
        id: RULE_ID,
        action: {
          type: 'modifyHeaders',
          requestHeaders: [{ header: 'origin', operation: 'remove' }],
        },
        condition: {
          urlFilter: `|${url.split('?')[0]}`,
          initiatorDomains: [new URL(browser.runtime.getURL('/')).host],
          resourceTypes: ['xmlhttprequest'],
          requestMethods: ['post'],
        },
      },
    ],
  });
}

/** Takes away the rule of a request that died with an earlier worker. */
export async function clearOriginRule(): Promise<void> {
  await exclusively('origin-rule', clearRule);
}

async function clearRule(): Promise<void> {
  await browser.declarativeNetRequest.updateSessionRules({ removeRuleIds: [RULE_ID] });
}
