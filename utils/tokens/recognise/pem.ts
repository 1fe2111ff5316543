import type { PemBlock } from '../recognised';
import { count, type Format } from './format';

/** Labels (RFC 7468 §4) that say what a block holds. */
const KINDS: readonly (readonly [label: RegExp, kind: PemBlock['kind']])[] = [
  [/PRIVATE KEY$/, 'private key'],
  [/PUBLIC KEY$/, 'public key'],
  [/^(?:X509 |TRUSTED )?CERTIFICATE$/, 'certificate'],
];

/** Keys and certificates in PEM (RFC 7468): what they are by their labels, without reading them. */
export const recognisePem: Format = (text) => {
  if (!text.startsWith('-----BEGIN ')) return undefined;
  const blocks = [...text.matchAll(/-----BEGIN ([A-Z0-9 ]{1,60})-----/g)].map(([, name]) =>
    blockOf(name ?? ''),
  );
  const [first] = blocks;
  if (first === undefined) return undefined;
  const what =
    blocks.length === 1 ? `PEM: ${nameOf(first)}` : `PEM with ${count(blocks.length, 'block')}`;
  return { what, tokens: [], pem: blocks };
};

function blockOf(label: string): PemBlock {
  return { label, kind: KINDS.find(([pattern]) => pattern.test(label))?.[1] ?? 'other' };
}

function nameOf({ kind, label }: PemBlock): string {
  return kind === 'other' ? label.toLowerCase() : kind;
}
