import * as oauth from 'oauth4webapi';
import * as v from 'valibot';
import { isWebAddress } from '../clients/url-rules';
import { parseJsonObject } from '../tokens/json';
import { type Exchange, type RecordedResponse, responseOf } from './exchange';
import { fail, type Result, succeed } from './failure';
import {
  keepExchanges,
  NoResponseError,
  recordingFetch,
  type RecordingPorts,
} from './recording-fetch';
import { tooLargeInWords } from './response-words';
import { type ServerMetadata, serverMetadataSchema } from './server-metadata';

/** The two addresses of a server's metadata: OpenID Connect Discovery §4, RFC 8414 §3. */
const ALGORITHMS = ['oidc', 'oauth2'] as const;

/**
 * Reads the metadata of the server with this issuer identifier.
 * The issuer in the document must equal it character by character (OpenID Connect Discovery §4.3, RFC 8414 §3.3).
 */
export async function discover(
  issuer: string,
  ports: RecordingPorts,
): Promise<Result<ServerMetadata>> {
  const issuerUrl = URL.parse(issuer);
  if (issuerUrl === null) {
    return fail('client_incomplete', `the issuer “${issuer}” is not a URL`, 'Correct the issuer.');
  }
  if (!isWebAddress(issuer)) {
    return fail(
      'client_incomplete',
      `the issuer “${issuer}” is not an http(s) address`,
      'Correct the issuer: it is the address that the server calls itself.',
    );
  }
  const { ports: kept, exchanges: seen } = keepExchanges(ports);
  let unreadable: Result<ServerMetadata> | undefined;
  for (const algorithm of ALGORITHMS) {
    try {
      const response = await oauth.discoveryRequest(issuerUrl, {
        algorithm,
        signal: ports.signal,
        [oauth.allowInsecureRequests]: true,
        [oauth.customFetch]: recordingFetch('discovery', kept),
      });
      if (response.status !== 200) continue;
      const recorded = lastResponse(seen);
      if (recorded?.end === 'too large') return tooLarge(issuerUrl.host, recorded);
      const metadata = await readMetadata(issuer, response);
      // Some servers answer every address with a page: the other address may still hold the document.
      if (metadata.ok || metadata.failure.code === 'issuer_mismatch') return metadata;
      unreadable ??= metadata;
    } catch (error) {
      if (!(error instanceof NoResponseError)) throw error;
      if (unreadable !== undefined) return unreadable;
      return fail(
        'discovery_failed',
        `${issuerUrl.host} ${error.message}`,
        lastResponse(seen) === undefined
          ? 'Check the issuer, and whether the server runs and can be reached from this machine.'
          : 'Look at the server, or at a proxy before it. What had arrived is shown at the step Discovery.',
      );
    }
  }
  if (unreadable !== undefined) return unreadable;
  if (seen.some(({ outcome }) => outcome.kind === 'response' && outcome.status >= 500)) {
    return fail(
      'discovery_failed',
      `${issuerUrl.host} failed to give its discovery document (${answersInWords(seen)})`,
      'The server itself failed: try again, then look at its log.',
    );
  }
  return fail(
    'discovery_failed',
    `${issuerUrl.host} has no discovery document (${answersInWords(seen)})`,
    'Check the issuer: its path counts too. A server without discovery is a Generic OAuth 2.0 client, with typed endpoints.',
  );
}

function lastResponse(exchanges: readonly Exchange[]): RecordedResponse | undefined {
  const last = exchanges.at(-1);
  return last === undefined ? undefined : responseOf(last);
}

function tooLarge(host: string, response: RecordedResponse) {
  return fail(
    'discovery_failed',
    `the discovery document of ${host} has ${tooLargeInWords(response)}`,
    'No discovery document is that long. Open its address to see what the server sends.',
  );
}

function answersInWords(exchanges: readonly Exchange[]): string {
  return exchanges
    .map(({ request, outcome }) => {
      const path = URL.parse(request.url)?.pathname ?? request.url;
      return `${path}: ${outcome.kind === 'response' ? outcome.status : outcome.kind}`;
    })
    .join(', ');
}

async function readMetadata(issuer: string, response: Response): Promise<Result<ServerMetadata>> {
  const json = parseJsonObject(await response.text());
  if (!json.ok) {
    return fail(
      'discovery_failed',
      `the discovery document cannot be read: ${json.message}`,
      'Open its address to see what the server sends.',
    );
  }
  const parsed = v.safeParse(serverMetadataSchema, json.value);
  if (!parsed.success) {
    const [issue] = parsed.issues;
    return fail(
      'discovery_failed',
      `the discovery document is wrong at ${v.getDotPath(issue) ?? 'its root'}: ${issue.message}`,
      'The server has to mend its document. Until then, a Generic OAuth 2.0 client takes typed endpoints.',
    );
  }
  const found = parsed.output.issuer;
  if (found === issuer) return succeed(parsed.output);
  const { failure } = fail(
    'issuer_mismatch',
    found === undefined
      ? 'the discovery document names no issuer'
      : `the server calls itself “${found}”, this client expects “${issuer}”`,
    found === undefined
      ? 'A discovery document must name its issuer: the server has to mend it.'
      : 'The two must be equal, character by character.',
  );
  return { ok: false, failure: found === undefined ? failure : { ...failure, foundIssuer: found } };
}
