import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import {
  type CaptureWish,
  captureOwnOnly,
  clearCaptureRules,
  setCaptureRules,
} from '../../../utils/platform/capture-rules';
import { extensionUrl, workbenchUrl } from '../../../utils/platform/pages';
import { simulateBrowser } from './simulated-browser';

const redirectUri = 'https://app.example.com/callback';
const wish: CaptureWish = { redirectUri, state: 'the-state', tabId: 7, isFormPost: false };
const capturePage = 'chrome-extension://test-extension-id/capture.html';

let browser = simulateBrowser();

beforeEach(() => {
  fakeBrowser.reset();
  browser = simulateBrowser();
});

describe('pages', () => {
  test('have addresses within the extension', () => {
    expect(extensionUrl('capture.html')).toBe(capturePage);
    expect(workbenchUrl('#/runs/r')).toBe(
      'chrome-extension://test-extension-id/options.html#/runs/r',
    );
  });
});

describe('setCaptureRules', () => {
  const redirect = {
    type: 'redirect',
    redirect: { regexSubstitution: String.raw`${capturePage}?\0` },
  };

  test('asks for two rules, in the place of what was there', async () => {
    await setCaptureRules(wish);
    expect(browser.changes).toEqual([
      {
        removeRuleIds: [2, 3, 4],
        addRules: [
          {
            id: 2,
            action: redirect,
            condition: {
              regexFilter: String.raw`^https://app\.example\.com/callback[?#](.*[&#])?state=the-state([&#].*)?$`,
              isUrlFilterCaseSensitive: true,
              resourceTypes: ['main_frame'],
            },
          },
          {
            id: 3,
            action: redirect,
            condition: {
              regexFilter: String.raw`^https://app\.example\.com/callback[?#](.*[&#])?(code|error|response)=.*$`,
              isUrlFilterCaseSensitive: true,
              resourceTypes: ['main_frame'],
              tabIds: [7],
              requestMethods: ['get'],
            },
          },
        ],
      },
    ]);
  });

  test('asks for a third where the answer is to be posted', async () => {
    await setCaptureRules({ ...wish, isFormPost: true });
    expect(browser.rules().map(({ id }) => id)).toEqual([2, 3, 4]);
    expect(browser.rules()[2]).toEqual({
      id: 4,
      action: redirect,
      condition: {
        regexFilter: String.raw`^https://app\.example\.com/callback([?#].*)?$`,
        isUrlFilterCaseSensitive: true,
        resourceTypes: ['main_frame'],
        tabIds: [7],
        requestMethods: ['post'],
      },
    });
  });

  test.each<[string, string, number, string, boolean]>([
    ['the callback, in its tab', '?code=c&state=the-state', 7, 'get', true],
    ['the callback, in another tab', '?code=c&state=the-state', 8, 'get', true],
    ['the callback in a fragment', '#code=c&state=the-state', 7, 'get', true],
    ['an error without a state, in its tab', '?error=access_denied', 7, 'get', true],
    ['an error without a state, in another tab', '?error=access_denied', 8, 'get', false],
    ['another state, in its tab', '?code=c&state=another', 7, 'get', true],
    ['another state, in another tab', '?code=c&state=another', 8, 'get', false],
    ['the page itself', '', 7, 'get', false],
    ['the page with a query of its own', '?tenant=1', 7, 'get', false],
    ['a form to the page', '', 7, 'post', false],
  ])('takes %s: %s', async (_, behind, tabId, method, isTaken) => {
    await setCaptureRules(wish);
    const url = redirectUri + behind;
    expect(browser.navigate(url, tabId, method)).toBe(isTaken ? `${capturePage}?${url}` : url);
  });

  test.each([
    [7, 'post', true],
    [8, 'post', false],
    [7, 'get', false],
  ])('takes a form in tab %i by %s: %s', async (tabId, method, isTaken) => {
    await setCaptureRules({ ...wish, isFormPost: true });
    const landed = browser.navigate(redirectUri, tabId, method);
    expect(landed).toBe(isTaken ? `${capturePage}?${redirectUri}` : redirectUri);
  });

  test('hands on the whole callback, as it was', async () => {
    await setCaptureRules(wish);
    fc.assert(
      fc.property(fc.webQueryParameters(), fc.webFragments(), (query, fragment) => {
        const { href } = new URL(`${redirectUri}?${query}&state=the-state#${fragment}`);
        expect(browser.navigate(href, 8)).toBe(`${capturePage}?${href}`);
      }),
    );
  });

  test('captures for one run at a time', async () => {
    await setCaptureRules({ ...wish, isFormPost: true });
    await setCaptureRules({ ...wish, state: 'newer', tabId: 8 });
    expect(browser.rules()).toHaveLength(2);
    const older = `${redirectUri}?code=c&state=the-state`;
    expect(browser.navigate(older, 7)).toBe(older);
  });
});

describe('captureOwnOnly', () => {
  test('leaves the rule for the state of the run, and no other', async () => {
    await setCaptureRules({ ...wish, isFormPost: true });
    const [own] = browser.rules();
    await captureOwnOnly();
    expect(browser.changes.at(-1)).toEqual({ removeRuleIds: [3, 4] });
    expect(browser.rules()).toEqual([own]);
  });

  test.each<[string, string, number, string, boolean]>([
    ['the callback, in its tab', '?code=c&state=the-state', 7, 'get', true],
    ['the callback, in another tab', '?code=c&state=the-state', 8, 'get', true],
    ['another state, in its tab', '?code=c&state=another', 7, 'get', false],
    ['an error without a state, in its tab', '?error=access_denied', 7, 'get', false],
    ['a form, in its tab', '', 7, 'post', false],
  ])('takes %s: %s', async (_, behind, tabId, method, isTaken) => {
    await setCaptureRules({ ...wish, isFormPost: true });
    await captureOwnOnly();
    const url = redirectUri + behind;
    expect(browser.navigate(url, tabId, method)).toBe(isTaken ? `${capturePage}?${url}` : url);
  });
});

describe('clearCaptureRules', () => {
  test('lets everything pass again, and leaves the rule of requests alone', async () => {
    await setCaptureRules({ ...wish, isFormPost: true });
    await clearCaptureRules();
    expect(browser.rules()).toEqual([]);
    expect(browser.changes.at(-1)).toEqual({ removeRuleIds: [2, 3, 4] });
  });
});
