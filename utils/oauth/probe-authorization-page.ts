import { saidInBody } from '../tokens/page-text';
import { fail } from './failure';
import { NoResponseError, recordingFetch, type RecordingPorts } from './recording-fetch';
import { isOver, type Run } from './run';

const MAX_SAID = 240;

/**
 * The address whose page can be asked for after the end of a run, to see what its window showed; nothing where no
 * request was sent, it was answered, the user went there by hand, or the page was asked for already.
 */
export function pageToSee(run: Run): string | undefined {
  const { state, redirect, authorization, authorizationRespondedAt, exchanges } = run;
  const isOpen = !isOver(state) || state.status === 'done' || redirect.mode === 'manual';
  const isAnswered = authorizationRespondedAt !== undefined;
  return isOpen || isAnswered || exchanges.some(({ purpose }) => purpose === 'authorization-page')
    ? undefined
    : authorization?.url;
}

/**
 * Asks for the authorization page once more, without cookies and without following a redirect. Sends no secret.
 * @throws NoResponseError when no response came, or a redirect.
 */
export async function askForPage(
  authorizationUrl: string,
  ports: RecordingPorts,
): Promise<Response> {
  return recordingFetch('authorization-page', ports)(authorizationUrl, { redirect: 'manual' });
}

/** Finds out what the browser hid when it said that the authorization page could not be loaded. */
export async function probeAuthorizationPage(
  authorizationUrl: string,
  browserMessage: string,
  ports: RecordingPorts,
) {
  const { host } = new URL(authorizationUrl);
  const unexplained = `the page at ${host} could not be loaded: ${browserMessage}`;
  try {
    const response = await askForPage(authorizationUrl, ports);
    if (response.status < 400) return fail('page_not_loaded', unexplained, REMEDY);
    const said = saidInBody(await response.text()).slice(0, MAX_SAID);
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
