import { type LoadedKeys, loadIssuerKeys } from '../oauth/issuer-keys';
import { makeRedactor } from '../oauth/redactor';
import { plainFetch } from '../platform/fetch';
import { missingOrigins } from '../platform/permissions';
import { capitalised } from '../tokens/capitalised';
import { readKeyAddress } from '../tokens/read-keys';
import type { LoadKeys } from '../tokens/verify/verify-signature';
import { discoverIssuer } from './discover-issuer';

/** Where the keys of an issuer are: at an address that is known, else at the one that its discovery document names. */
export type KeyAddress =
  | {
      readonly jwksUri: string;
      readonly issuer?: undefined;
      /** Whose keys they are, where that is known */ readonly of?: string | undefined;
    }
  | { readonly issuer: string; readonly jwksUri?: undefined; readonly of?: undefined };

export type IssuerKeys =
  | { readonly status: 'found'; readonly loadKeys: LoadKeys }
  /** The browser wants to be asked for these origins first */
  | { readonly status: 'access-needed'; readonly origins: readonly string[] };

/** Keys are asked for again after this time, whether they fit or not. */
const KEPT_MS = 5 * 60_000;

type Kept<Value> = { readonly value: Value; readonly at: number };
const keptAddresses = new Map<string, Kept<string | undefined>>();
const keptKeys = new Map<string, Kept<LoadedKeys>>();

/** The origin that is asked first; undefined where the address is none of the web. */
export function originOfKeys(address: KeyAddress): string | undefined {
  const url = URL.parse(address.jwksUri ?? address.issuer);
  return url !== null && /^https?:$/.test(url.protocol) ? url.origin : undefined;
}

/**
 * Asks an issuer for its keys: its discovery document (OpenID Connect Discovery §4), then its key set. What came is kept
 * in memory for a while, so that the next token costs no request, unless no key fits it. Call it after a click that
 * names the address: it sends requests.
 */
export async function findIssuerKeys(address: KeyAddress): Promise<IssuerKeys> {
  const found = await addressOf(address);
  if (typeof found !== 'string') return found;
  const first = await keysAt(found, false);
  const origin = originOfKeys({ jwksUri: found });
  if (!first.ok && origin !== undefined) {
    const origins = await missingOrigins([origin]);
    if (origins.length > 0) return { status: 'access-needed', origins };
  }
  let again: Promise<LoadedKeys> | undefined;
  return {
    status: 'found',
    // One click asks for fresh keys once, however often the token is then held against them.
    loadKeys: ({ refresh }) =>
      refresh ? (again ??= keysAt(found, true)) : (again ?? Promise.resolve(first)),
  };
}

async function addressOf(address: KeyAddress): Promise<string | IssuerKeys> {
  if (address.jwksUri !== undefined) {
    const objection = objectionTo(address.jwksUri, address.of);
    return objection === undefined ? address.jwksUri : without(objection);
  }
  const { issuer } = address;
  const kept = keptAddresses.get(issuer);
  if (isFresh(kept) && kept.value !== undefined) return kept.value;
  const server = await discoverIssuer(issuer);
  if (!server.ok) {
    const { code, cause, remedy, origins = [] } = server.failure;
    if (code === 'permission_missing') return { status: 'access-needed', origins };
    return without(`${capitalised(cause)}. ${remedy}`);
  }
  const { jwks_uri: jwksUri } = server.value;
  if (jwksUri === undefined) {
    return without(`The discovery document of ${issuer} names no keys (jwks_uri).`);
  }
  const objection = objectionTo(jwksUri, issuer);
  if (objection !== undefined) return without(objection);
  keptAddresses.set(issuer, { value: jwksUri, at: Date.now() });
  return jwksUri;
}

/** Keys without encryption are no better than none: someone on the way can put in their own. */
function objectionTo(jwksUri: string, issuer: string | undefined): string | undefined {
  const isWeaker =
    URL.parse(issuer ?? '')?.protocol === 'https:' && URL.parse(jwksUri)?.protocol === 'http:';
  return isWeaker
    ? `The issuer is at ${issuer}, and its keys are at ${jwksUri}, without https: someone on the way could put in their own, so they are not asked for. The issuer has to name an https address (jwks_uri).`
    : undefined;
}

async function keysAt(jwksUri: string, isAnew: boolean): Promise<LoadedKeys> {
  const kept = keptKeys.get(jwksUri);
  if (!isAnew && isFresh(kept)) return kept.value;
  const loaded = await followed(jwksUri, await load(jwksUri));
  if (loaded.ok) keptKeys.set(jwksUri, { value: loaded, at: Date.now() });
  return loaded;
}

/** Whoever gives the address of the discovery document means the keys that it names. */
async function followed(from: string, loaded: LoadedKeys): Promise<LoadedKeys> {
  const isKeySet = loaded.ok && Object.hasOwn(loaded.jwks, 'keys');
  const next = loaded.ok && !isKeySet ? readKeyAddress(JSON.stringify(loaded.jwks)) : undefined;
  if (next === undefined) return loaded;
  const objection = objectionTo(next, from);
  return objection === undefined ? load(next) : { ok: false, message: objection };
}

function load(jwksUri: string): Promise<LoadedKeys> {
  return loadIssuerKeys(jwksUri, {
    fetch: plainFetch,
    now: () => Date.now(),
    signal: new AbortController().signal,
    redact: makeRedactor('', undefined),
    onExchange: () => Promise.resolve(),
  });
}

function isFresh<Value>(kept: Kept<Value> | undefined): kept is Kept<Value> {
  return kept !== undefined && Date.now() - kept.at < KEPT_MS;
}

function without(message: string): IssuerKeys {
  return { status: 'found', loadKeys: () => Promise.resolve({ ok: false, message }) };
}
