import { parseJsonObject, type JsonObject } from '../tokens/json';
import { responseOf } from './exchange';
import {
  keepExchanges,
  NoResponseError,
  recordingFetch,
  type RecordingPorts,
} from './recording-fetch';
import { tooLargeInWords } from './response-words';

/** A key set, or why it cannot be had, in words. */
export type LoadedKeys =
  | { readonly ok: true; readonly jwks: JsonObject }
  | { readonly ok: false; readonly message: string };

/** Reads a key set (RFC 7517 §5) from its address, such as the `jwks_uri` of an issuer. Recorded like every exchange. */
export async function loadIssuerKeys(
  jwksUri: string | undefined,
  ports: RecordingPorts,
): Promise<LoadedKeys> {
  if (jwksUri === undefined) {
    return { ok: false, message: 'no address of the issuer’s keys (jwks_uri) is known' };
  }
  const { ports: kept, exchanges } = keepExchanges(ports);
  try {
    const response = await recordingFetch('jwks', kept)(jwksUri, {
      headers: { accept: 'application/json, application/jwk-set+json' },
    });
    if (response.status !== 200) {
      return { ok: false, message: `${jwksUri} answered HTTP ${response.status}` };
    }
    const last = exchanges.at(-1);
    const recorded = last === undefined ? undefined : responseOf(last);
    if (recorded?.end === 'too large') {
      return { ok: false, message: `${jwksUri} answered with ${tooLargeInWords(recorded)}` };
    }
    const json = parseJsonObject(await response.text());
    return json.ok
      ? { ok: true, jwks: json.value }
      : { ok: false, message: `${jwksUri}: ${json.message}` };
  } catch (error) {
    if (!(error instanceof NoResponseError)) throw error;
    return { ok: false, message: `${jwksUri} ${error.message}` };
  }
}
