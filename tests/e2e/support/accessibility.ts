import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';

const WIDE = { width: 1280, height: 900 } as const;
const NARROW = { width: 380, height: 700 } as const;
const LOOKS = [
  { name: 'light', colorScheme: 'light', size: WIDE },
  { name: 'dark', colorScheme: 'dark', size: WIDE },
  { name: 'light, 380 px', colorScheme: 'light', size: NARROW },
  { name: 'dark, 380 px', colorScheme: 'dark', size: NARROW },
] as const;

/** Looks at a screen in light and dark, wide and narrow: axe finds nothing, and nothing runs out of it sideways. */
export async function checkScreen(page: Page, name: string): Promise<void> {
  for (const look of LOOKS) await checkLook(page, name, look);
  await page.setViewportSize(WIDE);
}

/** The same for the popup, which has one width. */
export async function checkPopup(page: Page, name: string): Promise<void> {
  for (const look of LOOKS.slice(2)) await checkLook(page, name, look);
}

async function checkLook(page: Page, screen: string, look: (typeof LOOKS)[number]): Promise<void> {
  await test.step(`${screen}: ${look.name}`, async () => {
    await page.setViewportSize(look.size);
    await page.emulateMedia({ colorScheme: look.colorScheme, reducedMotion: 'reduce' });
    await page.evaluate('Promise.all(document.getAnimations().map(({ finished }) => finished))');
    // Legacy mode looks at this page alone, without opening another: the extension's pages have no frames.
    const { violations } = await new AxeBuilder({ page })
      .setLegacyMode(true)
      // Describing what is in order, element by element, would take half of the time.
      .options({ resultTypes: ['violations'] })
      .analyze();
    const found = violations.map(({ id, nodes }) => ({
      id,
      nodes: nodes.slice(0, 5).map(({ html, failureSummary }) => ({ html, failureSummary })),
    }));
    expect.soft(found, `${screen}, ${look.name}`).toEqual([]);
    const outside = await page.evaluate(elementsOutside);
    expect.soft(outside, `${screen}, ${look.name}: runs out sideways`).toEqual([]);
  });
}

/** What makes a page scroll sideways: the innermost elements beyond its right edge. */
function elementsOutside(): readonly string[] {
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth <= clientWidth) return [];
  const isOutside = (element: Element) => element.getBoundingClientRect().right > clientWidth;
  const outside = [...document.body.querySelectorAll('*')].filter(
    (element) => isOutside(element) && ![...element.children].some(isOutside),
  );
  return [
    `${scrollWidth - clientWidth} px too wide`,
    ...outside.slice(0, 5).map(({ outerHTML }) => outerHTML.slice(0, 200)),
  ];
}
