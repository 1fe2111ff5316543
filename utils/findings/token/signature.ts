import { isUnsigned } from '../../tokens/algorithms';
import { capitalised } from '../../tokens/capitalised';
import { decodeToken } from '../../tokens/decode-token';
import { isJsonObject } from '../../tokens/json';
import { showValue } from '../../tokens/show-value';
import type { FindingRule } from '../finding';
import { rfc } from '../specifications';
import { eachToken, isJudged } from './each-token';
import { memberOf, textOf } from '../../tokens/members';

const unsigned: FindingRule = {
  id: 'token-unsigned',
  about: 'token',
  looksFor: 'A token is not signed (alg none).',
  why: 'Anyone can have made or changed it.',
  remedy: 'Refuse it. A recipient accepts only the algorithms that it expects.',
  severities: ['error'],
  specifications: [rfc(8725, '3.1'), rfc(8725, '2.1')],
  find: (evidence) =>
    eachToken(evidence, ({ header, inTitle }) =>
      isUnsigned(header['alg'])
        ? { title: `${inTitle} is not signed`, seen: `"alg" is ${showValue(header['alg'])}.` }
        : undefined,
    ),
};

const signatureMissing: FindingRule = {
  id: 'signature-missing',
  about: 'token',
  looksFor: 'A token names a signature algorithm and has no signature.',
  why: 'It was cut off, or somebody took the signature away to see whether it is checked.',
  remedy: 'Refuse it.',
  severities: ['error'],
  specifications: [rfc(8725, '3.3'), rfc(7515, '5.2')],
  find: (evidence) =>
    eachToken(evidence, ({ token, header, inTitle }) =>
      token.kind === 'jwt' &&
      token.segments[2] === '' &&
      typeof header['alg'] === 'string' &&
      !isUnsigned(header['alg'])
        ? { title: `${inTitle} has no signature` }
        : undefined,
    ),
};

const symmetric: FindingRule = {
  id: 'token-symmetric',
  about: 'token',
  looksFor: 'A token is signed with a shared secret (HS256 and others).',
  why: 'Everyone who can check it can also make it. That is right only where issuer and recipient trust each other with the secret.',
  remedy: 'Have it signed with a key pair, such as RS256, ES256 or EdDSA.',
  severities: ['warning', 'info'],
  specifications: [rfc(7518, '3.2'), rfc(8725, '3.5')],
  find: (evidence) =>
    eachToken(evidence, (token) => {
      const { header, profile, inTitle } = token;
      const alg = textOf(header, 'alg');
      if (alg === undefined || !/^HS\d{3}$/.test(alg) || isJudged(evidence, token)) {
        return undefined;
      }
      // Its issuer alone reads it, so that nobody else needs the secret.
      if (profile === 'refresh-token') return undefined;
      return {
        severity: profile === 'access-token' ? 'warning' : 'info',
        title: `${inTitle} is signed with a shared secret (${alg})`,
        ...(profile === 'id-token' ? { seen: 'Of an ID token that is the client secret.' } : {}),
      };
    }),
};

const keySource: FindingRule = {
  id: 'header-names-key',
  about: 'token',
  looksFor:
    'The header of a token brings its own key, or an address to load it from (jwk, jku, x5u).',
  why: 'An attacker can sign with a key of his own and name it there. A recipient that loads such addresses can be sent to hosts inside of its network.',
  remedy: 'Use keys of the known issuer only, and choose among them by kid.',
  severities: ['warning'],
  specifications: [rfc(8725, '3.10'), rfc(7515, '10.4')],
  find: (evidence) =>
    eachToken(evidence, ({ header, profile, inTitle }) => {
      // A DPoP proof brings its public key by design (RFC 9449 §4.2).
      const names = ['jku', 'x5u', ...(profile === 'dpop-proof' ? [] : ['jwk'])].filter((name) =>
        Object.hasOwn(header, name),
      );
      return names.length === 0
        ? undefined
        : { title: `${inTitle} says itself which key to trust (${names.join(', ')})` };
    }),
};

