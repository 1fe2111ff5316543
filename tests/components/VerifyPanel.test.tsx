import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { describe, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { InspectedToken } from '../../components/inspect/InspectedToken';
import { RunTokens } from '../../components/runs/RunTokens';
import { resultOf } from '../../utils/oauth/run-result';
import type { RecognisedToken } from '../../utils/tokens/recognised';
import { exchangeOf, goodEvents, runOf } from '../utils/oauth/sample-run';
import { deadOrigin } from '../utils/oauth/scripted-server';
import { encode, rfc7515A1, rfc7515A2, rfc7519A1 } from '../utils/tokens/vectors';
import { hostileTexts, useFreshPage } from './page';

useFreshPage();

const VERIFY = "Verify with the issuer's keys";

const show = (value: string, more: Partial<RecognisedToken> = {}) => {
  render(<InspectedToken recognised={{ name: 'Token', value, ...more }} />);
  return screen.getByRole('region', { name: 'Token' });
};
const verdict = (region: HTMLElement) =>
  within(region).getByRole('status', { name: 'Verdict' }).textContent;
const keyField = (region: HTMLElement) => within(region).getByLabelText('Key, PEM, JWKS or secret');

describe('VerifyPanel', () => {
  test('verifies as soon as a key is there, and says nothing without one', async () => {
    const user = userEvent.setup();
    const region = show(rfc7515A2.token);
    expect(verdict(region)).toBe('');
    expect(region.textContent).toContain('Signature not checked');
    await user.click(keyField(region));
    await user.paste(JSON.stringify(rfc7515A2.key));
    await waitFor(() => expect(verdict(region)).toBe('Refused'));
    const checks = within(region).getByRole('list', { name: 'Checks' });
    expect(checks.textContent).toContain('The RS256 signature fits a key that was given');
    expect(checks.textContent).toContain('Expired 2011-03-22T18:43:00Z');
    await waitFor(() => expect(region.textContent).not.toContain('Signature not checked'));
    await user.clear(keyField(region));
    await waitFor(() => expect(verdict(region)).toBe(''));
  });

  test('says what is wrong with a key, at its field', async () => {
    const user = userEvent.setup();
    const region = show(rfc7515A2.token);
    await user.click(keyField(region));
    await user.paste('-----BEGIN PUBLIC KEY-----');
    expect(keyField(region).getAttribute('aria-invalid')).toBe('true');
    expect(region.textContent).toContain('The PEM block is not whole');
  });

  test('asks for the origin of the issuer in the click, and sends nothing when that is denied', async () => {
    const user = userEvent.setup();
    const fetched = vi.spyOn(globalThis, 'fetch');
    const request = vi
      .mocked(fakeBrowser.permissions.request)
      .mockImplementation(async () => false);
    const { privateKey } = await generateKeyPair('ES256');
    const token = await new SignJWT({ iss: 'https://op.example/tenant' })
      .setProtectedHeader({ alg: 'ES256' })
      .sign(privateKey);
    const region = show(token);
    expect(region.textContent).toContain('Asks op.example; nothing is sent before.');
    await user.click(within(region).getByRole('button', { name: VERIFY }));
    expect(request.mock.calls).toEqual([[{ origins: ['https://op.example/*'] }]]);
    expect(within(region).getByRole('alert').textContent).toBe(
      'Without permission to reach op.example its keys cannot be asked for. Allow it, or paste the keys below.',
    );
    expect(fetched).not.toHaveBeenCalled();
  });

  test('asks for the origin of the keys too, where the browser wants to be asked', async () => {
    const user = userEvent.setup();
    vi.mocked(fakeBrowser.permissions.contains).mockImplementation(async () => false);
    const origin = await deadOrigin();
    const region = show(rfc7515A2.token);
    await user.click(keyField(region));
    await user.paste(`${origin}/jwks`);
    await user.click(
      within(region).getByRole('button', { name: 'Verify with the keys at this address' }),
    );
    const allow = await within(region).findByRole('button', { name: `Allow ${origin} and verify` });
    expect(allow).toBeDefined();
  });

  test('has a secret pasted for an HMAC, and says when it is a well-known one', async () => {
    const user = userEvent.setup();
    const token = await new SignJWT({ sub: 'x', iss: 'https://op.example' })
      .setProtectedHeader({ alg: 'HS256' })
      .sign(new TextEncoder().encode('secret'));
    const region = show(token);
    expect(within(region).queryByRole('button', { name: VERIFY })).toBeNull();
    await within(region).findByText(/^Secret: .*signed with the well-known secret “secret”/);
    expect(verdict(region)).toBe('Not verified');
    await user.type(keyField(region), 'secret');
    await waitFor(() => expect(verdict(region)).toBe('Genuine'));
    expect(keyField(region).getAttribute('autocomplete')).toBe('off');
  });

  test('says why an encrypted token cannot be decrypted', async () => {
    const user = userEvent.setup();
    const region = show(rfc7519A1);
    await user.click(within(region).getByLabelText('Decryption key'));
    await user.paste('{"kty":"RSA"}');
    await within(region).findByText(/which browsers do not offer/);
  });

  test('holds an ID token against the access token beside it', async () => {
    const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true });
    const idToken = await new SignJWT({ at_hash: 'AAAA' })
      .setProtectedHeader({ alg: 'ES256' })
      .sign(privateKey);
    const recognised = { name: 'ID token', value: idToken } as const;
    const siblings = [recognised, { name: 'Access token', value: 'opaque' } as const];
    render(<InspectedToken recognised={recognised} siblings={siblings} />);
    const region = screen.getByRole('region', { name: 'ID token' });
    const user = userEvent.setup();
    await user.click(keyField(region));
    await user.paste(JSON.stringify(await exportJWK(publicKey)));
    await within(region).findByText(/of the access token is .*: the two do not belong together/);
  });

  test('shows the panel of a signed token only', () => {
    const region = show('opaque');
    expect(within(region).queryByRole('button', { name: /Verify/ })).toBeNull();
  });

  test.each(hostileTexts)('shows hostile text %# as text', async (text) => {
    const user = userEvent.setup();
    const { publicKey } = await generateKeyPair('ES256', { extractable: true });
    const region = show(`${encode({ alg: 'ES256', kid: text })}.${encode({ iss: text })}.AAAA`);
    await user.click(keyField(region));
    await user.paste(JSON.stringify({ ...(await exportJWK(publicKey)), kid: text }));
    await waitFor(() => expect(verdict(region)).toBe('Refused'));
    expect(region.querySelectorAll('img, script')).toHaveLength(0);
  });
});

describe('RunTokens', () => {
  test('offers to verify an access token with the keys of the run’s issuer', () => {
    const events = goodEvents.map((event) =>
      event.type === 'exchanged'
        ? {
            ...event,
            exchange: exchangeOf({ access_token: rfc7515A2.token, token_type: 'Bearer' }),
          }
        : event,
    );
    const run = runOf(events);
    render(<RunTokens run={run} result={resultOf(run)} />);
    const region = screen.getByRole('region', { name: 'Access token' });
    expect(within(region).getByRole('button', { name: VERIFY })).toBeDefined();
    expect(region.textContent).toContain('Asks keys.example.com');
    expect(verdict(region)).toBe('');
  });

  test('has no panel for an opaque one, and needs no issuer for an HMAC', () => {
    const run = runOf(goodEvents);
    const { unmount } = render(<RunTokens run={run} result={resultOf(run)} />);
    const region = screen.getByRole('region', { name: 'Access token' });
    expect(within(region).queryByRole('status', { name: 'Verdict' })).toBeNull();
    unmount();
    expect(within(show(rfc7515A1)).getByRole('button', { name: 'Verify signature' })).toBeDefined();
  });
});
