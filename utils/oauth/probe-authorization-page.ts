import { parseJsonObject } from '../tokens/json';
import { fail } from './failure';
import { NoResponseError, recordingFetch, type RecordingPorts } from './recording-fetch';

const MAX_READ = 20_000;
const MAX_SAID = 240;
const ENTITIES = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['#39', "'"],
]);

/**
 * Finds out what the browser hid when it said that the authorization page could not be loaded: asks for
 * the page once more, without cookies and without following a redirect. Sends no secret.
 */
export async function probeAuthorizationPage(
  authorizationUrl: string,
  browserMessage: string,
  ports: RecordingPorts,
) {
  const { host } = new URL(authorizationUrl);
  const unexplained = `the page at ${host} could not be loaded: ${browserMessage}`;
  try {
    const send = recordingFetch('authorization-page', ports);
    const response = await send(authorizationUrl, { redirect: 'manual' });
    if (response.status < 400) return fail('page_not_loaded', unexplained, REMEDY);
    const said = textOf(await response.text());
    const error = ERROR_CODES.exec(said)?.[0];
    return fail(
      'page_not_loaded',
      `${host} answered the authorization request with HTTP ${response.status}${error === undefined ? '' : ` (${error})`}`,
      `${said === '' ? 'The page is empty.' : `The page says: “${said}”`} ${adviceFor(response.status)}`,
    );
  } catch (error) {
    if (!(error instanceof NoResponseError)) throw error;
    return fail('page_not_loaded', `${unexplained} ${host} ${error.message}.`, REMEDY);
  }
}

function adviceFor(status: number): string {
  return status === 414 || status === 431
    ? 'The request is too long for the server: ask for fewer scopes or parameters.'
    : 'A server shows a page instead of sending an answer back mostly for a client ID or a redirect URI that it does not know: compare both with the registration.';
}

/** Codes that servers put on their error pages (RFC 6749 §4.1.2.1, and common ones beside it). */
const ERROR_CODES =
  /\b(?:invalid_client|invalid_redirect_uri|redirect_uri_mismatch|unauthorized_client|invalid_request|invalid_scope|access_denied|unsupported_response_type)\b/;

const REMEDY = 'Check the authorization endpoint and whether the server can be reached from here.';

/** What a person would read on an error page, in short. */
function textOf(body: string): string {
  const start = body.slice(0, MAX_READ);
  const json = parseJsonObject(start);
  if (json.ok) {
    return [json.value['error'], json.value['error_description']]
      .filter((part) => typeof part === 'string')
      .join(': ');
  }
  return start
    .replace(/<(style|script|title)\b[\s\S]*?<\/\1>/gi, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&(amp|lt|gt|quot|#39|nbsp);/g, (_, name: string) => ENTITIES.get(name) ?? ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, MAX_SAID);
}
