import type { JsonObject } from '@/utils/tokens/json';
import { describeKeyType, secrecyOf } from '@/utils/tokens/key-facts';
import { thumbprintOf } from '@/utils/tokens/key-thumbprint';
import { EntriesTable } from './EntriesTable';
import { useComputed } from './use-computed';

type KeyFactsProps = { readonly name: string; readonly jwk: JsonObject };

/** What a key says of itself, with the thumbprint by which it is known elsewhere (RFC 7638). */
export function KeyFacts({ name, jwk }: KeyFactsProps) {
  const thumbprint = useComputed(jwk, thumbprintInWords);
  const said = ['kid', 'use', 'key_ops', 'alg'].flatMap((member) => {
    const value = Object.hasOwn(jwk, member) ? jwk[member] : undefined;
    if (value === undefined) return [];
    return [[member, typeof value === 'string' ? value : JSON.stringify(value)] as const];
  });
  return (
    <EntriesTable
      name={name}
      entries={[
        ['kty', `${describeKeyType(jwk)} (${WORDS[secrecyOf(jwk)]})`],
        ...said,
        ['Thumbprint (SHA-256)', thumbprint ?? '…'],
      ]}
    />
  );
}

const WORDS = { public: 'public', private: 'private', shared: 'shared secret' } as const;

async function thumbprintInWords(jwk: JsonObject): Promise<string> {
  return (await thumbprintOf(jwk)) ?? 'cannot be computed: the key is not whole';
}
