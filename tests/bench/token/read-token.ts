import { findAll } from '@/utils/findings/find-all';
import { evidenceOfPasted } from '@/utils/findings/gather-evidence';
import { decodeToken } from '@/utils/tokens/decode-token';
import { readKeys } from '@/utils/tokens/read-keys';
import { verifyToken } from '@/utils/tokens/verify/verify-token';

// What the product does with a token, for a page that cannot import it. The minimal extension has the same two functions.
Object.assign(globalThis, {
  prepareKeys: (keySet: object) => {
    const reading = readKeys(JSON.stringify(keySet));
    return reading.ok ? reading.keys : [];
  },
  readToken: async (
    value: string,
    given: Extract<ReturnType<typeof readKeys>, { readonly ok: true }>['keys'],
  ) => {
    const token = decodeToken(value);
    const verification = await verifyToken({
      token,
      keys: { given },
      expected: {},
      now: new Date(),
    });
    const findings = findAll(
      evidenceOfPasted({ what: 'ID token', tokens: [{ name: 'ID token', value }] }, Date.now()),
    );
    return { isGenuine: verification.key !== undefined, token, verification, findings };
  },
});
