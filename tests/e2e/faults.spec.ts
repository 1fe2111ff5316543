import type { Page } from '@playwright/test';
import { allFaults } from '../../lab/demo-server/faults/all-faults.ts';
import { type Fault, type FaultStep, faultSteps } from '../../lab/demo-server/faults/fault.ts';
import type { DemoServer } from '../../lab/demo-server/start-demo-server.ts';
import {
  committedSection,
  type DiagnosisRow,
  isWriting,
  sectionOf,
  writeSection,
} from '../faults/diagnoses-page.ts';
import { type ExpectedCause, expectedCauses } from '../faults/expected-causes.ts';
import {
  type EmulationCase,
  emulationCases,
  type EmulatedProvider,
} from '../faults/emulation-cases.ts';
import { answerConsent, credentialsOf, endpointsOf, test } from './support/emulations.ts';
import { expect, goTo, REDIRECT_BASE } from './support/extension.ts';
import {
  endOfRun,
  firstDiagnosis,
  startRun,
  storeClient,
  type StoredClient,
  useToken,
} from './support/lab-runs.ts';
import { signIn } from './support/run.ts';

test.use({ sharesBrowser: true });
test.describe.configure({ mode: 'parallel', timeout: 180_000 });

const CLIENT_ID = 'fault-lab';
const PROVIDERS = ['apaleo', 'Pleo', 'Pipedrive'] as const satisfies readonly EmulatedProvider[];

/** The parts of the table that share a server, in tests of much the same length. */
const GROUPS: readonly (readonly FaultStep[])[] = [
  // It takes longest, and so begins first.
  ['Bad input'],
  ['Discovery', 'Sign-in page'],
  ['Authorization response', 'Tokens'],
  ['Token request', 'Use of the tokens'],
];
const TITLES: readonly string[] = [...faultSteps, ...PROVIDERS];

/** Each costs the 20 seconds after which a server is given up: one stands here for all, which are tested without a browser. */
const WAITING = /^(?:never-answers|drips)-at-/;
const WAITED_FOR: ReadonlySet<string> = new Set(['drips-at-token']);

const inBrowser = allFaults.filter(({ id }) => !WAITING.test(id) || WAITED_FOR.has(id));

test('every fault has a true cause', () => {
  expect(Object.keys(expectedCauses).toSorted()).toEqual(allFaults.map(({ id }) => id).toSorted());
});

for (const steps of GROUPS) {
  test(`the first diagnosis names the true cause: ${steps.join(', ')}`, async ({
    workbench,
    startDemo,
  }) => {
    const demo = await startDemo([REDIRECT_BASE + CLIENT_ID]);
    await consentOnce(workbench, demo);
    const faulty: string[] = [];
    for (const step of steps) {
      const rows: DiagnosisRow[] = [];
      for (const fault of inBrowser.filter((one) => one.step === step)) {
        const row = await test.step(fault.id, () => runInto(workbench, demo, fault));
        rows.push(row);
        faulty.push(...judge(fault.id, expectedCauses[fault.id], row));
      }
      expectSection(step, rows);
    }
    expect(faulty).toEqual([]);
  });
}

for (const provider of PROVIDERS) {
  test(`the first diagnosis names the true cause: ${provider}`, async ({
    workbench,
    startApaleo,
    startPleo,
    startPipedrive,
  }) => {
    const start = { apaleo: startApaleo, Pleo: startPleo, Pipedrive: startPipedrive }[provider];
    const faulty: string[] = [];
    const rows: DiagnosisRow[] = [];
    for (const one of emulationCases[provider]) {
      const row = await test.step(one.fault, async () => {
        const emulation = await start(REDIRECT_BASE + CLIENT_ID);
        return runEmulation(workbench, emulation, one);
      });
      rows.push(row);
      faulty.push(...judge(one.fault, one, row));
    }
    expectSection(provider, rows);
    expect(faulty).toEqual([]);
  });
}

/** A cause that begins with the code of an error is no explanation of it. */
const ERROR_CODE = /^[a-z]+_[a-z_]+\b/i;

/** What is wrong with a diagnosis, in a line; nothing where it names the true cause, and what to do about it. */
function judge(
  fault: string,
  expected: ExpectedCause | undefined,
  { cause, remedy, status }: DiagnosisRow,
): readonly string[] {
  const names = expected?.names;
  if (names === undefined) return [];
  if (!names.test(cause)) {
    return [`${fault}: “${cause}” does not name the true cause (${names}); status: ${status}`];
  }
  if (ERROR_CODE.test(cause)) return [`${fault}: “${cause}” only repeats what the server said`];
  return remedy === '' ? [`${fault}: “${cause}” comes without a remedy`] : [];
}

function expectSection(title: string, rows: readonly DiagnosisRow[]): void {
  const section = sectionOf(title, rows);
  if (isWriting) writeSection(title, section, TITLES);
  else
    expect
      .soft(section, 'npm run faults-table writes docs/diagnoses.md')
      .toBe(committedSection(title));
}

