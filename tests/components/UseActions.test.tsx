import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { RunPage } from '../../components/runs/RunPage';
import type { Client } from '../../utils/clients/client';
import type { RunEvent } from '../../utils/oauth/run-event';
import { summaryOf } from '../../utils/oauth/run-summary';
import type { TokenUse } from '../../utils/oauth/token-use';
import { updateClients } from '../../utils/platform/clients-storage';
import type { Reply } from '../../utils/platform/messages';
import { writeRun } from '../../utils/platform/runs-storage';
import { connectRuns } from '../../utils/state/runs-store';
import { sampleClient } from '../utils/clients/sample-client';
import { exchangeOf, runOf, server, started, tokenBody } from '../utils/oauth/sample-run';
import { connectFreshClients, hostileTexts, useFreshPage } from './page';

useFreshPage();

const endpoints = {
  introspection_endpoint: 'https://auth.example.com/introspect',
  revocation_endpoint: 'https://auth.example.com/revoke',
  userinfo_endpoint: 'https://auth.example.com/me',
};

const tokens = { ...tokenBody, refresh_token: 'the-refresh-token' };

// Its endpoints are those that discovery found at the run.
const discovered: Client = { ...sampleClient, endpoints: {} };

let count = 0;

type Options = {
  readonly body?: object;
  readonly known?: object;
  readonly more?: readonly RunEvent[];
  readonly stored?: readonly Client[];
  readonly reply?: Reply | Promise<Reply>;
};

/** The page of a run that is over; what is sent to the worker is answered with `reply`. */
async function show(options: Options = {}) {
  const { body = tokens, known = endpoints, more = [], stored, reply = { ok: true } } = options;
  count += 1;
  const runId = `run-number-${count}`;
  const events: readonly RunEvent[] = [
    { ...started, runId, client: discovered } as RunEvent,
    { type: 'server-known', at: 2000, server: { ...server, ...known } },
    { type: 'exchanged', at: 3000, exchange: exchangeOf(body) },
    { type: 'finished', at: 4000 },
    ...more,
  ];
  await updateClients(() => stored ?? [discovered]);
  await connectFreshClients();
  await writeRun(summaryOf(runOf(events)), events);
  connectRuns();
  const send = vi.spyOn(fakeBrowser.runtime, 'sendMessage').mockImplementation(async () => reply);
  const { container } = render(<RunPage runId={runId} />);
  await screen.findByRole('status', { name: 'Run status' });
  return { user: userEvent.setup(), send, runId, container };
}

const button = (name: string) => screen.queryByRole('button', { name });
const uses = () =>
  [...(screen.queryByRole('list', { name: 'Uses of the tokens' })?.children ?? [])].map(
    (item) => item.querySelector('header')?.textContent ?? '',
  );

const failedOutcome: TokenUse['outcome'] = {
  ok: false,
  failure: { code: 'token_use_failed', cause: 'c', remedy: 'r' },
};
const doubtfulOutcome: TokenUse['outcome'] = {
  ok: true,
  checks: [{ name: 'Contents', outcome: 'warning', detail: 'A page.' }],
};

const used = (
  changes: Partial<TokenUse> = {},
  at = 9000,
  purpose: TokenUse['kind'] = 'introspection',
): readonly RunEvent[] => [
  {
    type: 'exchanged',
    at,
    exchange: exchangeOf({ active: true }, { purpose, startedAt: at - 10 }),
  },
  {
    type: 'token-used',
    at,
    use: {
      kind: 'introspection',
      at,
      token: 'access_token',
      outcome: {
        ok: true,
        claims: { active: true },
        checks: [{ name: 'Active', outcome: 'passed', detail: 'Good.' }],
      },
      ...changes,
    },
  },
];

