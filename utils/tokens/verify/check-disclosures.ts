import { capitalised } from '../capitalised';
import { failed, passed, unknown, type Check } from '../check';
import { showValue } from '../show-value';
import { checkDisclosures, type Disclosure, type SdJwt } from '../sd-jwt';
import { clashOf, placesOf } from '../sd-jwt-places';

/**
 * Whether an SD-JWT is to be accepted with all that it discloses (RFC 9901 §7.1): each disclosure is sound, stands there
 * once, is signed by way of its digest, and hides nothing that the issuer said openly. Never throws.
 */
export async function checkDisclosed(sdJwt: SdJwt): Promise<Check> {
  const { disclosures, problems } = sdJwt;
  const [problem] = problems;
  if (problem !== undefined) return failed('Disclosures', problem);
  const objection = disclosures.map(objectionTo).find((found) => found !== undefined);
  if (objection !== undefined) return failed('Disclosures', objection);

  const found = await checkDisclosures(sdJwt);
  for (const [index, { found: where }] of found.entries()) {
    const name = nameOf(disclosures[index], index);
    if (where === 'nowhere') {
      return failed(
        'Disclosures',
        `The digest of ${name} is nowhere in the token: its issuer did not sign it, and anyone can have added it (RFC 9901 §7.1).`,
      );
    }
    if (where === 'more than once') {
      return failed(
        'Disclosures',
        `The digest of ${name} stands in the token more than once (RFC 9901 §7.1).`,
      );
    }
  }
  if (found.some(({ found: where }) => where === 'unknown')) {
    return unknown(
      'Disclosures',
      'The hash function of the disclosures ("_sd_alg") is not known here: sha-256, sha-384 and sha-512 are.',
    );
  }
  const clash = clashOf(placesOf(sdJwt), disclosures, found);
  if (clash !== undefined) return failed('Disclosures', clash);
  return passed('Disclosures', inWords(disclosures.length));
}

function objectionTo(
  disclosure: Disclosure,
  index: number,
  all: readonly Disclosure[],
): string | undefined {
  const name = nameOf(disclosure, index);
  if (disclosure.problem !== undefined) {
    return `${capitalised(name)} is not to be accepted. ${disclosure.problem}`;
  }
  return all.findIndex(({ encoded }) => encoded === disclosure.encoded) < index
    ? `The SD-JWT holds ${name} twice: each is sent once (RFC 9901 §4.2).`
    : undefined;
}

function nameOf(disclosure: Disclosure | undefined, index: number): string {
  return disclosure?.name === undefined
    ? `disclosure ${index + 1}`
    : `disclosure ${index + 1}, of ${showValue(disclosure.name)}`;
}

function inWords(count: number): string {
  if (count === 0) return 'Nothing is disclosed beyond the claims of the token.';
  return count === 1 ? '1 disclosure, in the token.' : `${count} disclosures, each in the token.`;
}
