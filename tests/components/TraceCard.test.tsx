import { fireEvent, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, test } from 'vitest';
import { StepDetails } from '../../components/runs/StepDetails';
import { UsesCard } from '../../components/runs/UsesCard';
import { CopiedRun } from '../../components/share/copied-run';
import { TraceCard } from '../../components/trace/TraceCard';
import { reduceRun, type Run, stepsOfGrant } from '../../utils/oauth/run';
import type { RunEvent } from '../../utils/oauth/run-event';
import { exchangeOf, goodEvents, runOf, runUpTo, started } from '../utils/oauth/sample-run';
import { accessToken, echoesOf, idToken, tellingRun, told } from '../utils/share/telling-run';
import { hostileTexts, useFreshPage } from './page';

useFreshPage();

const SECRETS = [
  told.code,
  told.codeVerifier,
  told.refreshToken,
  told.cookie,
  accessToken,
  idToken,
  accessToken.split('.')[1] ?? '',
  idToken.split('.')[1] ?? '',
  accessToken.slice(-16),
];

function show(run: Run) {
  return render(
    <CopiedRun value={run}>
      <TraceCard run={run} />
    </CopiedRun>,
  );
}

const card = () => screen.getByRole('region', { name: 'Trace' });
const rows = () => within(screen.getByRole('list', { name: 'Messages' })).getAllByRole('listitem');
const status = () => within(card()).getAllByRole('status')[0];

function row(label: string): HTMLElement {
  const found = rows().find((item) => item.querySelector('summary')?.textContent.includes(label));
  if (found === undefined) throw new Error(`There is no message ${label}.`);
  return found;
}

async function open(label: string): Promise<HTMLElement> {
  const summary = row(label).querySelector('summary');
  if (summary === null) throw new Error('The message cannot be opened.');
  await userEvent.click(summary);
  return row(label);
}

/** Opens everything that is folded away, also what comes into being by that. */
function openAll(): void {
  for (;;) {
    const [closed] = document.querySelectorAll('details:not([open]) > summary');
    if (closed === undefined) return;
    fireEvent.click(closed);
  }
}

function expectNoSecret(): void {
  const shown = document.body.innerHTML;
  for (const secret of SECRETS) {
    expect(shown).not.toContain(secret);
    expect(shown).not.toContain(encodeURIComponent(secret));
  }
}

/** The telling run, with a use of its tokens. */
function usedRun(): Run {
  const at = 20_000;
  const events: readonly RunEvent[] = [
    {
      type: 'exchanged',
      at,
      exchange: exchangeOf(
        { active: true, token: accessToken, username: told.name },
        {
          purpose: 'introspection',
          startedAt: at - 40,
          request: {
            method: 'POST',
            url: 'https://auth.example.com/introspect',
            headers: [['authorization', `Bearer ${accessToken}`]],
            form: [['token', accessToken]],
          },
        },
      ),
    },
    {
      type: 'token-used',
      at,
      use: {
        kind: 'introspection',
        token: 'access_token',
        at,
        outcome: { ok: true, claims: { active: true }, checks: [] },
      },
    },
  ];
  return events.reduce<Run>(
    (run, event) => reduceRun(run, event) ?? run,
    tellingRun(SECRETS.slice(0, 5).flatMap(echoesOf)),
  );
}

