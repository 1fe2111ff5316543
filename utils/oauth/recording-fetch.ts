import type { Exchange, ExchangePurpose, NameValue, RecordedRequest } from './exchange';
import type { Redactor } from './redactor';

/** What is kept of a response body, in bytes. */
export const MAX_BODY_BYTES = 500_000;
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

/** A request that brought no response; its exchange is recorded. */
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
    let response: Response | undefined;
    try {
      response = await ports.fetch(url, {
        ...init,
        body: init.body ?? null,
        cache: 'no-store',
        credentials: 'omit',
        signal: AbortSignal.any([ports.signal, timeout]),
      });
      if (response.type === 'opaqueredirect') {
        await record({ kind: 'redirect' });
        throw new NoResponseError('answered with a redirect, which is not followed here');
      }
      const { bytes, isTruncated } = await readBounded(response);
      await record({
        kind: 'response',
        status: response.status,
        headers: [...response.headers].map(([name, value]) => [name, ports.redact(value)]),
        body: ports.redact(new TextDecoder().decode(bytes)),
        isTruncated,
      });
      if (response.status < 200 || response.status > 599) {
        throw new NoResponseError(
          `answered with the status ${response.status}, which HTTP does not have`,
        );
      }
      return new Response(hasNoBody(response.status) ? null : bytes, {
        status: response.status,
        headers: response.headers,
      });
    } catch (error) {
      if (error instanceof NoResponseError) throw error;
      ports.signal.throwIfAborted();
      const message = timeout.aborted
        ? `did not answer within ${REQUEST_TIMEOUT_MS / 1000} s`
        : response === undefined
          ? 'could not be reached (connection refused or broken off, or no such host)'
          : `answered HTTP ${response.status}, but the body broke off or cannot be decoded`;
      await record({ kind: 'error', message });
      throw new NoResponseError(message, { cause: error });
    }
  };
}

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

async function readBounded(response: Response) {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  // Leaving the loop early cancels what is still to come.
  for await (const chunk of response.body ?? []) {
    chunks.push(chunk);
    length += chunk.byteLength;
    if (length > MAX_BODY_BYTES) break;
  }
  const isTruncated = length > MAX_BODY_BYTES;
  const bytes = new Uint8Array(await new Blob(chunks).arrayBuffer()).slice(0, MAX_BODY_BYTES);
  return { bytes, isTruncated };
}

function hasNoBody(status: number): boolean {
  return status === 204 || status === 205 || status === 304;
}
