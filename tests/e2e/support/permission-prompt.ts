import { expect, type Page } from '@playwright/test';
import { pressKeys } from './display.ts';
import type { RealWindow } from './real-window.ts';

/** What the browser's prompt says, while it is up. */
type Prompt = {
  readonly asksFor: readonly string[];
  /** The browser takes no yes in the first half second, so that nobody allows what they have not read. */
  readonly canBeAllowed: boolean;
};

/**
 * Goes to the page on which Chromium describes its own windows to assistive technology: the prompt is no page,
 * so this is where it can be read.
 */
export async function openAccessibilityPage(page: Page): Promise<void> {
  await page.goto('chrome://accessibility/');
  await page.locator('#native').check();
  await page.locator('#filter-allow').fill('*');
}

/** Waits until the browser asks for a permission. @returns what it asks for, in the browser's words. */
export async function waitForPermissionPrompt(window: RealWindow): Promise<readonly string[]> {
  await expect
    .poll(async () => (await readPrompt(window))?.canBeAllowed, {
      message: 'the permission prompt is up, and can be answered',
    })
    .toBe(true);
  return (await readPrompt(window))?.asksFor ?? [];
}

/** Answers the browser's permission prompt from the keyboard, once it is up. */
export async function answerPermissionPrompt(
  window: RealWindow,
  answer: 'allow' | 'deny',
): Promise<void> {
  await waitForPermissionPrompt(window);
  // It opens with the focus on Deny, and Allow is next.
  await pressKeys(window.display, ...(answer === 'allow' ? ['Tab', 'Return'] : ['Return']));
  await expect
    .poll(() => readPrompt(window), { message: 'the permission prompt is gone' })
    .toBeUndefined();
}

/** The prompt, if it is up. */
async function readPrompt({ accessibilityPage }: RealWindow): Promise<Prompt | undefined> {
  const nodes = (await readWindow(accessibilityPage)).split(/\s+(?=\+*id=)/);
  const start = nodes.findIndex((node) => /^\+*id=\d+ alertDialog /.test(node));
  if (start === -1) return undefined;
  const depth = depthOf(nodes[start]);
  const length = nodes.slice(start + 1).findIndex((node) => depthOf(node) <= depth);
  const inside = nodes.slice(start + 1, length === -1 ? undefined : start + 1 + length);
  const allow = inside.find((node) => node.includes(' button ') && nameOf(node) === 'Allow');
  const list = inside.findIndex((node) => node.includes('class_name=ExtensionPermissionsView'));
  const items = inside.slice(list).filter((node) => node.includes(' staticText '));
  return {
    asksFor: items.map(nameOf),
    canBeAllowed: allow !== undefined && !allow.includes('restriction=disabled'),
  };
}

/** Everything in the browser's window, one node after the other, with a plus sign for each level. */
async function readWindow(accessibilityPage: Page): Promise<string> {
  // This page is not the one in front, and only that one can be clicked.
  await accessibilityPage.evaluate(`(() => {
    document.querySelectorAll('#browsers pre').forEach((tree) => tree.remove());
    document.querySelector('#browsers [id$=showOrRefreshTree]').click();
  })()`);
  return (await accessibilityPage.locator('#browsers pre').textContent()) ?? '';
}

function depthOf(node = ''): number {
  return node.lastIndexOf('+', node.indexOf('id=')) + 1;
}

function nameOf(node: string): string {
  return / name=(.*?) (?:name_from|offset_container_id)=/s.exec(node)?.[1] ?? '';
}
