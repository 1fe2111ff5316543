import { randomBytes } from 'node:crypto';
import { decodeJwt, decodeProtectedHeader, type JWTHeaderParameters, type JWTPayload } from 'jose';
import { changingJson, without } from './answers.ts';
import type { Fault, FaultHandler, FaultServer } from './fault.ts';
import { textOf } from './callback.ts';
import { places } from './places.ts';

type Entry = Omit<Fault, 'step'>;

type Token = { readonly header: JWTHeaderParameters; readonly claims: JWTPayload };

/** Makes another ID token of the one that the server gives out. */
function remaking(
  remake: (token: Token, server: FaultServer) => Promise<string> | string,
): FaultHandler {
  return changingJson(places.token, async (members, server) => {
    const idToken = members['id_token'];
    if (typeof idToken !== 'string') return members;
    const header = decodeProtectedHeader(idToken) as JWTHeaderParameters;
    const claims = decodeJwt(idToken);
    return { ...members, id_token: await remake({ header, claims }, server) };
  });
}

/** The same token with other claims, signed as it was. */
function claiming(change: (claims: JWTPayload) => JWTPayload): FaultHandler {
  return remaking(({ header, claims }, { sign }) => sign({ header, claims: change(claims) }));
}

/** All times of a token, moved by so many seconds. */
function moved(claims: JWTPayload, seconds: number): JWTPayload {
  return Object.fromEntries(
    Object.entries(claims).map(([name, value]) => [
      name,
      ['iat', 'exp', 'nbf', 'auth_time'].includes(name) && typeof value === 'number'
        ? value + seconds
        : value,
    ]),
  );
}

/** A server whose clock goes wrong says so in every answer. */
function withClock(seconds: number): FaultHandler {
  const change = claiming((claims) => moved(claims, seconds));
  return async (ctx, next, server) => {
    await change(ctx, next, server);
    ctx.set('Date', new Date(Date.now() + seconds * 1000).toUTCString());
  };
}

/** Grants less than was asked for: the rest of the scopes never reaches the server. */
const grantingLess: FaultHandler = async (ctx, next) => {
  if (places.authorization(ctx)) {
    const parameters = new URLSearchParams(ctx.querystring);
    const scopes = textOf(ctx, 'scope').split(' ');
    const granted = scopes.filter((scope) => ['openid', 'profile'].includes(scope));
    parameters.set('scope', granted.join(' '));
    ctx.querystring = parameters.toString();
  }
  await next();
};

const withoutScope = changingJson(places.token, (members) => without(members, 'scope'));

const minute = 60;
const hour = 60 * minute;

const entries: readonly Entry[] = [
  {
    id: 'scopes-reduced',
    title: 'Fewer scopes than asked for',
    effect: 'Grants openid and profile alone, whatever else was asked for, and says so in scope.',
    handle: grantingLess,
  },
  {
    id: 'scopes-reduced-unsaid',
    title: 'Fewer scopes, unsaid',
    effect: 'Grants openid and profile alone, and leaves scope out of the token response.',
    handle: (ctx, next, server) => withoutScope(ctx, () => grantingLess(ctx, next, server), server),
  },
  {
    id: 'signature-bad',
    title: 'Bad signature',
    effect:
      'Signs the ID token with a key that is not in its key set, under the name of one that is.',
    handle: remaking((token, { sign }) => sign({ ...token, isForged: true })),
  },
  {
    id: 'kid-unknown',
    title: 'Unknown key',
    effect: 'Names a key in the ID token that its key set does not hold, as after a key change.',
    handle: remaking(({ header, claims }, { sign }) =>
      sign({ header: { ...header, kid: 'key-of-last-year' }, claims, isForged: true }),
    ),
  },
  {
    id: 'alg-none',
    title: 'Unsigned ID token',
    effect: 'Gives out an ID token with alg none and no signature.',
    handle: remaking(({ claims }) => `${segment({ alg: 'none' })}.${segment(claims)}.`),
  },
  {
    id: 'aud-wrong',
    title: 'Audience of another client',
    effect: 'Gives out an ID token that is made for another client.',
    handle: claiming((claims) => ({ ...claims, aud: 'another-client' })),
  },
  {
    id: 'id-token-iss-wrong',
    title: 'Issuer of another server',
    effect: 'Gives out an ID token that names another issuer.',
    handle: claiming((claims) => ({ ...claims, iss: 'https://login.elsewhere.example' })),
  },
  {
    id: 'nonce-wrong',
    title: 'Wrong nonce',
    effect: 'Gives out an ID token with another nonce than it was sent.',
    handle: claiming((claims) => ({ ...claims, nonce: 'the-nonce-of-somebody-else' })),
  },
  {
    id: 'nonce-missing',
    title: 'No nonce',
    effect: 'Gives out an ID token without the nonce.',
    handle: claiming((claims) => ({ ...without(claims, 'nonce') })),
  },
  {
    id: 'sub-missing',
    title: 'No sub',
    effect: 'Gives out an ID token that names no user.',
    handle: claiming((claims) => ({ ...without(claims, 'sub') })),
  },
  {
    id: 'id-token-expired',
    title: 'ID token expired',
    effect: 'Gives out an ID token that expired an hour ago.',
    handle: claiming((claims) => moved(claims, -2 * hour)),
  },
  {
    id: 'clock-ahead',
    title: 'Clock ten minutes ahead',
    effect: 'Issues tokens ten minutes in the future, as a server whose clock is ahead.',
    handle: withClock(10 * minute),
  },
  {
    id: 'clock-behind',
    title: 'Clock two hours behind',
    effect: 'Issues tokens that have expired when they arrive, as a server whose clock is behind.',
    handle: withClock(-2 * hour),
  },
  {
    id: 'at-hash-wrong',
    title: 'Wrong at_hash',
    effect: 'Gives out an ID token whose at_hash does not fit the access token.',
    handle: claiming((claims) => ({ ...claims, at_hash: 'MTIzNDU2Nzg5MDEyMzQ1Ng' })),
  },
  {
    id: 'id-token-missing',
    title: 'No ID token',
    effect: 'Gives out no ID token, though openid was granted.',
    handle: changingJson(places.token, (members) => without(members, 'id_token')),
  },
  {
    id: 'id-token-damaged',
    title: 'Damaged ID token',
    effect: 'Gives out an ID token that broke off in the middle.',
    handle: changingJson(places.token, (members) => ({
      ...members,
      id_token: String(members['id_token']).slice(0, 60),
    })),
  },
  {
    id: 'access-token-opaque',
    title: 'Opaque access token',
    effect: 'Gives out an access token that only the server can read, and that works nowhere.',
    handle: changingJson(places.token, (members) => ({
      ...members,
      access_token: randomBytes(24).toString('base64url'),
    })),
  },
];

function segment(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

/** Faults of the tokens that the server gives out. */
export const tokenFaults: readonly Fault[] = entries.map((entry) => ({ ...entry, step: 'Tokens' }));
