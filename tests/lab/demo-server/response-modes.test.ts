import { describe, expect, test } from 'vitest';
import { authorizationUrl, openConsent, redeem, startServer } from './demo-flow.ts';
import { HttpBrowser, type HttpPage } from './http-browser.ts';

// Nothing listens there.
const redirectUri = 'http://127.0.0.1:9/callback';

const modes = ['query', 'fragment', 'form_post'] as const;
type Mode = (typeof modes)[number];

describe.each(modes)('response_mode=%s', (mode) => {
  const changes = { redirect_uri: redirectUri, response_mode: mode };

  test('brings a code that can be redeemed', async () => {
    const { issuer } = await startServer([redirectUri]);
    const { browser } = await openConsent(issuer, changes);
    const answer = answerIn(mode, await browser.post([['action', 'allow']]));
    expect([...answer.keys()]).toEqual(['code', 'state', 'iss']);
    expect(answer.get('state')).toBe('the-state');
    expect(answer.get('iss')).toBe(issuer);
    expect((await redeem(issuer, answer, { place: redirectUri })).status).toBe(200);
  });

  test('brings a refusal', async () => {
    const { issuer } = await startServer([redirectUri]);
    const { browser } = await openConsent(issuer, changes);
    const answer = answerIn(mode, await browser.post([['action', 'deny']]));
    expect([...answer.keys()]).toEqual(['error', 'error_description', 'state', 'iss']);
    expect(answer.get('error')).toBe('access_denied');
  });

  test('brings the answer to prompt=none', async () => {
    const { issuer } = await startServer([redirectUri]);
    const address = authorizationUrl(issuer, { ...changes, prompt: 'none' });
    const answer = answerIn(mode, await new HttpBrowser(issuer).open(address));
    expect(answer.get('error')).toBe('login_required');
  });
});

test('response_mode=form_post stands in a page of its own, with status 400 for an error', async () => {
  const { issuer } = await startServer([redirectUri]);
  const changes = { redirect_uri: redirectUri, response_mode: 'form_post', prompt: 'none' };
  const response = await fetch(authorizationUrl(issuer, changes), { redirect: 'manual' });
  expect(response.status).toBe(400);
  expect(response.headers.get('cache-control')).toBe('no-store');
  expect(response.headers.has('content-security-policy')).toBe(false);
  expect(await response.text()).toContain(`<form method="post" action="${redirectUri}">`);
});

test('a response_mode that the server does not know is refused in the query', async () => {
  const { issuer } = await startServer([redirectUri]);
  const changes = { redirect_uri: redirectUri, response_mode: 'web_message' };
  const page = await new HttpBrowser(issuer).open(authorizationUrl(issuer, changes));
  expect(answerIn('query', page).get('error')).toBe('unsupported_response_mode');
});

/** The parameters of the response, which must be in that place and in no other. */
function answerIn(mode: Mode, { left, form }: HttpPage): URLSearchParams {
  if (left === undefined) throw new Error('still on the server');
  expect(left.href.replace(/[?#].*$/, '')).toBe(redirectUri);
  const places = {
    query: left.searchParams,
    fragment: new URLSearchParams(left.hash.slice(1)),
    form_post: form ?? new URLSearchParams(),
  } as const satisfies Record<Mode, URLSearchParams>;
  for (const [place, parameters] of Object.entries(places)) {
    if (place !== mode) expect([...parameters], place).toEqual([]);
  }
  return places[mode];
}
