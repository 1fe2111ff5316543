import { addressOf, inTab, store } from '../bench.ts';
import type { Measurement } from '../measurement.ts';
import { noteWhenShown, whenShown } from '../shown.ts';
import { storedClients } from '../stored-clients.ts';

const COUNTS = [1, 100, 10_000] as const;
const PAGES = [
  { name: 'Popup', product: 'popup.html', minimal: 'popup.html' },
  { name: 'Workbench', product: 'options.html#/clients', minimal: 'workbench.html' },
] as const;
const FIRST_CLIENT = { product: 'ul[aria-label="Clients"] li', minimal: 'li' } as const;

/** From opening a page until its clients are painted. */
export const lists: readonly Measurement[] = PAGES.flatMap((page) =>
  COUNTS.map((count): Measurement => ({
    name: `${page.name} with ${count.toLocaleString('en')} client${count === 1 ? '' : 's'}`,
    unit: 'ms',
    rounds: count === 10_000 ? 9 : 15,
    ...(page.name === 'Popup' && count !== 100 ? { budget: { ratio: 1.5 } } : {}),
    prepare: async (bench) => {
      await store(bench, { clients: storedClients(count) });
      return (side) =>
        inTab(bench, async (tab) => {
          await noteWhenShown(tab, { selector: FIRST_CLIENT[side] });
          await tab.goto(addressOf(bench, side, page[side]));
          return whenShown(tab);
        });
    },
  })),
);
