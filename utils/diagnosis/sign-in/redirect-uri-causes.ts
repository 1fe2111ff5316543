import { rfc } from '../../findings/specifications';
import { compareUris, differencesInWords, isNear, nearestUri } from '../compare-uris';
import type { CauseRule, Certainty, Place, Suspicion } from '../diagnosis';
import type { Symptoms } from '../symptoms';
import { quoted } from '../words';
import { pageStatus, refusalOf, sentRedirectUri } from './request-facts';

const SPECIFICATION = rfc(6749, '3.1.2.4');

const CODES: ReadonlySet<string> = new Set([
  'invalid_redirect_uri',
  'redirect_uri_mismatch',
  'redirect_mismatch',
]);

/** What servers call it: `redirect_uri`, “Redirect URL”, “callback URL”, “reply address”. */
const NAMES =
  /redirect(?:ion)?[\s_-]*ur[il]|redirect_mismatch|(?:callback|reply|return)[\s_-]*(?:ur[il]|address)/i;

/** Whether the server says, by a code or in words, that it is about the redirect URI; a code for the client is surer. */
export function isAboutRedirectUri(symptoms: Symptoms): boolean {
  const refusal = refusalOf(symptoms);
  if (refusal === undefined || refusal.code === 'invalid_client') return false;
  return CODES.has(refusal.code ?? '') || NAMES.test(refusal.text);
}

/** What is known of the redirect URIs that the provider has for this client: those that its form here holds. */
function isListed({ client }: Symptoms, uri: string): boolean | undefined {
  const uris = client?.redirectUris ?? [];
  return uris.length === 0 ? undefined : uris.includes(uri);
}

