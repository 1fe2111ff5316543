import { parseJsonObject } from '../tokens/json';
import { fail } from './failure';
import { NoResponseError, recordingFetch, type RecordingPorts } from './recording-fetch';

const MAX_READ = 20_000;

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
    return fail(
      'page_not_loaded',
      `${host} answered the authorization request with HTTP ${response.status}${said === '' ? '' : `: ${said}`}`,
      'The server shows this page instead of sending an answer back, mostly for a client ID or redirect URI that it does not know. Compare both with the registration.',
    );
  } catch (error) {
    if (!(error instanceof NoResponseError)) throw error;
    return fail('page_not_loaded', `${unexplained} ${host} ${error.message}.`, REMEDY);
  }
}

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
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 200);
}