describe('the tokens of a run on its page', () => {
  test.each<[string, Options, readonly string[]]>([
    ['all', {}, ['Refresh', 'Introspect', 'Revoke', 'Get user info']],
    ['none', { known: {} }, ['Refresh']],
    [
      'what the endpoints allow',
      { known: { revocation_endpoint: endpoints.revocation_endpoint } },
      ['Refresh', 'Revoke'],
    ],
    ['no refresh', { body: tokenBody }, ['Introspect', 'Revoke', 'Get user info']],
    ['nothing without tokens', { body: { error: 'x' } }, []],
  ])('can be used: %s', async (_, options, names) => {
    await show(options);
    const known = ['Refresh', 'Introspect', 'Revoke', 'Get user info'];
    expect(known.filter((name) => button(name) !== null)).toEqual(names);
  });

  test.each<[string, string | undefined, string | undefined, object]>([
    ['Introspect', undefined, undefined, { kind: 'introspection', token: 'access_token' }],
    [
      'Introspect',
      'Token to introspect',
      'access token, signed answer',
      { kind: 'introspection', token: 'access_token', isJwtWanted: true },
    ],
    [
      'Introspect',
      'Token to introspect',
      'refresh token',
      { kind: 'introspection', token: 'refresh_token' },
    ],
    ['Revoke', undefined, undefined, { kind: 'revocation', token: 'refresh_token' }],
    ['Revoke', 'Token to revoke', 'access token', { kind: 'revocation', token: 'access_token' }],
    ['Get user info', undefined, undefined, { kind: 'user-info' }],
  ])('%s, %s: %s', async (name, choice, option, wanted) => {
    const { user, send, runId } = await show();
    if (choice !== undefined && option !== undefined) {
      await user.selectOptions(screen.getByRole('combobox', { name: choice }), option);
    }
    await user.click(screen.getByRole('button', { name }));
    expect(send.mock.calls).toEqual([[{ type: 'use-token', runId, wanted }]]);
  });

  test('waits for one answer at a time, and says so', async () => {
    let answer: (reply: Reply) => void = () => undefined;
    const { user, send } = await show({
      reply: new Promise<Reply>((resolve) => {
        answer = resolve;
      }),
    });
    await user.click(screen.getByRole('button', { name: 'Introspect' }));
    for (const name of ['Introspect', 'Revoke', 'Get user info', 'Send request']) {
      expect(button(name)).toHaveProperty('disabled', true);
    }
    expect(screen.getByRole('status', { name: 'Last use of a token' }).textContent).toMatch(
      /One request with a token of a run at a time/,
    );
    answer({ ok: true });
    await waitFor(() => expect(button('Revoke')).toHaveProperty('disabled', false));
    expect(send).toHaveBeenCalledOnce();
  });

  test('asks for the access that is missing, and tries again', async () => {
    const reply: Reply = {
      ok: false,
      message: 'Nothing was sent: no permission yet.',
      obstacle: 'permission_missing',
      origins: ['https://auth.example.com'],
    };
    const ask = vi.spyOn(fakeBrowser.permissions, 'request').mockImplementation(async () => false);
    const { user, send } = await show({ reply });
    await user.click(screen.getByRole('button', { name: 'Get user info' }));
    expect((await screen.findByRole('alert')).textContent).toContain('no permission yet');
    expect(ask).toHaveBeenCalledWith({ origins: ['https://auth.example.com/*'] });
    expect(send).toHaveBeenCalledTimes(1);
    ask.mockImplementation(async () => true);
    send.mockImplementationOnce(async () => reply).mockImplementation(async () => ({ ok: true }));
    await user.click(screen.getByRole('button', { name: 'Allow access to auth.example.com' }));
    await waitFor(() => expect(screen.queryByRole('alert')).toBeNull());
    expect(send).toHaveBeenCalledTimes(3);
  });

  test.each<[Reply, string]>([
    [{ ok: false, message: 'm', obstacle: 'vault_locked' }, 'Vault passphrase'],
    [{ ok: false, message: 'm', obstacle: 'secret_missing' }, 'Edit the client “Booking widget”'],
  ])('helps where the secret is not at hand', async (reply, help) => {
    const { user } = await show({ reply });
    await user.click(screen.getByRole('button', { name: 'Revoke' }));
    expect(
      await waitFor(
        () => screen.queryByLabelText(help) ?? screen.getByRole('link', { name: help }),
      ),
    ).toBeDefined();
  });

  test('says why the last attempt was refused, and nothing older', async () => {
    const message = 'This client is not stored any more.';
    const { user } = await show({ reply: { ok: false, message } });
    await user.click(screen.getByRole('button', { name: 'Introspect' }));
    await screen.findByRole('alert');
    await user.click(screen.getByRole('button', { name: 'Refresh' }));
    await waitFor(() => expect(screen.getAllByText(message)).toHaveLength(1));
    await user.click(screen.getByRole('button', { name: 'Revoke' }));
    await waitFor(() => expect(screen.getAllByText(message)).toHaveLength(1));
  });

  test.each<[string, Partial<TokenUse>, boolean]>([
    ['of a use that failed', { outcome: failedOutcome }, true],
    ['that is doubtful', { kind: 'revocation', outcome: doubtfulOutcome }, true],
    ['whose claims are shown', {}, false],
  ])('shows the answer %s at once: %#', async (_, changes, isOpen) => {
    const { user } = await show({ more: used(changes, 9000, changes.kind) });
    const [list] = screen.getAllByRole('list', { name: 'Uses of the tokens' });
    const fold = [...(list?.querySelectorAll('details') ?? [])].find(
      (details) => details.firstElementChild?.textContent === 'The request and its answer',
    );
    expect(fold?.open).toBe(isOpen);
    if (!isOpen) await user.click(screen.getByText('The request and its answer'));
    const body = [...(fold?.querySelectorAll('details') ?? [])].at(-1);
    expect(body?.open).toBe(isOpen);
  });

  test('offers nothing in the name of a client that was deleted', async () => {
    await show({ stored: [] });
    expect(button('Introspect')).toHaveProperty('disabled', true);
    expect(button('Get user info')).toHaveProperty('disabled', false);
  });

  test('shows what came of uses, the newest first, and leaves the run as it was', async () => {
    await show({
      more: [
        ...used(),
        ...used(
          { kind: 'user-info', outcome: { ok: true, claims: { sub: 'ada' }, checks: [] } },
          10_000,
        ),
        ...used(
          {
            outcome: { ok: false, failure: { code: 'token_use_failed', cause: 'c', remedy: 'r' } },
          },
          11_000,
        ),
      ],
    });
    expect(uses().map((text) => text.replace(/\d\d:\d\d:\d\d$/, ''))).toEqual([
      'Introspection of the access tokenFailed',
      'User info with the access tokenReceived',
      'Introspection of the access tokenActive',
    ]);
    expect(screen.getByRole('status', { name: 'Run status' }).textContent).toBe('Done');
    expect(screen.getByText('3.0 s, 1 request')).toBeDefined();
  });

  test.each(hostileTexts)('shows the hostile text %# as text', async (text) => {
    const { container } = await show({
      more: used({
        outcome: {
          ok: true,
          claims: { active: true, [text.slice(0, 50)]: text },
          checks: [{ name: 'Active', outcome: 'failed', detail: text }],
        },
      }),
    });
    expect(container.querySelectorAll('img, script')).toHaveLength(0);
  });
});

