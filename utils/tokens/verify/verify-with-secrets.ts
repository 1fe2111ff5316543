import { failed, passed, unknown, warning, type Check } from '../check';
import type { GivenKey } from '../read-keys';
import { type Secret, secretsAmong, secretsOfText, wellKnownSecrets } from './secrets';
import { fits, type Signed } from './signed';
import type { VerificationKey } from './verification';

/**
 * Checks an HMAC (RFC 7518 §3.2) with the secrets among the keys that were given, and the client secret. Also said is
 * when the secret is one that everybody knows, so that the signature proves nothing, or is shorter than the hash.
 *
 * @param bits the length of the hash
 */
export async function verifyWithSecrets(
  signed: Signed,
  bits: number,
  material: { readonly given?: readonly GivenKey[]; readonly clientSecret?: string },
): Promise<{ readonly checks: readonly Check[]; readonly key?: VerificationKey }> {
  const { given = [], clientSecret } = material;
  const { alg } = signed;
  const known = await firstFit(signed, wellKnownSecrets);
  const weak =
    known === undefined
      ? []
      : [
          warning(
            'Known secret',
            `Weak secret: signed with ${known.name}. Anyone can sign such tokens; the issuer has to change it.`,
          ),
        ];
  const own =
    clientSecret === undefined || clientSecret === ''
      ? []
      : secretsOfText(clientSecret, 'the client secret').slice(0, 1);
  const secrets = [...secretsAmong(given), ...own];
  if (secrets.length === 0) {
    const detail =
      given.length > 0
        ? `Not checked: ${alg} is checked with a secret, and what was given is a public key. A public key is never used as a secret: everybody has it.`
        : `Not checked: ${alg} is checked with the client secret, and none is at hand.`;
    return { checks: [unknown('Signature', detail), ...weak] };
  }
  const fitting = await firstFit(signed, secrets);
  if (fitting === undefined) {
    const name = given.length === 0 ? 'the client secret' : 'the secret that was given';
    const detail = `The ${alg} signature does not fit ${name}: another secret, or a changed token.`;
    return { checks: [failed('Signature', detail), ...weak] };
  }
  const length = fitting.bytes.length * 8;
  const short =
    length < bits && known === undefined
      ? [
          warning(
            'Secret',
            `The secret has ${length} bits: ${alg} needs ${bits} or more (RFC 7518 §3.2), or it can be guessed.`,
          ),
        ]
      : [];
  return {
    checks: [passed('Signature', `The ${alg} signature fits ${fitting.name}.`), ...weak, ...short],
    key: { alg },
  };
}

async function firstFit(signed: Signed, secrets: readonly Secret[]): Promise<Secret | undefined> {
  const outcomes = await Promise.all(
    // WebCrypto takes no empty keys; one byte of zero is the same key to an HMAC (RFC 2104 §2).
    secrets.map(({ bytes }) => fits(signed, bytes.length === 0 ? new Uint8Array(1) : bytes)),
  );
  return secrets.find((_, index) => outcomes[index] === true);
}