/** What servers trip over in a redirect URI, and what to look at. */
const ODDITIES: readonly (readonly [(uri: string) => boolean, string])[] = [
  [(uri) => uri !== uri.trim(), 'There is white space around it.'],
  [
    (uri) => uri.includes('#'),
    'It holds a fragment (“#”), which no redirect URI may (RFC 6749 §3.1.2).',
  ],
  [
    (uri) =>
      /^http:\/\//i.test(uri) && !/^http:\/\/(?:localhost|127\.0\.0\.1|\[::1\])[:/]/i.test(uri),
    'It begins with http: most servers take https only, except for loopback addresses.',
  ],
  [
    (uri) => /^https?:\/\/localhost[:/]/i.test(uri),
    'It says “localhost”; a registration with “127.0.0.1” is another redirect URI.',
  ],
  [
    (uri) => /^https?:\/\/(?:127\.0\.0\.1|\[::1\])[:/]/i.test(uri),
    'It names the loopback address; a registration with “localhost” is another redirect URI.',
  ],
  [
    (uri) => /^[^?#]*[^/?#:]\/(?:[?#]|$)/.test(uri),
    'It ends in a slash; without it, it is another redirect URI.',
  ],
  [(uri) => uri.includes('?'), 'It has a query, which many servers do not register.'],
  [(uri) => /^[^:]+:\/\/[^/?#]*[A-Z]/.test(uri), 'Its host has capital letters.'],
  [
    (uri) => /%[0-9a-f]{2}/i.test(uri),
    'It is percent-encoded, which servers compare as it is written.',
  ],
  [
    (uri) => /[^\x20-\x7E]|\bxn--/i.test(uri),
    'Its host or path has letters beyond ASCII, which have two spellings.',
  ],
];

/** Addresses that a text names. */
function urisIn(text: string): readonly string[] {
  return [...text.slice(0, 20_000).matchAll(/[a-z][a-z0-9+.-]{1,20}:\/\/[^\s"'<>“”‘’(),;]+/gi)].map(
    ([uri]) => uri.replace(/[.:]$/, ''),
  );
}

/** Why it does not fit, as far as page, registration and the URI itself tell. */
function reasonsFor(symptoms: Symptoms, uri: string): readonly string[] {
  const named = urisIn(refusalOf(symptoms)?.text ?? '')
    .map((other) => ({ other, differences: compareUris(uri, other) }))
    .filter(({ differences }) => differences.length > 0 && isNear(differences));
  const odd = ODDITIES.filter(([isOdd]) => isOdd(uri)).map(([, words]) => words);
  return [
    ...named
      .slice(0, 2)
      .map(
        ({ other, differences }) =>
          `The server names ${quoted(other)}: the one that was sent differs from it in ${differencesInWords(differences)}.`,
      ),
    ...odd,
  ];
}

const PLACES: readonly Place[] = [
  { kind: 'client', setting: 'redirect-uris' },
  { kind: 'client', setting: 'redirect-mode' },
];

function registerThis(uri: string): readonly Place[] {
  return [{ kind: 'copy', name: 'redirect URI', value: uri }, ...PLACES];
}

/** The redirect URI differs from what the form of the client holds. */
function unlisted(symptoms: Symptoms, uri: string, certainty: Certainty): Suspicion {
  const near = nearestUri(uri, symptoms.client?.redirectUris ?? []);
  const isOwn =
    symptoms.run?.redirect.isOwn === true || symptoms.run?.redirect.mode === 'extension';
  const registered = symptoms.client?.redirectUris ?? [];
  return {
    certainty,
    cause:
      near === undefined
        ? `The redirect URI ${quoted(uri)}${isOwn ? ', which is the extension’s own,' : ''} is not registered for this client.`
        : `The redirect URI ${quoted(uri)} is not the registered one: it differs from ${quoted(near.uri)} in ${differencesInWords(near.differences)}.`,
    reasons: [
      ...(near === undefined
        ? [
            `The client here lists ${registered.length === 1 ? 'another one only' : `${registered.length} others`}: ${registered
              .slice(0, 3)
              .map((each) => quoted(each, 100))
              .join(', ')}.`,
          ]
        : []),
      ...reasonsFor(symptoms, uri).filter((reason) => reason.startsWith('The server names')),
    ],
    remedy: isOwn
      ? `Register exactly ${quoted(uri)} at the provider. Where that cannot be, run with a registered redirect URI: choose “Capture the registered redirect URI” in the client.`
      : `Register exactly ${quoted(uri)} at the provider, or send the one that is registered there.`,
    places: registerThis(uri),
  };
}

/** Causes to do with the redirect URI of the request. */
export const redirectUriCauses: readonly CauseRule[] = [
  {
    id: 'redirect-uri-refused',
    part: 'sign-in',
    cause: 'The server does not accept the redirect URI.',
    remedy: 'Register the redirect URI at the provider, character by character as it was sent.',
    places: PLACES,
    specification: SPECIFICATION,
    find: (symptoms) => {
      const uri = sentRedirectUri(symptoms);
      if (!isAboutRedirectUri(symptoms)) return undefined;
      if (uri === undefined) return { certainty: 'said' };
      if (isListed(symptoms, uri) === false) return unlisted(symptoms, uri, 'said');
      return {
        certainty: 'said',
        cause: `The server does not accept the redirect URI ${quoted(uri)} for this client.`,
        reasons: reasonsFor(symptoms, uri),
        remedy: `Look at the registration at the provider, and at the environment that it is in: it must hold exactly ${quoted(uri)}, and some servers take minutes to heed a change.`,
        places: registerThis(uri),
      };
    },
  },
  {
    id: 'redirect-uri-unlisted',
    part: 'sign-in',
    cause: 'The redirect URI is not registered for this client.',
    remedy: 'Register the redirect URI at the provider.',
    places: PLACES,
    specification: SPECIFICATION,
    find: (symptoms) => {
      const uri = sentRedirectUri(symptoms);
      return uri !== undefined &&
        isListed(symptoms, uri) === false &&
        isRefusedOnPage(symptoms) &&
        ![401, 403].includes(pageStatus(symptoms) ?? 0) &&
        !isAboutRedirectUri(symptoms)
        ? unlisted(symptoms, uri, 'likely')
        : undefined;
    },
  },
  {
    id: 'redirect-uri-suspect',
    part: 'sign-in',
    cause: 'The server does not know the redirect URI.',
    remedy: 'Compare it with the registration at the provider, character by character.',
    places: PLACES,
    specification: SPECIFICATION,
    find: (symptoms) => {
      const uri = sentRedirectUri(symptoms);
      return uri !== undefined &&
        (isListed(symptoms, uri) !== false || [401, 403].includes(pageStatus(symptoms) ?? 0)) &&
        isRefusedOnPage(symptoms) &&
        !isAboutRedirectUri(symptoms)
        ? {
            certainty: refusalOf(symptoms)?.code === 'unauthorized_client' ? 'likely' : 'possible',
            cause: `The server does not know the redirect URI ${quoted(uri)} for this client.`,
            reasons: [
              'It shows a page instead of sending an answer back. That is what a server does when it does not trust the redirect URI or the client ID (RFC 6749 §4.1.2.1).',
              ...reasonsFor(symptoms, uri),
            ],
            places: registerThis(uri),
          }
        : undefined;
    },
  },
];

/** A page with an error that the server would have sent to the redirect URI, if it trusted that. */
function isRefusedOnPage(symptoms: Symptoms): boolean {
  const status = pageStatus(symptoms);
  const refusal = refusalOf(symptoms);
  if (refusal?.isPage !== true) return false;
  if (/\binvalid_client\b/.test(refusal.code ?? '')) return false;
  if (refusal.code !== undefined) return true;
  return status !== undefined && [400, 401, 403, 422].includes(status);
}
