import type {
  Exchange,
  ExchangePurpose,
  NameValue,
  RecordedRequest,
  RecordedResponse,
} from './exchange';
import { decodeBody, readBody } from './read-body';
import { recordHeaders } from './record-headers';
import type { Redactor } from './redactor';
import { unfinishedInWords } from './response-words';

/** A request takes no longer: a service worker dies when a fetch exceeds 30 s. */
export const REQUEST_TIMEOUT_MS = 20_000;

export type RecordingPorts = {
  readonly fetch: typeof fetch;
  readonly now: () => number;
  readonly signal: AbortSignal;
  readonly redact: Redactor;
  /** Called with every exchange before its response is judged. */
  readonly onExchange: (exchange: Exchange) => Promise<void>;
};

/** The same ports, and the exchanges that went through them, in order: earlier ones, and all from now on. */
export function keepExchanges(
  ports: RecordingPorts,
  earlier: readonly Exchange[] = [],
): {
  readonly ports: RecordingPorts;
  readonly exchanges: readonly Exchange[];
} {
  const exchanges: Exchange[] = [...earlier];
  const onExchange: RecordingPorts['onExchange'] = async (exchange) => {
    exchanges.push(exchange);
    await ports.onExchange(exchange);
  };
  return { ports: { ...ports, onExchange }, exchanges };
}

/** The part of `RequestInit` that runs use. */
export type FetchInit = {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?:
    URLSearchParams | string | ReadableStream | Uint8Array<ArrayBuffer> | null | undefined;
  readonly redirect?: RequestRedirect;
};

/** A request that brought no response, or one without an end; its exchange is recorded, with what had arrived. */
export class NoResponseError extends Error {
  override readonly name = 'NoResponseError';
}

/**
 * A `fetch` for one purpose: bounded in time and size, every exchange recorded raw.
 * @returns a function that gives a fresh response with the body that was kept.
 * @throws NoResponseError when no response came, in words.
 */
export function recordingFetch(purpose: ExchangePurpose, ports: RecordingPorts) {
  return async (url: string, init: FetchInit): Promise<Response> => {
    const startedAt = ports.now();
    const request = recordRequest(url, init, ports.redact);
    const record = (outcome: Exchange['outcome']) =>
      ports.onExchange({
        purpose,
        request,
        startedAt,
        durationMs: ports.now() - startedAt,
        outcome,
      });
    const timeout = AbortSignal.timeout(REQUEST_TIMEOUT_MS);
    let response: Response;
    try {
      response = await ports.fetch(url, {
        ...init,
        body: init.body ?? null,
        cache: 'no-store',
        credentials: 'omit',
        signal: AbortSignal.any([ports.signal, timeout]),
      });
    } catch (error) {
      ports.signal.throwIfAborted();
      const message = timeout.aborted
        ? `did not answer within ${REQUEST_TIMEOUT_MS / 1000} s`
        : `could not be reached (${init.redirect === 'manual' ? UNREACHED : UNREACHED_OR_CIRCLE})`;
      await record({ kind: 'error', message });
      throw new NoResponseError(message, { cause: error });
    }
    if (response.type === 'opaqueredirect') {
      await record({ kind: 'redirect' });
      throw new NoResponseError('answered with a redirect, which is not followed here');
    }
    const { bytes, end, error } = await readBody(response, timeout);
    ports.signal.throwIfAborted();
    const { text, ...decoded } = decodeBody(bytes, end);
    const recorded: RecordedResponse = {
      status: response.status,
      ...recordHeaders([...response.headers], ports.redact),
      body: ports.redact(text),
      end,
      ...decoded,
    };
    await record({ kind: 'response', ...recorded });
    if (end === 'timed out' || end === 'broken off') {
      const seconds = REQUEST_TIMEOUT_MS / 1000;
      const message = unfinishedInWords(recorded, { end, bytes: bytes.length, seconds });
      throw new NoResponseError(message, { cause: error });
    }
    if (response.status < 200 || response.status > 599) {
      throw new NoResponseError(
        `answered with the status ${response.status}, which HTTP does not have`,
      );
    }
    return new Response(hasNoBody(response.status) ? null : bytes, {
      status: response.status,
      headers: response.headers,
    });
  };
}

/** What a browser tells as one and the same. */
const UNREACHED = 'connection refused or broken off, or no such host';
const UNREACHED_OR_CIRCLE =
  'connection refused or broken off, no such host, or redirects without end';

function recordRequest(url: string, init: FetchInit, redact: Redactor): RecordedRequest {
  const headers = [...new Headers(init.headers)].map(([name, value]): NameValue => [
    name,
    redact.header(name, value),
  ]);
  const base = { method: init.method ?? 'GET', url, headers };
  if (typeof init.body === 'string') return { ...base, body: redact(init.body) };
  const form =
    init.body instanceof URLSearchParams
      ? [...init.body].map(([name, value]): NameValue => [name, redact.parameter(name, value)])
      : undefined;
  const hasSecret =
    headers.some(([name, value]) => name === 'authorization' && value.startsWith('Basic ')) ||
    form?.some(([name]) => name === 'client_secret') === true;
  return {
    ...base,
    ...(form === undefined ? {} : { form }),
    ...(hasSecret && redact.traits.length > 0 ? { secretTraits: redact.traits } : {}),
  };
}

function hasNoBody(status: number): boolean {
  return status === 204 || status === 205 || status === 304;
}
