import type { JsonObject } from '../../tokens/json';
import { withoutDefinitions } from '../definitions';
import type { Symptoms } from '../symptoms';

/** What was sent to the authorization endpoint under this name; nothing where it was not, or the request is not known. */
export function sent({ evidence }: Symptoms, name: string): string | undefined {
  return evidence.request?.parameters.find(([key]) => key === name)?.[1];
}

/** Everything that was sent under this name. */
export function allSent({ evidence }: Symptoms, name: string): readonly string[] {
  return (evidence.request?.parameters ?? []).flatMap(([key, value]) =>
    key === name ? [value] : [],
  );
}

/** The redirect URI that was sent. */
export function sentRedirectUri(symptoms: Symptoms): string | undefined {
  return sent(symptoms, 'redirect_uri') ?? symptoms.run?.redirect.uri;
}

/** The scopes that were sent, as the server reads them. */
export function sentScopes(symptoms: Symptoms): readonly string[] {
  return (sent(symptoms, 'scope') ?? '').split(' ').filter((scope) => scope !== '');
}

/** Whether metadata says so in a switch. */
export function isAnnounced(metadata: JsonObject | undefined, name: string): boolean {
  return metadata !== undefined && Object.hasOwn(metadata, name) && metadata[name] === true;
}

/** Whether a text holds this word as a whole: `read` is not in `reader` or `read:all`. */
export function holdsWord(text: string, word: string): boolean {
  const isPart = (character: string | undefined) =>
    character !== undefined && /[\p{L}\p{N}_:/-]/u.test(character);
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    const after = text[at + word.length];
    const isEnd =
      !isPart(after) || (/[:/-]/.test(after ?? '') && !isPart(text[at + word.length + 1]));
    if (!isPart(text[at - 1]) && isEnd) return true;
  }
  return false;
}

/** How a server refused an authorization request. */
export type Refusal = {
  /** The code that it names, in the callback or on its page. */
  readonly code: string | undefined;
  /** What it says besides. */
  readonly text: string;
  /** It shows a page, and sends nothing back. */
  readonly isPage: boolean;
};

/** Codes that servers put on pages: of RFC 6749 §4.1.2.1 and its extensions, and what is common beside them. */
const CODES =
  /\b(?:invalid_client|invalid_redirect_uri|redirect_uri_mismatch|redirect_mismatch|unauthorized_client|invalid_request_uri|invalid_request_object|invalid_request|invalid_scope|invalid_target|access_denied|unsupported_response_type|request_not_supported|request_uri_not_supported|registration_not_supported|login_required|consent_required|interaction_required|server_error|temporarily_unavailable|invalid_authorization_details|unmet_authentication_requirements|invalid_resource)\b/;

/** A page that comes as if all were well needs a word of failure on it. */
const FAILURE =
  /\b(?:errors?|invalid|mismatch(?:es)?|unknown|unregistered|unauthori[sz]ed|not (?:valid|found|allowed|registered|match|permitted|authori[sz]ed|supported|recogni[sz]ed|exist)|doesn.t (?:match|exist)|missing|denied|refused|went wrong)\b/i;

/** What the server said against the authorization request; nothing where it said nothing, or shows its sign-in. */
export function refusalOf(symptoms: Symptoms): Refusal | undefined {
  const { place, error, said, response } = symptoms;
  if (place === 'authorization response') {
    return error === undefined
      ? undefined
      : {
          code: error.code,
          text: withoutDefinitions(error.description ?? ''),
          isPage: false,
        };
  }
  if (place !== 'sign-in' || said === '') return undefined;
  const code = error?.code ?? CODES.exec(said)?.[0];
  const isError = (response !== undefined && response.status >= 400) || code !== undefined;
  return isError || FAILURE.test(said)
    ? { code, text: withoutDefinitions(withoutEcho(said)), isPage: true }
    : undefined;
}

/** Without what a page repeats of the address that was asked: its names say nothing of what is wrong. */
function withoutEcho(text: string): string {
  return text.replace(/[?&][\w.-]+=[^\s&"'<>]*/g, ' ');
}

/** Whether the server answered the probe of its page with a status of this class, `4` for 400 to 499. */
export function pageStatus({ place, response }: Symptoms): number | undefined {
  return place === 'sign-in' ? response?.status : undefined;
}

/** The host that was asked for the sign-in page. */
export function authorizationHost({ evidence, exchange }: Symptoms): string {
  const address = evidence.request?.endpoint ?? exchange?.request.url ?? '';
  return URL.parse(address)?.host ?? 'the server';
}
