import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, test, vi } from 'vitest';
import { DiagnosisCard } from '../../components/diagnosis/DiagnosisCard';
import type { Client } from '../../utils/clients/client';
import type { Redirect } from '../../utils/clients/redirect';
import { diagnose } from '../../utils/diagnosis/diagnose';
import type { Diagnosis } from '../../utils/diagnosis/diagnosis';
import { symptomsOfRun } from '../../utils/diagnosis/gather-symptoms';
import {
  callbackMissed,
  type Failure,
  permissionMissing,
  permissionWithdrawn,
} from '../../utils/oauth/failure';
import type { Run, RunStep } from '../../utils/oauth/run';
import { resultOf } from '../../utils/oauth/run-result';
import { signInExpired } from '../../utils/oauth/sign-in-expiry';
import { updateClients } from '../../utils/platform/clients-storage';
import { sampleClient } from '../utils/clients/sample-client';
import { authorization, redirectUri, runOf, started } from '../utils/oauth/sample-run';
import { connectFreshClients, hostileTexts, useFreshPage } from './page';

useFreshPage();

const uri = 'https://app.example.com/callback';
const inWindow: Redirect = { mode: 'extension', uri: redirectUri, isOwn: true };
const capture: Redirect = { mode: 'capture', uri };
const manual: Redirect = { mode: 'manual', uri };
const missing = permissionMissing(['https://app.example.com']);

const pageNotLoaded: Failure = {
  code: 'page_not_loaded',
  cause: 'auth.example.com sent no sign-in page',
  remedy: 'Look at its log.',
};

/** The card of a run with this redirect that failed so, or whose window was closed. */
async function show(
  end: Failure | 'closed',
  redirect: Redirect,
  stored: readonly Client[] = [sampleClient],
) {
  const isBefore = end !== 'closed' && end.origins !== undefined;
  const run = runOf([
    { ...started, redirect } as typeof started,
    ...(isBefore ? [] : [{ type: 'authorization-requested', at: 1500, ...authorization } as const]),
    end === 'closed'
      ? { type: 'cancelled', at: 9000, by: 'window' }
      : { type: 'failed', at: 2000, failure: end },
  ]);
  const symptoms = symptomsOfRun(run, resultOf(run), run.updatedAt);
  if (symptoms === undefined) throw new Error('The run is not over.');
  return showDiagnoses(diagnose(symptoms), run, stored);
}

async function showDiagnoses(
  diagnoses: readonly Diagnosis[],
  run: Run,
  stored: readonly Client[] = [sampleClient],
) {
  await updateClients(() => stored);
  await connectFreshClients();
  const onStep = vi.fn<(step: RunStep) => void>();
  const { container } = render(<DiagnosisCard diagnoses={diagnoses} ofRun={{ run, onStep }} />);
  return { user: userEvent.setup(), container, onStep };
}

/** Those of the most likely cause: what is folded away is no part of the accessible tree here. */
const main = () => {
  const others = screen.queryByRole('list', { name: 'Other causes that fit' });
  const isMain = (element: HTMLElement) => others?.contains(element) !== true;
  const texts = (role: 'button' | 'link') =>
    screen
      .queryAllByRole(role)
      .filter(isMain)
      .map((element) => element.textContent);
  return { buttons: texts('button'), links: texts('link') };
};

const ALLOW = 'Allow access to app.example.com';
const PASTE = 'Paste the callback URL instead';
const OPEN = 'Open in a tab';
const SEE = 'See what the page says';
const EDIT = /^Edit the client “Booking widget”: /;

