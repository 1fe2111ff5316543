import type { Locator, Page } from '@playwright/test';
import { CompactEncrypt, exportJWK, generateKeyPair, SignJWT } from 'jose';
import { encryptedVectors, rfc9449, signedVectors } from '../utils/tokens/rfc-vectors.ts';
import { rfc7515A5, rfc7519A1 } from '../utils/tokens/vectors.ts';
import { checkScreen } from './support/accessibility.ts';
import { expect, goTo } from './support/extension.ts';
import { tokenRegion } from './support/run.ts';
import {
  json,
  page as html,
  startScriptedServer,
  unusedOrigin,
} from './support/scripted-server.ts';
import { test } from './support/servers.ts';

test.use({ sharesBrowser: true });

const VERIFY = "Verify with the issuer's keys";

/** What is shown of the token before goes first: its fields look the same. */
async function paste(page: Page, text: string): Promise<Locator> {
  const input = page.getByRole('textbox', { name: 'Paste anything' });
  await input.fill('');
  await expect(tokenRegion(page, 'Token')).toHaveCount(0);
  await input.fill(text);
  return tokenRegion(page, 'Token');
}

async function openFold(token: Locator): Promise<void> {
  const fold = token.locator('details', {
    has: token.page().getByLabel('Key, PEM, JWKS or secret'),
  });
  if ((await fold.getAttribute('open')) === null) await fold.locator('summary').click();
}

const verdict = (token: Locator) => token.getByRole('status', { name: 'Verdict' });
/** Also where the checks are folded, because none failed. */
const check = (token: Locator, name: string) =>
  token.locator('[aria-label="Checks"] > li').filter({ hasText: name });
const textOf = (key: unknown) => (typeof key === 'string' ? key : JSON.stringify(key));

test('verifies and decrypts what the specifications print', async ({ workbench }) => {
  await goTo(workbench, '#/inspect');
  const requests: string[] = [];
  workbench.on('request', (request) => requests.push(request.url()));

  for (const { source, token, key, payload, unprotected } of signedVectors) {
    // What is not in the compact form cannot be pasted in it.
    if (unprotected !== undefined && token.startsWith('.')) continue;
    await test.step(source, async () => {
      const region = await paste(workbench, token);
      await openFold(region);
      if (payload !== undefined) await region.getByLabel('Detached payload').fill(payload);
      await region.getByLabel('Key, PEM, JWKS or secret').fill(textOf(key));
      await expect(check(region, 'Signature')).toContainText('passed');
      // The claims of these examples expired long ago, and a secret that was printed is none.
      const isOld = token.includes('eyJpc3MiOi');
      const isKnown = (await check(region, 'Weak secret').count()) > 0;
      const otherwise = isKnown ? 'Not verified' : 'Genuine';
      await expect(verdict(region)).toHaveText(isOld ? 'Refused' : otherwise);
    });
  }

  for (const { source, token, key, plaintext, unprotected } of encryptedVectors) {
    if (unprotected !== undefined) continue;
    await test.step(source, async () => {
      const region = await paste(workbench, token);
      await region.getByLabel('Decryption key').fill(textOf(key));
      await expect(region).toContainText('Decrypted with');
      if (plaintext !== undefined && !plaintext.startsWith('eyJ')) {
        await expect(region.getByRole('group', { name: 'Decrypted content' })).toHaveText(
          plaintext,
        );
      }
    });
  }

  await test.step('what Chromium does not offer is not held against the key', async () => {
    const key = new Uint8Array(24).fill(7);
    const token = await new CompactEncrypt(new TextEncoder().encode('{"sub":"x"}'))
      .setProtectedHeader({ alg: 'A192KW', enc: 'A128GCM' })
      .encrypt(key);
    const region = await paste(workbench, token);
    await region.getByLabel('Decryption key').fill(Buffer.from(key).toString('base64url'));
    await expect(region).toContainText('does not offer AES with keys of 192 bits');
  });

  await test.step('RFC 7520 §6: what was inside is verified too', async () => {
    const nested = encryptedVectors.find(({ source }) => source.startsWith('RFC 7520 §6'));
    const inner = signedVectors.find(({ source }) => source.startsWith('RFC 7520 §6'));
    const region = await paste(workbench, nested?.token ?? '');
    await region.getByLabel('Decryption key').fill(textOf(nested?.key));
    const decrypted = region.getByRole('region', { name: 'Decrypted token' });
    await openFold(decrypted);
    await decrypted.getByLabel('Key, PEM, JWKS or secret').fill(textOf(inner?.key));
    await expect(check(decrypted, 'Signature')).toContainText('The PS256 signature fits');
    await expect(decrypted).not.toContainText('Signature not checked');
    await checkScreen(workbench, 'a nested token');
  });

  await test.step('RFC 7519 A.1: what the browser does not offer', async () => {
    const region = await paste(workbench, rfc7519A1);
    await region.getByLabel('Decryption key').fill('anything');
    await expect(region).toContainText('RSA1_5 (RSAES-PKCS1-v1_5), which browsers do not offer');
  });

  await test.step('RFC 7515 A.5: refused without a key', async () => {
    const region = await paste(workbench, rfc7515A5);
    await expect(verdict(region)).toHaveText('Refused');
  });

  await test.step('RFC 9449 §4.1: verified with its own key', async () => {
    const region = await paste(workbench, rfc9449.forToken);
    await expect(verdict(region)).toHaveText('Genuine');
    await expect(check(region, 'Signature')).toContainText('self-signed');
    await expect(region).not.toContainText('Signature not checked');
  });

  await test.step('a key that is none is said to be so', async () => {
    const region = await paste(workbench, signedVectors[1]?.token ?? '');
    await openFold(region);
    await region.getByLabel('Key, PEM, JWKS or secret').fill('{"kty":');
    await expect(region).toContainText('It looks like a JWK, but it is not JSON.');
    await expect(verdict(region)).toBeEmpty();
  });
  expect(requests).toEqual([]);
});

