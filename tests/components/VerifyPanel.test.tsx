import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { CompactEncrypt, exportJWK, generateKeyPair, SignJWT } from 'jose';
import { describe, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { InspectedToken } from '../../components/inspect/InspectedToken';
import { RecognisedParts } from '../../components/inspect/RecognisedParts';
import { VerifyPanel } from '../../components/inspect/VerifyPanel';
import { RunTokens } from '../../components/runs/RunTokens';
import { ChecksList } from '../../components/tokens/ChecksList';
import { failed, notNeeded, passed } from '../../utils/tokens/check';
import { decodeToken } from '../../utils/tokens/decode-token';
import { recognise } from '../../utils/tokens/recognise/recognise';
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
    await within(region).findByText(/^Known secret: .*signed with the well-known secret “secret”/);
    expect(verdict(region)).toBe('Not verified');
    await user.type(keyField(region), 'secret');
    await within(region).findByText(/signature fits the secret that was given/);
    expect(verdict(region)).toBe('Not verified');
    expect(keyField(region).getAttribute('autocomplete')).toBe('off');
  });

  test('refuses an SD-JWT by its disclosures, and shows what the key binding comes to', async () => {
    const user = userEvent.setup();
    const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true });
    const jwk = await exportJWK(publicKey);
    const jwt = await new SignJWT({ sub: 'x', cnf: { jwk } })
      .setProtectedHeader({ alg: 'ES256', typ: 'dc+sd-jwt' })
      .sign(privateKey);
    const binding = await new SignJWT({ aud: 'v', nonce: 'n', sd_hash: 'x' })
      .setProtectedHeader({ alg: 'ES256', typ: 'kb+jwt' })
      .setIssuedAt()
      .sign(privateKey);
    const found = recognise(`${jwt}~${encode(['salt', 'role', 'admin'])}~${binding}`);
    render(<RecognisedParts found={found} at={0} />);
    const region = screen.getByRole('region', { name: 'Token' });
    await user.click(keyField(region));
    await user.paste(JSON.stringify(jwk));
    await waitFor(() => expect(verdict(region)).toBe('Refused'));
    expect(region.textContent).toContain('Disclosures: The digest of disclosure 1, of "role"');
    const bound = screen.getByRole('region', { name: 'Key binding' });
    await waitFor(() => expect(verdict(bound)).toBe('Refused'));
    expect(bound.textContent).toContain('SD-JWT hash: "sd_hash" is "x"');
  });

  test('says for whom another host keeps the keys, before anything is asked', () => {
    const hints = { issuer: 'https://op.example/t', jwksUri: 'https://keys.example/jwks' };
    const token = decodeToken(rfc7515A2.token);
    render(<VerifyPanel token={token} name="Token" hints={hints} />);
    expect(document.body.textContent).toContain(
      'Asks keys.example, where op.example keeps its keys; nothing is sent before.',
    );
  });

  test('counts the checks that had something to compare', () => {
    const checks = [
      passed('Signature', 'Fits.'),
      notNeeded('Nonce', 'Not there.'),
      failed('Expiry', 'Expired.'),
    ];
    render(<ChecksList checks={checks} isFolded={false} />);
    expect(screen.getByText('1 of 2 checks passed, 1 not needed')).toBeDefined();
    expect(screen.getByRole('list', { name: 'Checks' }).textContent).toContain('Nonce not needed');
  });

  test('shows decrypted claims as claims, and says that nobody signed them', async () => {
    const user = userEvent.setup();
    const key = new Uint8Array(32).fill(7);
    const token = await new CompactEncrypt(new TextEncoder().encode('{"sub":"user-1"}'))
      .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
      .encrypt(key);
    const region = show(token);
    await user.click(within(region).getByLabelText('Decryption key'));
    await user.paste('BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc');
    const claims = await within(region).findByRole('table', { name: 'Claims' });
    expect(claims.textContent).toContain('user-1');
    expect(region.textContent).toContain('Encrypted, but not signed');
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