describe('Call an API', () => {
  const url = () => screen.getByRole('textbox', { name: 'URL to call' });

  test('sends what was typed', async () => {
    const { user, send, runId } = await show();
    await user.type(url(), ' https://auth.example.com/api ');
    await user.selectOptions(screen.getByRole('combobox', { name: 'Method' }), 'PATCH');
    await user.selectOptions(screen.getByRole('combobox', { name: 'Body type' }), 'Form');
    await user.type(screen.getByRole('textbox', { name: 'Body' }), 'a=1');
    await user.click(screen.getByText('Further headers'));
    await user.type(screen.getByLabelText('Headers'), 'X-Tenant: one');
    await user.click(screen.getByRole('button', { name: 'Send request' }));
    expect(send.mock.calls).toEqual([
      [
        {
          type: 'use-token',
          runId,
          wanted: {
            kind: 'resource',
            url: 'https://auth.example.com/api',
            method: 'PATCH',
            headers: [['X-Tenant', 'one']],
            body: { type: 'form', text: 'a=1' },
          },
        },
      ],
    ]);
  });

  test('points out who would see the token, before it is sent', async () => {
    const { user, send } = await show();
    await user.type(url(), 'https://evil.example/');
    expect(screen.getByText(/^The token will be shown to evil\.example,/)).toBeDefined();
    await user.clear(url());
    await user.type(url(), 'https://auth.example.com/');
    expect(screen.queryByText(/^The token will be shown/)).toBeNull();
    expect(send).not.toHaveBeenCalled();
  });

  test('sends nothing that is wrong', async () => {
    const { user, send } = await show();
    await user.click(screen.getByRole('button', { name: 'Send request' }));
    expect(url().getAttribute('aria-invalid')).toBe('true');
    expect(send).not.toHaveBeenCalled();
  });

  test('takes back what was refused before when the next request cannot be sent', async () => {
    const message = 'Nothing was sent: no permission yet to reach auth.example.com.';
    const { user, send } = await show({ reply: { ok: false, message } });
    await user.type(url(), 'https://auth.example.com/api');
    await user.click(screen.getByRole('button', { name: 'Send request' }));
    expect((await screen.findByRole('alert')).textContent).toContain(message);
    await user.clear(url());
    await user.type(url(), 'nowhere');
    await user.click(screen.getByRole('button', { name: 'Send request' }));
    expect(screen.queryByText(message)).toBeNull();
    expect(url().getAttribute('aria-invalid')).toBe('true');
    expect(send).toHaveBeenCalledOnce();
  });

  test('says that no proof of possession is sent', async () => {
    await show({ body: { ...tokens, token_type: 'DPoP' } });
    expect(screen.getByText(/^This token is bound to a key \(DPoP\)/)).toBeDefined();
  });
});