test('verifies with the keys of an issuer, once it is asked to', async ({ workbench, server }) => {
  const [first, second] = await Promise.all([makeKey('first'), makeKey('second')]);
  const sign = ({ kid, privateKey }: typeof first, iss: string, more: object = {}) =>
    new SignJWT({
      iss,
      sub: 'user-1',
      exp: Math.floor(Date.now() / 1000) + 600,
      ...more,
    })
      .setProtectedHeader({ alg: 'ES256', kid })
      .sign(privateKey);
  const verify = async (token: string) => {
    const region = await paste(workbench, token);
    await region.getByRole('button', { name: VERIFY }).click();
    await expect(verdict(region)).not.toHaveText(/^$|Asking/);
    return region;
  };
  await goTo(workbench, '#/inspect');

  await test.step('nothing is sent before the click', async () => {
    server.answers.jwks = () => json({ keys: [first.jwk] });
    const region = await paste(workbench, await sign(first, server.issuer));
    await expect(region).toContainText(`Asks ${server.issuer}`);
    await expect(region).toContainText('Signature not checked');
    expect(server.requests).toHaveLength(0);
    await region.getByRole('button', { name: VERIFY }).click();
    await expect(verdict(region)).toHaveText('Genuine');
    await expect(check(region, 'Signature')).toContainText('the key "first" of the issuer');
    await expect(region).not.toContainText('Signature not checked');
    expect(server.requests.map(({ path }) => path)).toEqual([
      '/.well-known/openid-configuration',
      '/jwks',
    ]);
    await checkScreen(workbench, 'a verified token');
  });

  await test.step('keys that were rotated are asked for once more', async () => {
    server.answers.jwks = () => json({ keys: [second.jwk] });
    const region = await verify(await sign(second, server.issuer));
    await expect(verdict(region)).toHaveText('Genuine');
    expect(server.requestsTo('jwks')).toHaveLength(2);
    expect(server.requestsTo('discovery')).toHaveLength(1);
  });

  await test.step('a token of another signer is refused, after one more request', async () => {
    const other = await makeKey('second');
    const region = await verify(await sign(other, server.issuer));
    await expect(verdict(region)).toHaveText('Refused');
    await expect(check(region, 'Signature')).toContainText('does not fit the key of the issuer');
    expect(server.requestsTo('jwks')).toHaveLength(3);
  });

  await test.step('an expired token is refused, unless the clocks may differ that much', async () => {
    const region = await verify(
      await sign(second, server.issuer, { exp: Math.floor(Date.now() / 1000) - 300 }),
    );
    await expect(verdict(region)).toHaveText('Refused');
    await openFold(region);
    await region.getByLabel('Clock skew in seconds').fill('600');
    await expect(verdict(region)).toHaveText('Genuine');
    await region.getByLabel('Expected audience').fill('https://api.example');
    await expect(check(region, 'Audience')).toContainText('"aud" is missing');
  });

  const lies: readonly (readonly [
    what: string,
    change: (liar: Awaited<ReturnType<typeof startScriptedServer>>) => void,
    verdict: string,
    words: string,
  ])[] = [
    [
      'names another issuer',
      (liar) => {
        liar.metadata['issuer'] = 'https://other.example';
      },
      'Not verified',
      'calls itself “https://other.example”',
    ],
    [
      'answers with a page',
      (liar) => {
        liar.answers.discovery = () => html('<h1>Sign in</h1>');
      },
      'Not verified',
      'he discovery document cannot be read',
    ],
    [
      'answers for its keys with a page',
      (liar) => {
        liar.answers.jwks = () => html('<h1>Sign in</h1>');
      },
      'Not verified',
      'Not JSON: unexpected "<"',
    ],
    [
      'has no keys',
      (liar) => {
        liar.answers.jwks = () => json({ keys: [] });
      },
      'Refused',
      'The issuer publishes no keys.',
    ],
    [
      'publishes a private key',
      (liar) => {
        liar.answers.jwks = () => json({ keys: [{ ...first.jwk, d: 'AAAA' }] });
      },
      'Refused',
      'is published with its private part',
    ],
    [
      'publishes 10,000 keys',
      (liar) => {
        liar.answers.jwks = () => json({ keys: Array.from({ length: 10_000 }, () => first.jwk) });
      },
      'Not verified',
      'answered with more than 500,000 bytes',
    ],
  ];
  for (const [what, change, outcome, words] of lies) {
    await test.step(`an issuer that ${what}`, async () => {
      const liar = await startScriptedServer();
      change(liar);
      const region = await verify(await sign(first, liar.issuer));
      await expect(verdict(region)).toHaveText(outcome);
      await expect(check(region, 'Signature')).toContainText(words);
      await liar.close();
    });
  }

  await test.step('an issuer that is gone', async () => {
    const region = await verify(await sign(first, await unusedOrigin()));
    await expect(verdict(region)).toHaveText('Not verified');
    await expect(check(region, 'Signature')).toContainText('could not be reached');
    await checkScreen(workbench, 'a token that could not be verified');
  });
});

async function makeKey(kid: string) {
  const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true });
  return { kid, privateKey, jwk: { ...(await exportJWK(publicKey)), kid } };
}
