import { readBase64url, toBase64url } from './base64url';
import {
  bitsOf,
  type DerElement,
  identifierOf,
  integerOf,
  OCTET_STRING,
  readDer,
  readInside,
} from './der';
import type { JsonObject } from './json';

type Reading =
  | { readonly ok: true; readonly jwk: JsonObject }
  | { readonly ok: false; readonly message: string };

const RSA_KEYS: ReadonlySet<string> = new Set(['2a864886f70d010101', '2a864886f70d01010a']);
const EC_KEY = '2a8648ce3d0201';
const CURVES: ReadonlyMap<string, string> = new Map([
  ['2a8648ce3d030107', 'P-256'],
  ['2b81040022', 'P-384'],
  ['2b81040023', 'P-521'],
]);
const OKP_KEYS: ReadonlyMap<string, string> = new Map([
  ['2b656e', 'X25519'],
  ['2b6570', 'Ed25519'],
]);
const NOT_IN_BROWSERS: ReadonlyMap<string, string> = new Map([
  ['2b656f', 'X448'],
  ['2b6571', 'Ed448'],
  ['2b8104000a', 'secp256k1'],
]);

/** The kinds of PEM blocks (RFC 7468) that hold a key, and how each is read. */
const READERS: ReadonlyMap<string, (bytes: Uint8Array<ArrayBuffer>) => Reading> = new Map([
  ['PUBLIC KEY', (bytes) => readSubjectPublicKey(only(bytes))],
  ['CERTIFICATE', readCertificate],
  ['PRIVATE KEY', (bytes) => readPrivateKey(only(bytes))],
  ['RSA PUBLIC KEY', (bytes) => readRsaPublicKey(only(bytes))],
  ['RSA PRIVATE KEY', (bytes) => readRsaPrivateKey(only(bytes))],
  ['EC PRIVATE KEY', (bytes) => readEcPrivateKey(only(bytes), undefined)],
]);

/**
 * Reads the body of a PEM block with this label as a JWK: SPKI and X.509 (RFC 5280 §4.1), PKCS#8 (RFC 5208), PKCS#1
 * (RFC 8017 A.1) and SEC 1 (RFC 5915). A certificate is not checked: only its key is taken. Never throws.
 */
export function readPemBlock(label: string, body: string): Reading {
  const reader = READERS.get(label);
  if (reader === undefined) {
    return refuse(
      label === 'ENCRYPTED PRIVATE KEY'
        ? 'The private key is encrypted: take its passphrase off first, with openssl pkcs8.'
        : `A PEM block “${label.slice(0, 40)}” holds no key that can be used here: PUBLIC KEY, CERTIFICATE and PRIVATE KEY can.`,
    );
  }
  const { bytes, fault } = readBase64url(body, `PEM block “${label}”`);
  return fault === undefined ? reader(bytes) : refuse(fault.message);
}

/** What DER without a label may be, in the order in which it is tried. */
const BARE = [
  'PUBLIC KEY',
  'CERTIFICATE',
  'PRIVATE KEY',
  'RSA PRIVATE KEY',
  'EC PRIVATE KEY',
  'RSA PUBLIC KEY',
] as const;

/**
 * Reads DER without a label, such as a PEM file without its first and last line, or an entry of `x5c`: undefined for
 * bytes that are no DER, which may be a secret. Never throws.
 */
export function readBareDer(bytes: Uint8Array<ArrayBuffer>): Reading | undefined {
  const inside = readInside(only(bytes));
  if (inside === undefined || inside.length < 2) return undefined;
  let refusal: Reading | undefined;
  for (const label of BARE) {
    // Of a private key the first two numbers would do.
    if (label === 'RSA PUBLIC KEY' && inside.length !== 2) continue;
    const reading = READERS.get(label)?.(bytes);
    if (reading?.ok === true) return reading;
    refusal ??= reading;
  }
  return refusal;
}

/** The key of a certificate in base64 DER, as in `x5c` (RFC 7515 §4.1.6). */
export function readCertificate(bytes: Uint8Array<ArrayBuffer>): Reading {
  const inside = readInside(readInside(only(bytes))?.[0]);
  if (inside === undefined) return refuse('The certificate is no X.509 certificate in DER.');
  // The version stands before the serial number, in certificates later than the first version.
  return readSubjectPublicKey(inside[inside[0]?.tag === 0xa0 ? 6 : 5]);
}