describe('DiagnosisCard', () => {
  test.each<[string, Failure | 'closed', Redirect, readonly string[], readonly string[]]>([
    ['no page in the window', pageNotLoaded, inWindow, [OPEN], []],
    ['no page in a tab', pageNotLoaded, capture, [], [OPEN]],
    ['access missing for what is captured', missing, capture, [ALLOW, PASTE], [OPEN]],
    [
      'access taken away',
      permissionWithdrawn(['https://app.example.com']),
      capture,
      [ALLOW, PASTE],
      [],
    ],
    ['access missing, where it is pasted', missing, manual, [ALLOW], [PASTE]],
    ['access missing for the window', missing, inWindow, [ALLOW], [PASTE, OPEN]],
    ['a callback that was missed', callbackMissed(uri), capture, [PASTE], [ALLOW]],
    ['a sign-in that took too long', signInExpired(), capture, ['Try once more', PASTE], [SEE]],
    ['a window that was closed', 'closed', inWindow, [SEE, 'Try once more', OPEN], [PASTE]],
    ['a tab that was closed', 'closed', capture, [SEE, 'Try once more'], [OPEN]],
    ['a sign-in elsewhere', 'closed', manual, ['Try once more'], [SEE, OPEN]],
  ])('offers after %s what helps there', async (_, end, redirect, offered, not) => {
    await show(end, redirect);
    expect(main().buttons).toEqual(expect.arrayContaining([...offered]));
    expect(main().buttons.filter((name) => not.includes(name ?? ''))).toEqual([]);
  });

  test('offers to open the page in a tab once, whatever cause is found for what hid it', async () => {
    const run = runOf([
      { ...started, redirect: inWindow } as typeof started,
      { type: 'authorization-requested', at: 1500, ...authorization },
      { type: 'failed', at: 2000, failure: pageNotLoaded },
    ]);
    const other: Diagnosis = {
      rule: 'two',
      certainty: 'possible',
      cause: 'Or this.',
      reasons: [],
      remedy: 'Mend it.',
      places: [],
    };
    await showDiagnoses([{ ...other, rule: 'one', cause: 'This is it.' }, other], run);
    expect(screen.getAllByText(OPEN)).toHaveLength(1);
    expect(main().buttons).toEqual([OPEN]);
  });

  test('leads to the field, and nowhere once the client was deleted', async () => {
    await show(pageNotLoaded, inWindow);
    const link = screen.getByRole('link', { name: EDIT });
    expect(link.getAttribute('href')).toMatch(/^#\/clients\/sample-id\/[a-z-]+$/);
  });

  test.each<[Failure, Redirect, readonly string[]]>([
    [pageNotLoaded, inWindow, []],
    [missing, capture, [ALLOW]],
  ])('offers no other way of %j where the client was deleted', async (failure, redirect, left) => {
    await show(failure, redirect, []);
    const { buttons, links } = main();
    expect(buttons.filter((name) => !name?.startsWith('Show step'))).toEqual(left);
    expect(links.filter((name) => name?.includes('client'))).toEqual([]);
  });

  test('asks for the passphrase where the vault is locked, and for nothing else', async () => {
    await show({ code: 'vault_locked', cause: 'locked', remedy: 'Unlock it.' }, capture);
    expect(screen.getByLabelText('Vault passphrase')).toBeDefined();
    expect(main().buttons).not.toContain(PASTE);
    expect(screen.queryByText('Unlock it.')).toBeNull();
  });

  test('says how sure it is, what speaks for it, and which others fit', async () => {
    const diagnosis: Diagnosis = {
      rule: 'one',
      certainty: 'likely',
      cause: 'This is it.',
      reasons: ['It looks like it.'],
      remedy: 'Mend it.',
      places: [
        { kind: 'step', step: 'sign-in' },
        { kind: 'page', name: 'Its page', url: 'https://docs.example.com/' },
        { kind: 'copy', name: 'redirect URI', value: 'https://a.example/' },
      ],
    };
    const { user, onStep } = await showDiagnoses(
      [diagnosis, { ...diagnosis, rule: 'two', certainty: 'possible', cause: 'Or this.' }],
      runOf([started]),
    );
    const card = within(screen.getByRole('region', { name: 'Diagnosis' }));
    expect(card.getByRole('heading', { name: 'This is it.' })).toBeDefined();
    expect(card.getByText('Likely')).toBeDefined();
    expect(card.getAllByText('It looks like it.')[0]).toBeDefined();
    expect(card.getByText('Other causes that fit (1)')).toBeDefined();
    expect(card.getByText('Or this.')).toBeDefined();
    await user.click(
      card.getAllByRole('button', { name: 'Show step “Sign-in and consent”' })[0] ??
        card.getByText('x'),
    );
    expect(onStep).toHaveBeenCalledExactlyOnceWith('sign-in');
    expect(main().links).toContain('Its page');
    expect(main().buttons).toContain('Copy the redirect URI');
  });

  test.each(hostileTexts)('shows the hostile text %# as text', async (text) => {
    const { container } = await showDiagnoses(
      [
        {
          rule: 'one',
          certainty: 'said',
          cause: text,
          reasons: [text],
          remedy: text,
          places: [],
        },
      ],
      runOf([started]),
    );
    expect(container.querySelector('h3')?.textContent).toBe(text);
    expect(container.querySelectorAll('img, script, table')).toHaveLength(0);
  });
});
