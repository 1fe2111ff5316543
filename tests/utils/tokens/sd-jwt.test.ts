import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkDisclosures, readSdJwt } from '../../../utils/tokens/sd-jwt';
import { encode, rfc7515A2, rfc7515A3 } from './vectors';

/** RFC 9901 §4.2.1 and §4.2.3: the disclosure of a family name, and its digest */
const familyName = {
  encoded: 'WyJfMjZiYzRMVC1hYzZxMktJNmNCVzVlcyIsICJmYW1pbHlfbmFtZSIsICJNw7ZiaXVzIl0',
  salt: '_26bc4LT-ac6q2KI6cBW5es',
  name: 'family_name',
  value: 'Möbius',
  digest: 'X9yH0Ajrdm1Oij4tWso9UzzKJvPoDxwmuEcO3XAdRC0',
};
const { digest: _, ...familyNameRead } = familyName;
const keyBinding = rfc7515A3.token;

const issue = (claims: object) => `${encode({ alg: 'ES256' })}.${encode(claims)}.c2ln`;
const digestOf = async (encoded: string, hash = 'SHA-256') =>
  Buffer.from(await crypto.subtle.digest(hash, Buffer.from(encoded))).toString('base64url');
const foundOf = async (jwt: string, ...encoded: readonly string[]) => {
  const read = readSdJwt([jwt, ...encoded, ''].join('~'));
  return read === undefined ? undefined : (await checkDisclosures(read)).map(({ found }) => found);
};

describe('readSdJwt', () => {
  test('reads the token, its disclosures and the key binding', () => {
    const jwt = rfc7515A2.token;
    expect(readSdJwt(`${jwt}~`)).toEqual({ jwt, disclosures: [], problems: [] });
    expect(readSdJwt(`${jwt}~${familyName.encoded}~`)).toEqual({
      jwt,
      disclosures: [familyNameRead],
      problems: [],
    });
    const element = encode(['salt', { a: 1 }]);
    expect(readSdJwt(` ${jwt}~${element}~${keyBinding}\n`)).toEqual({
      jwt,
      disclosures: [{ encoded: element, salt: 'salt', value: { a: 1 } }],
      keyBinding,
      problems: [],
    });
  });

  test('says that the end is missing, and takes the last disclosure all the same', () => {
    expect(readSdJwt(`${rfc7515A2.token}~${familyName.encoded}`)).toMatchObject({
      disclosures: [familyNameRead],
      problems: ['It does not end with "~", as an SD-JWT without key binding does (RFC 9901 §4).'],
    });
  });

  test.each([
    ['!', 'The disclosure is not base64url: "!" at character 1.'],
    ['', 'It is not JSON (RFC 9901 §4.2).'],
    [encode('no'), 'It is not JSON (RFC 9901 §4.2).'],
    ['_w', 'It is not JSON (RFC 9901 §4.2).'],
    [encode({}), 'It is not a list of salt, name and value (RFC 9901 §4.2).'],
    [encode(['salt']), 'It is not a list of salt, name and value (RFC 9901 §4.2).'],
    [encode([1, 2, 3, 4]), 'It is not a list of salt, name and value (RFC 9901 §4.2).'],
    [encode([1, 'name', 'x']), 'The salt is 1: it must be a string.'],
    [encode(['salt', null, 'x']), 'The name is null: it must be a string.'],
    [encode(['salt', '_sd', []]), 'A claim cannot be called "_sd".'],
    [
      encode(`["salt","name",${'['.repeat(50_000)}${']'.repeat(50_000)}]`),
      'It is nested deeper than 500 levels.',
    ],
    [encode(['salt', '...', 'x']), 'A claim cannot be called "...".'],
  ])('says what is wrong with the disclosure %.40j', (encoded, problem) => {
    const read = readSdJwt(`${rfc7515A2.token}~${encoded}~`);
    expect(read?.disclosures).toMatchObject([{ encoded, problem }]);
  });

  test.each(['', '~', 'a~b~', rfc7515A2.token, `x${rfc7515A2.token}~`])(
    'does not take %.20j…',
    (text) => {
      expect(readSdJwt(text)).toBeUndefined();
    },
  );

  test('never throws, whatever follows the token', async () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.json().map((json) => encode(json)),
      fc.constantFrom('~', '.', familyName.encoded, keyBinding),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece), fc.jsonValue(), async (pieces, claims) => {
        const read = readSdJwt(`${issue({ claims, _sd: claims })}~${pieces.join('~')}`);
        if (read === undefined) return;
        expect(await checkDisclosures(read)).toHaveLength(read.disclosures.length);
      }),
    );
  });
});

describe('checkDisclosures', () => {
  test('finds the digest that the specification prints', async () => {
    const jwt = issue({ _sd: ['decoy', familyName.digest] });
    const read = readSdJwt(`${jwt}~${familyName.encoded}~`);
    if (read === undefined) throw new Error('It is an SD-JWT.');
    expect(await checkDisclosures(read)).toEqual([
      { found: 'in the token', digest: familyName.digest },
    ]);
  });

  test('finds digests deep in the token, in lists, and in other disclosures', async () => {
    const street = encode(['s1', 'street', 'Schulstr. 12']);
    const address = encode(['s2', 'address', { _sd: [await digestOf(street)] }]);
    const country = encode(['s3', 'DE']);
    const stranger = encode(['s4', 'admin', true]);
    const jwt = issue({
      person: { _sd: [await digestOf(address)] },
      nationalities: [{ '...': await digestOf(country) }],
      // With a member beside it, it is an ordinary element.
      list: [{ '...': await digestOf(stranger), x: 1 }],
    });
    expect(await foundOf(jwt, street, address, country, stranger)).toEqual([
      'in another disclosure',
      'in the token',
      'in the token',
      'nowhere',
    ]);
  });

  test('does not count what stands in a disclosure that nobody signed', async () => {
    const inner = encode(['s1', 'street', 'Schulstr. 12']);
    const outer = encode(['s2', 'address', { _sd: [await digestOf(inner)] }]);
    expect(await foundOf(issue({}), inner, outer)).toEqual(['nowhere', 'nowhere']);
  });

  test('refuses a digest that is there twice', async () => {
    const jwt = issue({ _sd: [familyName.digest], a: { _sd: [familyName.digest] } });
    expect(await foundOf(jwt, familyName.encoded)).toEqual(['more than once']);
  });

  test('uses the hash function that the token names', async () => {
    const digest = await digestOf(familyName.encoded, 'SHA-512');
    expect(await foundOf(issue({ _sd_alg: 'sha-512', _sd: [digest] }), familyName.encoded)).toEqual(
      ['in the token'],
    );
    expect(await foundOf(issue({ _sd: [digest] }), familyName.encoded)).toEqual(['nowhere']);
    expect(await foundOf(issue({ _sd_alg: 'md5', _sd: [] }), familyName.encoded)).toEqual([
      'unknown',
    ]);
  });

  test('walks claims of any depth', async () => {
    const deep = `${'{"a":'.repeat(50_000)}{"_sd":["${familyName.digest}"]}${'}'.repeat(50_000)}`;
    const jwt = `${encode({ alg: 'ES256' })}.${encode(deep)}.c2ln`;
    expect(await foundOf(jwt, familyName.encoded)).toEqual(['in the token']);
  });
});
