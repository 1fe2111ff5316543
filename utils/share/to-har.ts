import type { Content, Entry, Har, Page, PostData, Request, Response } from 'har-format';
import type { HarBody, HarMessage } from './har-message';
import { parametersOfUrl, partsOfUrl } from './url-parts';

/** The run that an archive is of. */
export type HarPage = {
  readonly title: string;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  readonly durationMs: number;
  /** How it ended, in words. */
  readonly state: string;
  readonly steps: readonly {
    readonly name: string;
    readonly progress: string;
    readonly detail: string;
  }[];
};

const PAGE_ID = 'run';

/** What nobody measured. */
const UNKNOWN = -1;

/** An HTTP Archive (HAR 1.2) of these messages, in the order in which they were sent. */
export function toHar(
  page: HarPage,
  messages: readonly HarMessage[],
  about: { readonly version: string; readonly comment: string },
): Har {
  return {
    log: {
      version: '1.2',
      creator: { name: 'OAuth Workbench', version: about.version },
      pages: [pageOf(page)],
      entries: messages.toSorted((one, other) => one.startedAt - other.startedAt).map(entryOf),
      comment: about.comment,
    },
  };
}

function pageOf({ title, startedAt, durationMs, state, steps }: HarPage): Page {
  return {
    id: PAGE_ID,
    title,
    startedDateTime: new Date(startedAt).toISOString(),
    pageTimings: { onContentLoad: UNKNOWN, onLoad: durationMs, comment: 'The whole run' },
    comment: [
      `${state}.`,
      ...steps.map(
        ({ name, progress, detail }) =>
          `${name}: ${[progress, detail].filter(Boolean).join(', ')}.`,
      ),
    ].join(' '),
    _state: state,
    _steps: steps,
  };
}

function entryOf(message: HarMessage): Entry {
  const { purpose, note, startedAt, durationMs } = message;
  return {
    pageref: PAGE_ID,
    startedDateTime: new Date(startedAt).toISOString(),
    time: durationMs,
    request: requestOf(message),
    response: responseOf(message),
    cache: {},
    timings: {
      blocked: UNKNOWN,
      dns: UNKNOWN,
      connect: UNKNOWN,
      ssl: UNKNOWN,
      send: 0,
      wait: durationMs,
      receive: 0,
      comment: 'Only the whole time was measured.',
    },
    ...(note === undefined ? {} : { comment: note }),
    _purpose: purpose,
  };
}

function requestOf({ method, url, headers, body }: HarMessage): Request {
  const { base, query, fragment } = partsOfUrl(withEncodedMarks(url));
  const parameters = pairsOf(parametersOfUrl(query));
  const inFragment = pairsOf(parametersOfUrl(fragment));
  return {
    method,
    url: base + query,
    httpVersion: 'unknown',
    cookies: [],
    headers: [...headers],
    queryString: parameters,
    ...(body === undefined ? {} : { postData: postDataOf(body) }),
    headersSize: UNKNOWN,
    bodySize: body === undefined ? 0 : UNKNOWN,
    // The part of an address that archives do not have: no server sees it.
    ...(inFragment.length === 0 ? {} : { _fragment: inFragment }),
  };
}

function postDataOf({ mimeType, form, text = '', note }: HarBody): PostData {
  const comment = note === undefined ? {} : { comment: note };
  return form === undefined
    ? { mimeType, text, ...comment }
    : { mimeType, params: [...form], ...comment };
}

function responseOf({ response, note }: HarMessage): Response {
  const base = {
    statusText: '',
    httpVersion: 'unknown',
    cookies: [],
    redirectURL: '',
    headersSize: UNKNOWN,
    bodySize: UNKNOWN,
  };
  if (response === undefined) {
    return {
      ...base,
      status: 0,
      headers: [],
      content: { size: 0, mimeType: '' },
      ...(note === undefined ? {} : { comment: note }),
    };
  }
  const { status, headers, body, size } = response;
  return { ...base, status, headers: [...headers], content: contentOf(body, size) };
}

function contentOf({ mimeType, form, text, note }: HarBody, size: number): Content {
  const content =
    form === undefined
      ? text
      : form.map(({ name, value }) => [name, value].map(encodeURIComponent).join('=')).join('&');
  return {
    size,
    mimeType,
    ...(content === undefined ? {} : { text: content }),
    ...(note === undefined ? {} : { comment: note }),
  };
}

function pairsOf(pairs: readonly (readonly [name: string, value: string])[]) {
  return pairs.map(([name, value]) => ({ name, value }));
}

/** Scheme and authority of an address in which fingerprints may stand. */
const AUTHORITY = /^([a-z][a-z0-9+.-]*:\/\/)((?:‹[^‹›]*›|[^/?#‹])*)/i;
const MARK = /‹([^‹›]*?)(?: #([0-9a-f]{8}))?›/g;

/** An address that can be read as one, whatever stands in the place of what was taken out: `host-4f2a91c0.invalid`. */
function withEncodedMarks(url: string): string {
  return url
    .replace(AUTHORITY, (_, scheme: string, authority: string) => {
      const at = authority.lastIndexOf('@') + 1;
      const host = authority
        .slice(at)
        .replace(
          MARK,
          (_mark, kind: string, fingerprint: string | undefined) =>
            [kind.toLowerCase().replace(/[^a-z0-9]+/g, '-'), fingerprint]
              .filter(Boolean)
              .join('-') + '.invalid',
        );
      return scheme + authority.slice(0, at) + host;
    })
    .replace(MARK, encodeURIComponent);
}
