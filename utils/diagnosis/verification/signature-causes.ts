import { openIdCore, rfc } from '../../findings/specifications';
import { responseOf } from '../../oauth/exchange';
import { isJsonObject, parseJsonObject } from '../../tokens/json';
import { memberOf } from '../../tokens/members';
import type { CauseRule } from '../diagnosis';
import { setting, step } from '../look';
import { listed, quoted, sentence } from '../words';
import { type Judged, ofIdToken } from './judged';

const specification = openIdCore('3.1.3.7', 'IDTokenValidation');

const broken = ofIdToken({
  id: 'id-token-broken',
  cause: 'The ID token is broken.',
  remedy:
    'Look at the token response, and compare the length of the token with what the server made: a column of a database, a cookie or a proxy may cut it, or the server puts something else there.',
  places: [step('token-request'), step('verification')],
  specification: rfc(7519, '7.2'),
  find: ({ idToken }) =>
    idToken?.kind === 'broken' || idToken?.kind === 'opaque'
      ? {
          certainty: 'seen',
          cause:
            idToken.kind === 'broken'
              ? 'The ID token is damaged: it cannot be read as a JWT.'
              : 'What came as ID token is no JWT.',
          reasons:
            idToken.kind === 'broken'
              ? idToken.problems.map(({ message }) => sentence(message))
              : [],
        }
      : undefined,
});

/** Claims that every ID token has to have (OpenID Connect Core §2). */
const REQUIRED = ['iss', 'sub', 'aud', 'exp', 'iat'] as const;

const claimMissing = ofIdToken({
  id: 'id-token-claim-missing',
  cause: 'The ID token lacks a claim that it has to have.',
  remedy:
    'The server has to put it into its ID tokens: look at the mapping of claims for this client.',
  specification: openIdCore('2', 'IDToken'),
  find: ({ idToken, claim }) => {
    const missing = REQUIRED.filter((name) => claim(name) === undefined);
    return idToken?.kind !== 'jwt' || missing.length === 0
      ? undefined
      : {
          certainty: 'seen',
          cause: `The ID token has no claim ${listed(missing)}${missing.includes('sub') ? ': it does not say who the user is' : ''}.`,
        };
  },
});

const unsigned = ofIdToken({
  id: 'id-token-unsigned',
  cause: 'The ID token is not signed (alg: none).',
  remedy: 'Have the server sign ID tokens for this client, with RS256 for example.',
  specification,
  find: ({ header, failed }) => {
    const { alg } = header;
    const isNone = typeof alg === 'string' && alg.toLowerCase() === 'none';
    return isNone && (failed('Algorithm') ?? failed('Signature')) !== undefined
      ? { certainty: 'seen' }
      : undefined;
  },
});

const secretMisfit = ofIdToken({
  id: 'id-token-signed-with-other-secret',
  cause: 'The ID token is signed with a secret, and it is not the client secret that runs use.',
  remedy: 'Type in the client secret that the server has, or have it sign with a key pair (RS256).',
  places: [setting('client-secret'), step('verification')],
  specification: openIdCore('10.1', 'Signing'),
  find: ({ header, failed, client }) =>
    typeof header['alg'] === 'string' &&
    header['alg'].startsWith('HS') &&
    failed('Signature') !== undefined
      ? {
          certainty: 'seen',
          cause: `The ID token is signed with ${header['alg']}, and the client secret that was sent does not fit.`,
          reasons:
            client.secrets.length > 1
              ? ['The client has several secrets: the server may sign with another one.']
              : [],
        }
      : undefined,
});

const notAnnounced = ofIdToken({
  id: 'id-token-algorithm-not-announced',
  cause: 'The ID token is signed with an algorithm that the server does not announce.',
  remedy:
    'The server has to list it in id_token_signing_alg_values_supported, or to sign with one that it lists.',
  specification,
  find: ({ header, failed, run }) => {
    const { alg } = header;
    const announced = run.server?.id_token_signing_alg_values_supported ?? [];
    return typeof alg === 'string' && failed('Algorithm') !== undefined && announced.length > 0
      ? {
          certainty: 'seen',
          cause: `The ID token is signed with ${quoted(alg, 40)}, and the server announces ${listed(announced)}.`,
        }
      : undefined;
  },
});

const keyUnknown: CauseRule = ofIdToken({
  id: 'signing-key-not-published',
  cause: 'The key that the ID token names is not among those of the issuer.',
  remedy:
    'The server has to publish the key: it may have changed keys and not yet the set, a cache may hold the old set, or jwks_uri belongs to another server.',
  places: [step('verification'), setting('issuer')],
  specification: rfc(7517, '4.5'),
  find: (judged) => {
    const { kid } = judged.header;
    const names = publishedKeys(judged) ?? [];
    if (typeof kid !== 'string' || !isKeyUnknown(judged)) return undefined;
    return {
      certainty: 'seen',
      cause: `The ID token is signed with the key ${quoted(kid, 80)}, and the issuer publishes ${names.length === 0 ? 'no keys' : listed(names)}.`,
      reasons: ['The keys were asked for once more, in case they had changed.'],
    };
  },
});

