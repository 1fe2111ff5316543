import { isJsonObject, type JsonObject } from '../../tokens/json';
import type { Evidence } from '../evidence';
import type { FindingRule } from '../finding';
import { namesOf } from '../scopes/names';
import { rfc } from '../specifications';
import { memberOf, textOf } from '../../tokens/members';

type FoundKey = { readonly jwk: JsonObject; readonly called: string };

/** Keys that were pasted, and those that tokens carry. */
function keysOf({ keys, tokens }: Evidence): readonly FoundKey[] {
  return [
    ...keys.map((jwk, index) => ({
      jwk,
      called:
        textOf(jwk, 'kid') === undefined
          ? `The key${keys.length > 1 ? ` no. ${index + 1}` : ''}`
          : `The key ${(textOf(jwk, 'kid') ?? '').slice(0, 40)}`,
    })),
    ...tokens.flatMap(({ header, called }) => {
      const jwk = memberOf(header, 'jwk');
      return isJsonObject(jwk) ? [{ jwk, called: `The key in ${called}` }] : [];
    }),
  ];
}

/** The length of a number in base64url, in bits, rounded up to bytes. */
function bitsOf(text: string): number {
  return Math.floor((text.replace(/^A+/, '').length * 6) / 8) * 8;
}

const weak: FindingRule = {
  id: 'key-weak',
  about: 'registration',
  looksFor: 'A key is too short: RSA of less than 2048 bits, or a shared secret of less than 256.',
  why: 'Its signatures can be forged by computing.',
  remedy: 'Make a new key: RSA of 2048 bits or more, or EC P-256, or Ed25519.',
  severities: ['error'],
  specifications: [rfc(7518, '3.3'), rfc(7518, '3.2')],
  find: (evidence) =>
    keysOf(evidence).flatMap(({ jwk, called }) => {
      const kty = textOf(jwk, 'kty');
      const n = textOf(jwk, 'n');
      const k = textOf(jwk, 'k');
      // Encrypting takes shared keys of 128 bits.
      if (kty === 'RSA' && n !== undefined && bitsOf(n) < 2048) {
        return [{ title: `${called} is RSA of ${bitsOf(n)} bits` }];
      }
      return kty === 'oct' && k !== undefined && bitsOf(k) < 256 && textOf(jwk, 'use') !== 'enc'
        ? [{ title: `${called} is a shared secret of ${bitsOf(k)} bits` }]
        : [];
    }),
};

const PRIVATE_MEMBERS = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'];

const privateKey: FindingRule = {
  id: 'key-private',
  about: 'registration',
  looksFor: 'A key holds its private part, or is a shared secret.',
  why: 'Whoever has it can sign as its owner. It must be in no key set that others can load, and in no message.',
  remedy:
    'Publish the public part alone. If others could see it, take the key for lost and replace it.',
  severities: ['warning'],
  specifications: [rfc(7517, '9.2'), rfc(7517, '9.3')],
  find: (evidence) =>
    keysOf(evidence).flatMap(({ jwk, called }) => {
      const names = PRIVATE_MEMBERS.filter((name) => Object.hasOwn(jwk, name));
      return names.length === 0
        ? []
        : [{ title: `${called} is private`, seen: `It has ${namesOf(names)}.` }];
    }),
};

const sameKid: FindingRule = {
  id: 'key-ids-repeat',
  about: 'registration',
  looksFor: 'Two keys of a set have the same identifier (kid).',
  why: 'A recipient cannot tell which of them a token was signed with, and may try only one.',
  remedy: 'Give every key its own, such as its thumbprint (RFC 7638).',
  severities: ['warning'],
  specifications: [rfc(7517, '4.5')],
  find: ({ keys }) => {
    const seen = new Set<string>();
    const repeated = new Set<string>();
    for (const jwk of keys) {
      const kid = textOf(jwk, 'kid');
      if (kid === undefined) continue;
      // Of different types they may share it.
      const name = `${textOf(jwk, 'kty') ?? ''} ${kid}`;
      if (seen.has(name)) repeated.add(kid);
      seen.add(name);
    }
    return [...repeated].map((kid) => ({ title: `Several keys have the kid ${kid.slice(0, 40)}` }));
  },
};

export const keyRules: readonly FindingRule[] = [weak, privateKey, sameKid];