function readSubjectPublicKey(element: DerElement | undefined): Reading {
  const [algorithm, key] = readInside(element) ?? [];
  const { name, curve } = readAlgorithm(algorithm);
  const bits = bitsOf(key);
  if (name === undefined || bits === undefined) return refuse('The public key is no SPKI in DER.');
  if (RSA_KEYS.has(name)) return readRsaPublicKey(only(bits));
  if (name === EC_KEY) return readPoint(curve, bits);
  const crv = OKP_KEYS.get(name);
  return crv === undefined
    ? refuseAlgorithm(name)
    : accept({ kty: 'OKP', crv, x: toBase64url(bits) });
}

function readPrivateKey(element: DerElement | undefined): Reading {
  const [, algorithm, key] = readInside(element) ?? [];
  const { name, curve } = readAlgorithm(algorithm);
  if (name === undefined || key?.tag !== OCTET_STRING) {
    return refuse('The private key is no PKCS#8 in DER.');
  }
  if (RSA_KEYS.has(name)) return readRsaPrivateKey(only(key.content));
  if (name === EC_KEY) return readEcPrivateKey(only(key.content), curve);
  return OKP_KEYS.has(name)
    ? refuse(
        'A private key on an Edwards or Montgomery curve lacks its public part in PKCS#8: paste it as a JWK, with “x” and “d”.',
      )
    : refuseAlgorithm(name);
}

function readAlgorithm(element: DerElement | undefined): {
  readonly name: string | undefined;
  readonly curve: string | undefined;
} {
  const [name, parameters] = readInside(element) ?? [];
  return { name: identifierOf(name), curve: identifierOf(parameters) };
}

function readRsaPublicKey(element: DerElement | undefined): Reading {
  const [n, e] = (readInside(element) ?? []).map(integerOf);
  if (n === undefined || e === undefined) return refuse('The RSA key has no modulus and exponent.');
  return accept({ kty: 'RSA', n: toBase64url(n), e: toBase64url(e) });
}

function readRsaPrivateKey(element: DerElement | undefined): Reading {
  const [, ...numbers] = (readInside(element) ?? []).map(integerOf);
  const names = ['n', 'e', 'd', 'p', 'q', 'dp', 'dq', 'qi'];
  const members = names.flatMap((name, index) => {
    const bytes = numbers[index];
    return bytes === undefined ? [] : [[name, toBase64url(bytes)] as const];
  });
  return members.length === names.length
    ? accept({ kty: 'RSA', ...Object.fromEntries(members) })
    : refuse('The RSA private key lacks some of its numbers.');
}

function readEcPrivateKey(element: DerElement | undefined, named: string | undefined): Reading {
  const [, d, ...more] = readInside(element) ?? [];
  const parameters = more.find(({ tag }) => tag === 0xa0);
  const curve = named ?? identifierOf(readInside(parameters, 0xa0)?.[0]);
  const point = bitsOf(
    readInside(
      more.find(({ tag }) => tag === 0xa1),
      0xa1,
    )?.[0],
  );
  if (d?.tag !== OCTET_STRING) return refuse('The EC private key is not in the form of SEC 1.');
  if (point === undefined) {
    return refuse('The EC private key lacks its public part: paste it as a JWK, with “x” and “y”.');
  }
  const reading = readPoint(curve, point);
  return reading.ok ? accept({ ...reading.jwk, d: toBase64url(d.content) }) : reading;
}

function readPoint(curve: string | undefined, point: Uint8Array<ArrayBuffer>): Reading {
  const crv = CURVES.get(curve ?? '');
  if (crv === undefined) return refuseAlgorithm(curve ?? '');
  const size = (point.length - 1) / 2;
  if (point[0] !== 4 || !Number.isInteger(size)) {
    return refuse('The point of the EC key is compressed: convert it with openssl ec first.');
  }
  return accept({
    kty: 'EC',
    crv,
    x: toBase64url(point.subarray(1, 1 + size)),
    y: toBase64url(point.subarray(1 + size)),
  });
}

function only(bytes: Uint8Array<ArrayBuffer>): DerElement | undefined {
  const elements = readDer(bytes);
  return elements?.length === 1 ? elements[0] : undefined;
}

function refuseAlgorithm(identifier: string): Reading {
  const name = NOT_IN_BROWSERS.get(identifier);
  return refuse(
    name === undefined
      ? 'The key is of a kind that is not known here: RSA, P-256, P-384, P-521, Ed25519 and X25519 are.'
      : `The key is for ${name}, which browsers do not offer.`,
  );
}

function accept(jwk: JsonObject): Reading {
  return { ok: true, jwk };
}

function refuse(message: string): Reading {
  return { ok: false, message };
}