const keyUnusable = ofIdToken({
  id: 'signing-key-unusable',
  cause: 'The key that the issuer publishes cannot be used to check the ID token.',
  remedy:
    'The server has to mend the key in its set (jwks_uri): its use, alg, kty and numbers have to be those of the key that it signs with.',
  places: [step('verification')],
  specification: rfc(7517, '4'),
  find: (judged) => {
    const detail = judged.failed('Signature')?.detail ?? '';
    const found = /cannot be used for [^.]*\.\s*(.+)$/s.exec(detail);
    if (found === null || isKeyUnknown(judged)) return undefined;
    return {
      certainty: 'seen',
      cause: `The key that the issuer publishes cannot be used to check the ID token: ${quoted((found[1] ?? '').replace(/\.$/, ''))}.`,
      reasons: ['Whether the signature is right cannot be told.'],
    };
  },
});

const misfit = ofIdToken({
  id: 'signature-wrong',
  cause: 'The signature of the ID token does not fit the key that the issuer publishes.',
  remedy:
    'The token was changed on its way, or was signed with another key than its name says: compare what the server signs with and what jwks_uri publishes.',
  places: [step('verification'), step('token-request')],
  specification,
  find: (judged) => {
    const { header, failed, run, checks, idToken } = judged;
    const { alg, kid } = header;
    const isByKey = typeof alg === 'string' && /^(?:[REP]S|Ed|ML)/.test(alg);
    if (failed('Signature') === undefined || !isByKey || isKeyUnknown(judged)) return undefined;
    if (idToken?.kind !== 'jwt') return undefined;
    const others = checks.filter(
      ({ outcome, name }) => outcome === 'failed' && name !== 'Signature',
    );
    return {
      certainty: 'seen',
      cause: `The ${alg.slice(0, 20)} signature of the ID token does not fit the key${typeof kid === 'string' ? ` ${quoted(kid, 80)}` : 's'} of the issuer.`,
      reasons: [
        ...(run.server?.jwks_uri === undefined
          ? []
          : [`The keys are those at ${quoted(run.server.jwks_uri)}.`]),
        ...(others.length === 0
          ? ['Every other check passed: what the token says is as expected.']
          : []),
      ],
    };
  },
});

const hash = ofIdToken({
  id: 'id-token-of-other-answer',
  cause: 'The ID token does not belong to the access token or code of this run.',
  remedy:
    'The server puts together what does not belong together: a cache, or a hash of something else.',
  specification: openIdCore('3.1.3.6', 'CodeIDToken'),
  find: ({ failed }) => {
    const check = failed('Access token hash') ?? failed('Code hash');
    return check === undefined
      ? undefined
      : {
          certainty: 'seen',
          cause:
            check.name === 'Code hash'
              ? 'The claim c_hash of the ID token is not the hash of the code of this run.'
              : 'The claim at_hash of the ID token is not the hash of the access token that came with it.',
        };
  },
});

const otherCheck = ofIdToken({
  id: 'id-token-check-failed',
  isFallback: true,
  cause: 'A check of the ID token failed.',
  remedy: 'Do not trust this ID token. Each check is listed with it.',
  specification,
  find: ({ checks }) => {
    const first = checks.find(({ outcome }) => outcome === 'failed');
    return first === undefined
      ? undefined
      : {
          certainty: 'possible',
          cause: sentence(`The ID token fails the check ${quoted(first.name)}: ${first.detail}`),
        };
  },
});

function isKeyUnknown(judged: Judged): boolean {
  const { kid } = judged.header;
  const isMissing = typeof kid === 'string' && publishedKeys(judged)?.includes(kid) === false;
  return isMissing && judged.failed('Signature') !== undefined;
}

/** The names of the keys that came last from the issuer; nothing where none could be read. */
function publishedKeys({ run }: Judged): readonly string[] | undefined {
  const exchange = run.exchanges.findLast(({ purpose }) => purpose === 'jwks');
  const json = parseJsonObject(exchange === undefined ? '' : (responseOf(exchange)?.body ?? ''));
  const keys = json.ok ? memberOf(json.value, 'keys') : undefined;
  return Array.isArray(keys)
    ? keys.flatMap((key) => {
        const kid = isJsonObject(key) ? memberOf(key, 'kid') : undefined;
        return typeof kid === 'string' ? [kid] : [];
      })
    : undefined;
}

/** Causes that lie in the signature. */
export const signatureCauses: readonly CauseRule[] = [
  broken,
  keyUnusable,
  unsigned,
  secretMisfit,
  notAnnounced,
  keyUnknown,
  hash,
  claimMissing,
];

/** What is said last: a signature that does not fit, and any other check. */
export const tokenRefused: readonly CauseRule[] = [misfit, otherCheck];
