import { type Page } from '@playwright/test';
import { addressOf, type Bench, inTab, type Side, store } from '../bench.ts';
import type { Measurement } from '../measurement.ts';
import { noteWhenShown, whenShown } from '../shown.ts';

const CLIENT_ID = 'demo-public';
const SCOPE = 'openid profile email reservations.read';
const PAGES = { product: 'options.html#/clients/bench', minimal: 'run.html' } as const;
const RUN = { product: 'Run flow', minimal: 'Run' } as const;
const RESULT = {
  // The scopes and the tokens are drawn too.
  product: {
    selector: 'body:has(table[aria-label="Scopes"]) [role="status"][aria-label="Run status"]',
    text: 'Done',
  },
  minimal: { selector: 'pre', text: '"access_token"' },
} as const;

type Endpoints = { readonly product: object; readonly minimal: object };

const runOf = (
  how: Pick<Measurement, 'name' | 'budget' | 'note'>,
  endpointsOf: (issuer: string) => Endpoints,
): Measurement => ({
  unit: 'ms',
  rounds: 20,
  ...how,
  prepare: async (bench) => {
    const endpoints = endpointsOf(bench.demo.issuer);
    await store(bench, {
      clients: { version: 1, clients: [clientWith(endpoints.product)] },
      run: { clientId: CLIENT_ID, scope: SCOPE, ...endpoints.minimal },
    });
    await inTab(bench, (page) => signInOnce(page, bench));
    return (side) => inTab(bench, (page) => run(page, bench, side));
  },
});

/** From the click until the tokens are painted. The demo server knows the user, and the consent. */
export const wholeRuns: readonly Measurement[] = [
  runOf(
    {
      name: 'A whole run: window and token request',
      budget: { ratio: 1.25 },
      note: 'ours until “Done”, the scopes and the decoded tokens are painted, the other until the response is as it came; ours stores what came before it goes on, draws each step while the window loads, and explains the result',
    },
    (issuer) => ({
      product: {
        provider: 'generic-oauth2',
        authorization_endpoint: `${issuer}/authorize`,
        token_endpoint: `${issuer}/token`,
      },
      minimal: {
        authorizationEndpoint: `${issuer}/authorize`,
        tokenEndpoint: `${issuer}/token`,
      },
    }),
  ),
  runOf({ name: 'The same with discovery, keys and a verified ID token' }, (issuer) => ({
    product: { provider: 'generic-oidc', issuer },
    minimal: { issuer },
  })),
];

async function run(page: Page, bench: Bench, side: Side): Promise<number> {
  await open(page, bench, side);
  await press(page, side);
  return whenShown(page);
}

/** Gives the server the sign-in and the consent that it remembers; the second time it asks for neither. */
async function signInOnce(page: Page, bench: Bench): Promise<void> {
  await open(page, bench, 'product');
  bench.context.once('page', (window) => void signIn(window));
  await press(page, 'product');
  await whenShown(page);
  bench.context.removeAllListeners('page');
}

async function signIn(window: Page): Promise<void> {
  await window.getByRole('button', { name: 'Continue as Ada Lindqvist' }).click();
  await window.getByRole('button', { name: 'Allow' }).click();
}

async function open(page: Page, bench: Bench, side: Side): Promise<void> {
  await noteWhenShown(page, RESULT[side]);
  await page.goto(addressOf(bench, side, PAGES[side]));
  await page.evaluate(
    "addEventListener('click', () => { noted.startedAt = performance.now(); }, { capture: true })",
  );
}

async function press(page: Page, side: Side): Promise<void> {
  await page.getByRole('button', { name: RUN[side], exact: true }).click();
}

function clientWith(endpoints: object): object {
  return {
    client_id: CLIENT_ID,
    client_name: 'Benchmark',
    scope: SCOPE,
    token_endpoint_auth_method: 'none',
    grant_types: ['authorization_code'],
    oauth_workbench: { id: 'bench', slug: 'bench', ...endpoints },
  };
}
