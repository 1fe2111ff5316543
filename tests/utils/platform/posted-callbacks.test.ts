import { beforeEach, describe, expect, test } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { readPostedCallbacks, takePostedCallback } from '../../../utils/platform/posted-callbacks';
import { simulateBrowser } from './simulated-browser';

let browser = simulateBrowser();

beforeEach(() => {
  fakeBrowser.reset();
  browser = simulateBrowser();
});

const post = (tabId: number, formData: Readonly<Record<string, readonly string[]>> | undefined) =>
  browser.beforeRequest.trigger({
    tabId,
    requestBody: formData === undefined ? null : { formData },
  });

const taken = (tabId: number) => {
  const parameters = takePostedCallback(tabId);
  return parameters === undefined ? undefined : [...parameters];
};

describe('readPostedCallbacks', () => {
  test('looks at nothing but the bodies of requests for the capture page', () => {
    readPostedCallbacks();
    expect(browser.beforeRequest.options()).toEqual([
      [
        {
          urls: ['chrome-extension://test-extension-id/capture.html*'],
          types: ['main_frame'],
        },
        ['requestBody'],
      ],
    ]);
  });

  test('keeps what was posted for the page in that tab, once', () => {
    readPostedCallbacks();
    post(7, { code: ['the code+'], state: ['s', 't'], iss: ['https://a.example/?x=1&y'] });
    expect(taken(8)).toBeUndefined();
    expect(taken(7)).toEqual([
      ['code', 'the code+'],
      ['state', 's'],
      ['state', 't'],
      ['iss', 'https://a.example/?x=1&y'],
    ]);
    expect(taken(7)).toBeUndefined();
  });

  test('keeps the last of what is posted in a tab', () => {
    readPostedCallbacks();
    post(7, { code: ['first'] });
    post(7, { code: ['second'] });
    expect(taken(7)).toEqual([['code', 'second']]);
  });

  test('takes no heed of requests without a form', () => {
    readPostedCallbacks();
    post(7, undefined);
    browser.beforeRequest.trigger({ tabId: 7 });
    browser.beforeRequest.trigger({ tabId: 7, requestBody: { raw: [] } });
    expect(taken(7)).toBeUndefined();
  });

  test('begins when the permission is given, and once only', () => {
    const { beforeRequest } = browser;
    Object.assign(fakeBrowser.webRequest, { onBeforeRequest: undefined });
    readPostedCallbacks();
    browser.permissionAdded.trigger();
    expect(beforeRequest.options()).toEqual([]);
    Object.assign(fakeBrowser.webRequest, { onBeforeRequest: beforeRequest });
    browser.permissionAdded.trigger();
    browser.permissionAdded.trigger();
    expect(beforeRequest.options()).toHaveLength(1);
  });
});