describe('a refresh', () => {
  const newer = async (runId: string) => {
    const refreshed: readonly RunEvent[] = [
      {
        ...started,
        at: 20_000,
        runId: `${runId}-newer`,
        client: discovered,
        refreshes: { runId, scopes: ['openid', 'profile'] },
      } as RunEvent,
      {
        type: 'exchanged',
        at: 21_000,
        exchange: exchangeOf(
          { ...tokens, access_token: 'other', refresh_token: 'newer', scope: 'openid email' },
          {
            request: {
              method: 'POST',
              url: server.token_endpoint,
              headers: [],
              form: [['refresh_token', 'the-refresh-token']],
            },
          },
        ),
      },
      { type: 'finished', at: 22_000 },
    ];
    await writeRun(summaryOf(runOf(refreshed)), refreshed);
    return `${runId}-newer`;
  };

  test('with a token that a later run has replaced is asked about first', async () => {
    const { user, send, runId } = await show();
    const newest = await newer(runId);
    await user.click(screen.getByRole('button', { name: 'Refresh' }));
    expect(send).not.toHaveBeenCalled();
    const link = await screen.findByRole('link', { name: 'a later run: open it' });
    expect(link.getAttribute('href')).toBe(`#/runs/${newest}`);
    await user.click(screen.getByRole('button', { name: 'Use the old one all the same' }));
    expect(send.mock.calls).toEqual([
      [{ type: 'start-run', clientId: sampleClient.id, refreshes: runId }],
    ]);
  });

  test('with a token that was revoked is asked about first', async () => {
    const { user, send } = await show({
      more: used({
        kind: 'revocation',
        token: 'refresh_token',
        outcome: { ok: true, checks: [] },
      }),
    });
    await user.click(screen.getByRole('button', { name: 'Refresh' }));
    expect(screen.getByRole('alert').textContent).toContain('was revoked here');
    expect(send).not.toHaveBeenCalled();
    await user.click(screen.getByRole('button', { name: 'Refresh' }));
    expect(send).toHaveBeenCalledOnce();
  });

  test('is compared with the run before', async () => {
    const { runId } = await show();
    const newest = await newer(runId);
    render(<RunPage runId={newest} />);
    const card = await screen.findByRole('region', { name: 'Compared with the run before' });
    expect([...(card.querySelector('ul')?.children ?? [])].map((item) => item.textContent)).toEqual(
      ['Access token New', 'Refresh token Rotated'],
    );
    expect(card.textContent).toContain('Scopes lost: profile. Scopes gained: email.');
    expect(card.textContent).toContain('lasts as long as before: 3,600 s.');
  });
});
