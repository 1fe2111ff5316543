import { browser } from 'wxt/browser';
import { addressFilter, anyCallbackFilter, callbackFilter } from '../oauth/callback-filter';
import { CAPTURE_PAGE, extensionUrl } from './pages';

/** Number 1 is the rule of `fetch.ts`. */
const RULE_IDS = { own: 2, other: 3, form: 4 } as const;

export type CaptureWish = {
  readonly redirectUri: string;
  readonly state: string;
  /** The tab of the sign-in. */
  readonly tabId: number;
  /** The answer is asked for in the body of a POST, which no rule can see. */
  readonly isFormPost: boolean;
};

/**
 * Takes callbacks to the capture page, before any request is sent. In every tab only that with the state of the run;
 * in the tab of the sign-in also those without it, which are errors of the server, or the app's own: the capture page
 * hands these on.
 */
export async function setCaptureRules(wish: CaptureWish): Promise<void> {
  const { redirectUri, state, tabId, isFormPost } = wish;
  const inTab = { tabIds: [tabId] };
  await browser.declarativeNetRequest.updateSessionRules({
    removeRuleIds: Object.values(RULE_IDS),
    addRules: [
      rule(RULE_IDS.own, callbackFilter(redirectUri, state)),
      rule(RULE_IDS.other, anyCallbackFilter(redirectUri), { ...inTab, requestMethods: ['get'] }),
      ...(isFormPost
        ? [rule(RULE_IDS.form, addressFilter(redirectUri), { ...inTab, requestMethods: ['post'] })]
        : []),
    ],
  });
}

/** Takes only callbacks with the state of the run from now on: whatever else comes in its tab is the app's own. */
export async function captureOwnOnly(): Promise<void> {
  await browser.declarativeNetRequest.updateSessionRules({
    removeRuleIds: [RULE_IDS.other, RULE_IDS.form],
  });
}

/** Lets everything pass again. */
export async function clearCaptureRules(): Promise<void> {
  await browser.declarativeNetRequest.updateSessionRules({
    removeRuleIds: Object.values(RULE_IDS),
  });
}

type Rule = NonNullable<
  Parameters<typeof browser.declarativeNetRequest.updateSessionRules>[0]['addRules']
>[number];

function rule(id: number, regexFilter: string, condition: Partial<Rule['condition']> = {}): Rule {
  return {
    id,
    action: {
      type: 'redirect',
      redirect: { regexSubstitution: `${extensionUrl(CAPTURE_PAGE)}?\\0` },
    },
    condition: {
      regexFilter,
      isUrlFilterCaseSensitive: true,
      resourceTypes: ['main_frame'],
      ...condition,
    },
  };
}
