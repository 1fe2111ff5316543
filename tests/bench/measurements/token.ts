import { join } from 'node:path';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { build } from 'vite';
import { addressOf, inTab } from '../bench.ts';
import type { Measurement } from '../measurement.ts';

const TOKENS = 50;
const root = join(import.meta.dirname, '..', '..', '..');

/** Tokens, one after the other, with their keys at hand: the time of each. */
export const token: Measurement = {
  name: 'A token decoded and verified',
  unit: 'ms',
  rounds: 15,
  budget: { value: 10 },
  note: 'ours also makes every check and finding',
  prepare: async (bench) => {
    const { tokens, keySet } = await makeTokens();
    const script = await bundle(join(root, 'tests', 'bench', 'token', 'read-token.ts'));
    return (side) =>
      inTab(bench, async (page) => {
        const isProduct = side === 'product';
        await page.goto(addressOf(bench, side, isProduct ? 'manifest.json' : 'token.html'));
        if (isProduct) await page.evaluate(script);
        return page.evaluate(timeTokens(tokens, keySet));
      });
  },
};

function timeTokens(tokens: readonly string[], keySet: object): string {
  return `(async (tokens, keySet) => {
    const keys = await prepareKeys(keySet);
    const start = performance.now();
    for (const token of tokens) {
      const { isGenuine } = await readToken(token, keys);
      if (!isGenuine) throw new Error('the token was refused');
    }
    return (performance.now() - start) / tokens.length;
  })(${JSON.stringify(tokens)}, ${JSON.stringify(keySet)})`;
}

async function makeTokens() {
  const { publicKey, privateKey } = await generateKeyPair('RS256');
  const tokens = await Promise.all(
    Array.from({ length: TOKENS }, (_, index) =>
      new SignJWT({
        name: 'Ada Lindqvist',
        email: 'ada@example.com',
        email_verified: true,
        nonce: 'a-nonce',
      })
        .setProtectedHeader({ alg: 'RS256', kid: 'bench', typ: 'JWT' })
        .setIssuer('https://auth.example.com')
        .setAudience('bench')
        .setSubject(`user-${index}`)
        .setIssuedAt()
        .setExpirationTime('1h')
        .sign(privateKey),
    ),
  );
  const jwk = { ...(await exportJWK(publicKey)), kid: 'bench', alg: 'RS256', use: 'sig' };
  return { tokens, keySet: { keys: [jwk] } };
}

/** A module and all that it imports as one script, minified as the product is. */
async function bundle(entry: string): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'warn',
    resolve: { alias: { '@': root } },
    build: { write: false, lib: { entry, formats: ['iife'], name: 'bench' } },
  });
  const [output] = Array.isArray(built) ? built : [built];
  const [chunk] = output !== undefined && 'output' in output ? output.output : [];
  if (chunk?.type !== 'chunk') throw new Error(`${entry} could not be bundled`);
  return chunk.code;
}
