import type { SecretTrait } from './redactor';
import type { TokenUseKind } from './token-use';

/** What a request of a run is for. */
export type ExchangePurpose = 'discovery' | 'authorization-page' | 'token' | 'jwks' | TokenUseKind;

export type NameValue = readonly [name: string, value: string];

export type RecordedRequest = {
  readonly method: string;
  readonly url: string;
  readonly headers: readonly NameValue[];
  /** The parameters of a form body, in order. */
  readonly form?: readonly NameValue[];
  /** Any other body, as text. */
  readonly body?: string;
  /** What is noteworthy of the client secret that it carried. */
  readonly secretTraits?: readonly SecretTrait[];
};

/** How a body ended: `broken off` is also one that is not packed as it says. */
export const BODY_ENDS = ['whole', 'too large', 'timed out', 'broken off', 'not kept'] as const;
export type BodyEnd = (typeof BODY_ENDS)[number];

/** What came of an answer, in the order in which it came; the body ends as `end` says. */
export type RecordedResponse = {
  readonly status: number;
  readonly headers: readonly NameValue[];
  /** How many further headers came. */
  readonly omittedHeaders?: number;
  /** What is kept of it, with U+FFFD for what is not UTF-8. */
  readonly body: string;
  readonly end: BodyEnd;
  /** Where the body first is not UTF-8, counted from 0. */
  readonly firstInvalidByte?: number;
};

/** One HTTP exchange of a run, raw, as it was before anyone judged it. Holds no client secret. */
export type Exchange = {
  readonly purpose: ExchangePurpose;
  readonly request: RecordedRequest;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  readonly durationMs: number;
  readonly outcome:
    | ({ readonly kind: 'response' } & RecordedResponse)
    /** The browser hides where a redirect leads. */
    | { readonly kind: 'redirect' }
    | { readonly kind: 'error'; readonly message: string };
};

/** The host that an exchange went to, with its port. */
export function hostOf(exchange: Exchange): string {
  return URL.parse(exchange.request.url)?.host ?? exchange.request.url;
}

/** The response of an exchange, where one came. */
export function responseOf(exchange: Exchange): RecordedResponse | undefined {
  return exchange.outcome.kind === 'response' ? exchange.outcome : undefined;
}

/** A header of a request or a response, by its name in lower case. */
export function headerOf(
  { headers }: Pick<RecordedResponse, 'headers'>,
  name: string,
): string | undefined {
  return headers.find(([known]) => known.toLowerCase() === name)?.[1];
}

/** The media type of a response, without parameters; empty where the server gave none. */
export function mediaTypeOf(response: RecordedResponse): string {
  return headerOf(response, 'content-type')?.split(';')[0]?.trim().toLowerCase() ?? '';
}

/** The values of a header, by its name in lower case. */
export function headerValues(
  { headers }: Pick<RecordedResponse, 'headers'>,
  name: string,
): readonly string[] {
  return headers.filter(([known]) => known.toLowerCase() === name).map(([, value]) => value);
}

/** The last token request of a run, and its answer. */
export function lastTokenExchange(exchanges: readonly Exchange[]): Exchange | undefined {
  return exchanges.findLast(({ purpose }) => purpose === 'token');
}

/** A parameter of the form that was sent. */
export function sentParameter({ request }: Exchange, name: string): string | undefined {
  return request.form?.find(([key]) => key === name)?.[1];
}