const clientOf = (demo: DemoServer, changes: Partial<StoredClient> = {}): StoredClient => ({
  id: CLIENT_ID,
  clientId: 'demo-confidential',
  secret: 'demo-secret-not-a-real-one',
  scope: 'openid profile email reservations.read',
  ...changes,
  own: { provider: 'generic-oidc', issuer: demo.issuer, ...changes.own },
});

/** The session and the grant are remembered from then on: no run has a page to show. */
async function consentOnce(page: Page, demo: DemoServer): Promise<void> {
  await storeClient(page, clientOf(demo));
  const [window, runId] = await Promise.all([
    page.context().waitForEvent('page'),
    startRun(page, CLIENT_ID),
  ]);
  await signIn(window, 'Ada Lindqvist');
  expect(await endOfRun(page, runId)).toBe('Done');
  expect(await firstDiagnosis(page), 'a good run has no diagnosis').toBeUndefined();
}

async function runInto(page: Page, demo: DemoServer, fault: Fault): Promise<DiagnosisRow> {
  const { id, title, effect } = fault;
  await storeClient(page, clientOf(demo, changesFor(id)));
  demo.faults.setExactly([id]);
  try {
    const status = await statusOf(page, id);
    const diagnosis = await firstDiagnosis(page);
    return rowOf(`${title} (\`${id}\`): ${effect}`, status, diagnosis);
  } finally {
    demo.faults.setExactly([]);
  }
}

/** How the client has to be for a fault to show. */
function changesFor(id: string): Partial<StoredClient> {
  // A token for the API is not one for user info.
  if (/user-info/.test(id)) return { scope: 'openid profile email' };
  if (id.startsWith('origin-refused')) return { own: { origin_header: 'sent' } };
  return {};
}

const USES: readonly (readonly [RegExp, Readonly<Record<string, string>>])[] = [
  [/^introspection/, { kind: 'introspection', token: 'access_token' }],
  [/^revocation/, { kind: 'revocation', token: 'access_token' }],
  [/user-info/, { kind: 'user-info' }],
];

async function statusOf(page: Page, id: string): Promise<string> {
  if (id === 'sign-in-error-with-200') {
    const [window, run] = await Promise.all([
      page.context().waitForEvent('page'),
      startRun(page, CLIENT_ID),
    ]);
    await expect(window.getByRole('heading')).toBeVisible();
    await window.close();
    return endOfRun(page, run);
  }
  const timeout = WAITING.test(id) ? 30_000 : 15_000;
  const status = await endOfRun(page, await startRun(page, CLIENT_ID), timeout);
  const use = USES.find(([pattern]) => pattern.test(id))?.[1];
  if (use === undefined) return status;
  const runId = page.url().split('/').at(-1) ?? '';
  return useToken(page, runId, use, timeout);
}

async function runEmulation(
  page: Page,
  emulation: Parameters<typeof credentialsOf>[0],
  { fault, kind, switches, changes, answer, isRefreshed, isSecretWrong }: EmulationCase,
): Promise<DiagnosisRow> {
  const { clientId, clientSecret } = credentialsOf(emulation, kind);
  const { authorizationEndpoint, tokenEndpoint } = endpointsOf(emulation);
  const scopes = emulation.clients.find((client) => client.clientId === clientId)?.scopes ?? [];
  const id = changes?.id ?? CLIENT_ID;
  await goTo(page, '#/clients');
  await storeClient(page, {
    clientId,
    secret: isSecretWrong === true ? `${clientSecret}x` : clientSecret,
    scope: scopes.join(' '),
    ...changes,
    id,
    own: {
      provider: kind,
      token_endpoint: tokenEndpoint,
      ...(kind === 'apaleo-custom-app' ? {} : { authorization_endpoint: authorizationEndpoint }),
      ...changes?.own,
    },
  });
  const move = () => {
    for (const [name, value] of Object.entries(switches ?? {})) emulation.setSwitch(name, value);
  };
  if (isRefreshed !== true) move();
  const first = await playEmulation(page, id, answer);
  if (isRefreshed !== true) return rowOf(fault, first.status, await firstDiagnosis(page));
  expect(first.status).toBe('Done');
  move();
  const refresh = await startRun(page, id, { refreshes: first.runId });
  return rowOf(fault, await endOfRun(page, refresh), await firstDiagnosis(page));
}

async function playEmulation(page: Page, id: string, answer: EmulationCase['answer']) {
  if (answer === undefined) {
    const runId = await startRun(page, id);
    return { runId, status: await endOfRun(page, runId) };
  }
  const [window, runId] = await Promise.all([
    page.context().waitForEvent('page'),
    startRun(page, id),
  ]);
  await answerConsent(window, answer);
  return { runId, status: await endOfRun(page, runId) };
}

function rowOf(
  fault: string,
  status: string,
  diagnosis: Awaited<ReturnType<typeof firstDiagnosis>>,
): DiagnosisRow {
  const { cause = '–', certainty = '', remedy = '', places = [] } = diagnosis ?? {};
  return { fault, status, cause, certainty, remedy, places };
}
