import { addressOf, type Bench, inTab, type Side, store } from '../bench.ts';
import type { Measurement } from '../measurement.ts';
import { heapOf } from '../heap.ts';
import { noteWhenShown, whenShown } from '../shown.ts';
import { storedClients } from '../stored-clients.ts';

const ROUNDS = 3;
const FIRST_CLIENT = { product: 'ul[aria-label="Clients"] li', minimal: 'li' } as const;
const POPUP = { product: 'popup.html', minimal: 'popup.html' } as const;
const WORKBENCH = { product: 'options.html#/clients', minimal: 'workbench.html' } as const;

const holds = (name: string, read: (bench: Bench, side: Side) => Promise<number>): Measurement => ({
  name: `Memory of ${name}`,
  unit: 'MB',
  rounds: ROUNDS,
  prepare: async (bench) => {
    await store(bench, { clients: storedClients(100) });
    return (side) => read(bench, side);
  },
});

const ofPage = (pages: Readonly<Record<Side, string>>) => (bench: Bench, side: Side) =>
  inTab(bench, async (tab) => {
    await noteWhenShown(tab, { selector: FIRST_CLIENT[side] });
    const address = addressOf(bench, side, pages[side]);
    await tab.goto(address);
    await whenShown(tab);
    return heapOf(bench, (target) => target.type === 'page' && target.url === address);
  });

const ofWorker = (bench: Bench, side: Side) =>
  inTab(bench, async (tab) => {
    await tab.goto(addressOf(bench, side, POPUP[side]));
    // A message starts the worker where it does not run.
    await tab.evaluate("chrome.runtime.sendMessage('run').catch(() => undefined)");
    const prefix = addressOf(bench, side, '');
    return heapOf(bench, ({ type, url }) => type === 'service_worker' && url.startsWith(prefix));
  });

/** What JavaScript holds after a collection. */
export const memory: readonly Measurement[] = [
  holds('the popup, 100 clients', ofPage(POPUP)),
  holds('the workbench, 100 clients', ofPage(WORKBENCH)),
  holds('the worker', ofWorker),
];