describe('the list', () => {
  test('has a line for each message, and shows what it carries once it is opened', async () => {
    show(runOf(goodEvents));
    expect(rows().map((item) => item.textContent)).toEqual([
      '+4.00 sDiscovery requestExtension →to Authorization server200 OK40 ms',
      '+4.00 sAuthorization requestBrowser →to Authorization serverAnswered',
      '+6.50 sAuthorization responseAuthorization server →to Extensioncode, state, iss',
      '+4.00 sToken requestExtension →to Authorization server200 OK40 ms',
    ]);
    expect(screen.queryByRole('article')).toBeNull();
    const opened = await open('Discovery request');
    expect(within(opened).getByRole('article', { name: 'Discovery request' })).toBeDefined();
    expect(opened.textContent).toContain('Response: 200 OK');
    // There is nothing to hide.
    expect(within(opened).queryByRole('button', { name: 'Show secrets' })).toBeNull();
  });

  test('is not there before the first message', () => {
    show(runOf([started]));
    expect(screen.queryByRole('region', { name: 'Trace' })).toBeNull();
  });

  test('shows numbers, duplicate names and hostile texts as they came', async () => {
    const body = `{"n": 12345678901234567890, "a": 1, "a": 2, "x": ${JSON.stringify(hostileTexts[0])}}`;
    const exchange = exchangeOf(body, {
      request: {
        method: 'POST',
        url: 'https://auth.example.com/token',
        headers: hostileTexts.slice(0, 3).map((text) => ['x-text', text] as const),
      },
    });
    show(runUpTo('authorization-accepted', { type: 'exchanged', at: 9000, exchange }));
    const opened = await open('Token request');
    const shown = within(opened).getByRole('group', { name: 'Response body' }).textContent;
    expect(shown).toContain('"n": 12345678901234567890');
    expect(shown.match(/"a": \d/g)).toEqual(['"a": 1', '"a": 2']);
    expect(document.querySelector('img, script')).toBeNull();
    await userEvent.click(within(opened).getByRole('radio', { name: 'Raw' }));
    expect(within(opened).getByRole('group', { name: 'Response body' }).textContent).toBe(body);
  });

  test('says what is missing of an answer', async () => {
    const cut = exchangeOf('x', { purpose: 'discovery' });
    const events: readonly RunEvent[] = [
      started,
      {
        type: 'exchanged',
        at: 2000,
        exchange: {
          ...cut,
          outcome: { kind: 'response', status: 200, headers: [], body: 'x', end: 'too large' },
        },
      },
      {
        type: 'exchanged',
        at: 3000,
        exchange: {
          ...cut,
          purpose: 'token',
          outcome: { kind: 'error', message: 'did not answer within 20 s' },
        },
      },
      {
        type: 'exchanged',
        at: 3000,
        exchange: { ...cut, purpose: 'jwks', outcome: { kind: 'redirect' } },
      },
    ];
    show(runOf(events));
    expect((await open('Discovery request')).textContent).toContain('its first 500,000 were kept');
    expect((await open('Token request')).textContent).toContain(
      'No answer: the server did not answer within 20 s.',
    );
    expect((await open('Key set request')).textContent).toContain('does not say where to');
  });

  test('makes a body only once somebody opens it', async () => {
    const exchange = exchangeOf({ rows: Array.from({ length: 20_000 }, (_, id) => ({ id })) });
    show(runUpTo('authorization-accepted', { type: 'exchanged', at: 9000, exchange }));
    expect(document.body.innerHTML.length).toBeLessThan(20_000);
    const opened = await open('Token request');
    expect(within(opened).getByRole('group', { name: 'Response body' }).textContent).toMatch(
      /more characters are not shown\.$/,
    );
  });
});

describe('secrets', () => {
  test('are nowhere on the page before somebody asks for them', async () => {
    const run = usedRun();
    show(run);
    openAll();
    expect(screen.getAllByText(/^Decoded: /).length).toBeGreaterThan(3);
    expectNoSecret();
    for (const raw of document.querySelectorAll('input[type=radio]')) fireEvent.click(raw);
    await userEvent.click(screen.getByRole('radio', { name: 'List' }));
    openAll();
    expectNoSecret();
    await userEvent.click(screen.getByRole('radio', { name: 'Diagram' }));
    expectNoSecret();
  });

  test('nor where the messages of a step or a use are shown', async () => {
    const run = usedRun();
    render(
      <CopiedRun value={run}>
        {stepsOfGrant(run.grant).map((step) => (
          <StepDetails key={step} run={run} step={step} onClose={() => undefined} />
        ))}
        <UsesCard run={run} />
      </CopiedRun>,
    );
    openAll();
    expect(screen.getAllByRole('article').length).toBeGreaterThan(8);
    expectNoSecret();
  });

  test('are shown of one message, and hidden again', async () => {
    show(tellingRun());
    const request = await open('Token request');
    const callback = await open('Authorization response');
    expect(request.textContent).toContain('code verifier ••••••');
    await userEvent.click(within(request).getByRole('button', { name: 'Show secrets' }));
    for (const secret of [told.code, told.codeVerifier, accessToken]) {
      expect(request.textContent).toContain(secret);
    }
    expect(callback.textContent).not.toContain(told.code);
    await userEvent.click(within(request).getByRole('button', { name: 'Hide secrets' }));
    expectNoSecret();
  });
});

