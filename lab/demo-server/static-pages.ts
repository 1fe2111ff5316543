import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DemoClient } from './clients.ts';
import type { FaultSwitches } from './faults/fault-switches.ts';
import type { Markup } from '../common/html.ts';
import type { Middleware } from './middleware.ts';
import { clientPage, clientPolicyPage, clientTermsPage } from './pages/client-pages.ts';
import { errorPage } from './pages/error-page.ts';
import { homePage } from './pages/home-page.ts';
import { sendPage } from './send-page.ts';

type Asset = { readonly type: string; readonly content: string };

/** Serves the home page, the pages and logos of the clients, the style, and a page for every unknown address. */
export function serveStaticPages(
  issuer: string,
  clients: readonly DemoClient[],
  faults: FaultSwitches,
): Middleware {
  const assets = readAssets(clients);
  const host = new URL(issuer).host;
  const showHome = () =>
    homePage({ clients, host, faultsOn: faults.list().filter(({ isOn }) => isOn).length });
  const pages = new Map<string, Markup>(
    clients.flatMap((client): [string, Markup][] => [
      [new URL(client.clientUri).pathname, clientPage(client)],
      [new URL(client.policyUri).pathname, clientPolicyPage(client)],
      [new URL(client.tosUri).pathname, clientTermsPage(client)],
    ]),
  );

  return async (ctx, next) => {
    if (ctx.method === 'GET' && ctx.path === '/') return sendPage(ctx, showHome());
    const page = ctx.method === 'GET' ? pages.get(ctx.path) : undefined;
    const asset = ctx.method === 'GET' ? assets.get(ctx.path) : undefined;
    if (page !== undefined) return sendPage(ctx, page);
    if (asset !== undefined) {
      ctx.set('X-Content-Type-Options', 'nosniff');
      ctx.type = asset.type;
      ctx.body = asset.content;
      return;
    }
    await next();
    if (
      ctx.status === 404 &&
      (ctx.body ?? undefined) === undefined &&
      ctx.accepts('json', 'html') === 'html'
    ) {
      const description = 'There is no page at this address.';
      sendPage(ctx, errorPage({ error: 'not_found', description, host }), 404);
    }
  };
}

function readAssets(clients: readonly DemoClient[]): ReadonlyMap<string, Asset> {
  const logos = [...clients.map(({ clientId }) => clientId), 'harbour-fern'];
  return new Map([
    ['/assets/style.css', { type: 'text/css', content: readNeighbour('../common/style.css') }],
    ...logos.map((name): [string, Asset] => [
      `/assets/${name}.svg`,
      { type: 'image/svg+xml', content: readNeighbour(`assets/${name}.svg`) },
    ]),
  ]);
}

function readNeighbour(path: string): string {
  return readFileSync(join(import.meta.dirname, path), 'utf8');
}