/** What no key identifier needs, and what databases, shells and file systems take for commands. */
const INJECTION = /['"`;|<>\\\s\0]|\.\.\/|^\/(?:dev|etc|home|opt|proc|root|tmp|usr|var)\/|^file:/;

const kid: FindingRule = {
  id: 'kid-suspicious',
  about: 'token',
  looksFor: 'The key identifier (kid) looks like a path, or like a piece of SQL or shell.',
  why: 'A recipient that looks keys up in files or databases may be led to a key of the attacker.',
  remedy: 'Refuse it, and let kid only be compared with those of known keys.',
  severities: ['error'],
  specifications: [rfc(8725, '3.10')],
  find: (evidence) =>
    eachToken(evidence, ({ header, inTitle }) => {
      const value = memberOf(header, 'kid');
      return typeof value === 'string' && INJECTION.test(value)
        ? { title: `${inTitle} has a suspicious kid`, seen: `It is ${showValue(value, 60)}.` }
        : undefined;
    }),
};

const crit: FindingRule = {
  id: 'header-crit',
  about: 'token',
  looksFor: 'The header names extensions that must be understood (crit), or does so wrongly.',
  why: 'A recipient that does not know every one of them must refuse the token.',
  remedy: 'Look whether the recipients know the extensions.',
  severities: ['error', 'info'],
  specifications: [rfc(7515, '4.1.11')],
  find: (evidence) =>
    eachToken(evidence, ({ header, called, inTitle, isWhole }) => {
      const value = memberOf(header, 'crit');
      if (value === undefined || !isWhole) return undefined;
      const isSound =
        Array.isArray(value) &&
        value.length > 0 &&
        value.every((name) => typeof name === 'string' && Object.hasOwn(header, name));
      return isSound
        ? { severity: 'info', title: `${inTitle} requires extensions: ${showValue(value, 40)}` }
        : {
            title: `The "crit" of ${called} is malformed`,
            why: 'It must be a list of names that stand in the same header.',
            remedy: 'Refuse the token.',
          };
    }),
};

const b64: FindingRule = {
  id: 'header-b64',
  about: 'token',
  looksFor: 'A JWT says that its payload is not encoded (b64 false).',
  why: 'JWTs must not use it: recipients would sign and read different texts.',
  remedy: 'Leave b64 out.',
  severities: ['error'],
  specifications: [rfc(7797, '7')],
  find: (evidence) =>
    eachToken(evidence, ({ header, inTitle }) =>
      memberOf(header, 'b64') === false
        ? { title: `${inTitle} says that its payload is not encoded (b64)` }
        : undefined,
    ),
};

const zip: FindingRule = {
  id: 'header-zip',
  about: 'token',
  looksFor: 'A token is compressed, or says so (zip).',
  why: 'Compression before encryption tells of the content by its length, and small tokens can unpack to very large ones. Signed tokens have no zip at all.',
  remedy: 'Turn compression off.',
  severities: ['warning'],
  specifications: [rfc(8725, '3.6'), rfc(7516, '4.1.3')],
  find: ({ tokens }) =>
    tokens.flatMap(({ header, called }) =>
      Object.hasOwn(header, 'zip') ? [{ title: `${capitalised(called)} is compressed (zip)` }] : [],
    ),
};

const nestedUnsigned: FindingRule = {
  id: 'nested-token-unsigned',
  about: 'token',
  looksFor: 'A token holds another token, which is not signed.',
  why: 'Who signed the outer one need not have made what stands inside: both must be checked.',
  remedy: 'Refuse it, unless the outer signature alone is what counts.',
  severities: ['warning'],
  specifications: [rfc(8725, '3.3')],
  find: ({ tokens }) =>
    tokens.flatMap(({ token, called }) => {
      if (token.kind !== 'jws' || token.payloadText === undefined) return [];
      const inner = decodeToken(token.payloadText);
      return inner.kind === 'jwt' && isUnsigned(inner.header['alg'])
        ? [{ title: `${capitalised(called)} holds a token that is not signed` }]
        : [];
    }),
};

const MAX_BYTES = 8192;

const tooLarge: FindingRule = {
  id: 'token-too-large',
  about: 'token',
  looksFor: 'A token is longer than 8 kB.',
  why: 'Many servers and proxies refuse header fields of that size (431, 400 or 413), so that requests with it fail.',
  remedy: 'Have fewer claims put into it, such as groups; or use a reference token.',
  severities: ['warning'],
  specifications: [rfc(9110, '5.4'), rfc(6585, '5')],
  find: ({ tokens }) =>
    tokens.flatMap(({ token, called, name }) =>
      token.raw.length > MAX_BYTES && name !== 'User info'
        ? [
            {
              title: `${capitalised(called)} is ${Math.round(token.raw.length / 1024)} kB long`,
            },
          ]
        : [],
    ),
};

const type: FindingRule = {
  id: 'access-token-untyped',
  about: 'token',
  looksFor: 'An access token that is a JWT does not say so in its header (typ at+jwt).',
  why: 'Without it an ID token may be taken for an access token. Many servers have formats of their own and leave it out.',
  remedy: 'An API then has to tell access tokens apart by issuer and audience.',
  severities: ['info'],
  specifications: [rfc(9068, '2.1'), rfc(8725, '3.11')],
  find: (evidence) =>
    eachToken(evidence, ({ header, profile, name, inTitle, isWhole }) => {
      if (!isWhole || profile !== 'access-token' || (name !== 'Access token' && name !== 'Token')) {
        return undefined;
      }
      const typ = memberOf(header, 'typ');
      return typeof typ === 'string' && /^(?:application\/)?at\+jwt$/i.test(typ)
        ? undefined
        : {
            title: `${inTitle} does not say that it is an access token (typ)`,
            seen: `typ is ${showValue(typ, 40)}.`,
          };
    }),
};

const bound: FindingRule = {
  id: 'dpop-bound-token-as-bearer',
  about: 'token',
  looksFor: 'An access token that is bound to a key (cnf.jkt) is used or issued as a Bearer token.',
  why: 'The binding protects a stolen token only where every API demands the proof. One that takes it as Bearer does not.',
  remedy: 'Send it as DPoP with a proof, and have the API refuse it as Bearer.',
  severities: ['warning'],
  specifications: [rfc(9449, '7.1'), rfc(9449, '7.2')],
  find: (evidence) => {
    const header = evidence.httpRequest?.headers.find(([name]) =>
      /^authorization$/i.test(name),
    )?.[1];
    const isBearer = /^bearer\b/i.test(evidence.answer?.tokens?.tokenType ?? header ?? '');
    return isBearer
      ? eachToken(evidence, ({ claims, profile, inTitle }) => {
          const cnf = memberOf(claims, 'cnf');
          return (profile === 'access-token' || profile === 'provider-access-token') &&
            isJsonObject(cnf) &&
            Object.hasOwn(cnf, 'jkt')
            ? { title: `${inTitle} is bound to a key, and is a Bearer token here` }
            : undefined;
        })
      : [];
  },
};

export const signatureRules: readonly FindingRule[] = [
  unsigned,
  signatureMissing,
  symmetric,
  keySource,
  kid,
  crit,
  b64,
  zip,
  nestedUnsigned,
  tooLarge,
  type,
  bound,
];