describe('the search', () => {
  test('says how many messages match, and marks what matches', async () => {
    show(tellingRun());
    await userEvent.type(screen.getByRole('searchbox', { name: 'Search the trace' }), 'grant_type');
    expect(status()?.textContent).toBe('1 of 4 messages match');
    expect(rows()).toHaveLength(1);
    const opened = await open('Token request');
    expect([...opened.querySelectorAll('mark')].map((mark) => mark.textContent)).toEqual([
      'grant_type',
    ]);
    await userEvent.clear(screen.getByRole('searchbox'));
    expect(status()?.textContent).toBe('');
    expect(document.querySelector('mark')).toBeNull();
    expect(rows()).toHaveLength(4);
  });

  test('finds a secret without showing it', async () => {
    show(tellingRun());
    const search = screen.getByRole('searchbox');
    await userEvent.type(search, told.code);
    expect(status()?.textContent).toBe('2 of 4 messages match');
    const opened = await open('Token request');
    expect(opened.textContent).not.toContain(told.code);
    await userEvent.click(within(opened).getByRole('button', { name: 'Show secrets' }));
    expect(opened.querySelector('mark')?.textContent).toBe(told.code);
  });

  test('opens the headers in which it found something', async () => {
    show(tellingRun());
    await userEvent.type(screen.getByRole('searchbox'), 'application/json');
    const opened = await open('Discovery request');
    const headers = within(opened).getByText('Response headers (1)').closest('details');
    expect(headers?.open).toBe(true);
  });

  test('says that nothing matches', async () => {
    show(tellingRun());
    await userEvent.type(screen.getByRole('searchbox'), 'no such text');
    expect(status()?.textContent).toBe('0 of 4 messages match');
    expect(screen.queryByRole('list', { name: 'Messages' })).toBeNull();
  });
});

describe('the diagram', () => {
  test('has participants, arrows and notes in order, and opens a message by keyboard', async () => {
    show(runOf(goodEvents));
    await userEvent.click(screen.getByRole('radio', { name: 'Diagram' }));
    const diagram = screen.getByRole('region', { name: 'Sequence diagram' });
    expect(
      within(within(diagram).getByRole('list', { name: 'Participants' }))
        .getAllByRole('listitem')
        .map((item) => item.textContent),
    ).toEqual(['Browser', 'Extension', 'Authorization serverauth.example.com']);
    expect(
      within(diagram)
        .getAllByRole('button')
        .map((button) => button.getAttribute('aria-label')),
    ).toEqual([
      'Discovery request, Extension to Authorization server',
      'Discovery response, Authorization server to Extension, 200 OK',
      'Opens the sign-in window, Extension to Browser',
      'Authorization request, Browser to Authorization server',
      'Authorization response, Authorization server to Browser, code, state, iss',
      'Callback, handed over, Browser to Extension, code, state, iss',
      'Token request, Extension to Authorization server',
      'Token response, Authorization server to Extension, 200 OK',
    ]);
    expect(diagram.textContent).toContain('State and issuer fit');

    const arrow = within(diagram).getByRole('button', { name: /^Token response/ });
    arrow.focus();
    await userEvent.keyboard('{Enter}');
    const whole = screen.getByRole('group', { name: 'Token request' });
    expect(document.activeElement).toBe(whole);
    expect(arrow.getAttribute('aria-expanded')).toBe('true');
    expect(within(whole).getByRole('group', { name: 'Response body' })).toBeDefined();
    await userEvent.click(within(whole).getByRole('button', { name: 'Close' }));
    expect(screen.queryByRole('group', { name: 'Token request' })).toBeNull();
    expect(document.activeElement?.getAttribute('aria-label')).toMatch(/^Token request/);
  });

  test('shows the messages alone that a search finds', async () => {
    show(runOf(goodEvents));
    await userEvent.click(screen.getByRole('radio', { name: 'Diagram' }));
    await userEvent.type(screen.getByRole('searchbox'), 'openid-configuration');
    const diagram = screen.getByRole('region', { name: 'Sequence diagram' });
    expect(within(diagram).getAllByRole('button')).toHaveLength(2);
    expect(diagram.textContent).not.toContain('Done');
  });
});
