import * as oauth from 'oauth4webapi';
import { remedyForError } from '../tokens/error-meanings';
import { fail, type Result, succeed } from './failure';
import type { ServerMetadata } from './server-metadata';
import { toLibraryServer } from './library-server';
import { responseParameters } from './response-parameters';

export type AuthorizationResponseInput = {
  /** Where the browser was sent. */
  readonly url: string;
  readonly redirectUri: string;
  readonly state: string;
  readonly clientId: string;
  readonly server: ServerMetadata;
};

/**
 * Judges the authorization response (RFC 6749 §4.1.2, RFC 9207 §2.4): that it came to the redirect URI
 * of this run, with its state, from its issuer, and with a code.
 * @returns the parameters as oauth4webapi accepted them.
 */
export function judgeAuthorizationResponse(
  input: AuthorizationResponseInput,
): Result<URLSearchParams> {
  const { redirectUri, server } = input;
  if (withoutParameters(input.url) !== withoutParameters(redirectUri)) {
    return fail(
      'redirect_mismatch',
      `the answer came to ${withoutParameters(input.url)}, not to ${withoutParameters(redirectUri)}`,
      'Only the redirect URI of this run is accepted. Check which redirect URI the provider has for this client.',
    );
  }
  const parameters = responseParameters(input.url);
  const error = parameters.get('error');
  const state = parameters.get('state');
  const repeated = ['code', 'error', 'iss', 'state'].find(
    (name) => parameters.getAll(name).length > 1,
  );
  if (repeated !== undefined) {
    return fail(
      'authorization_response_invalid',
      `the answer carries “${repeated}” more than once`,
      'No parameter may be repeated (RFC 6749 §3.1). Its code was not used.',
    );
  }
  if (error === null && !parameters.get('code')) return codeMissing(input.url);
  if (state !== input.state) {
    // Some servers forget the state in an error; their error says more than its absence.
    if (error !== null && state === null)
      return errorRedirect(parameters, ' (and no state came back)');
    return fail(
      'state_mismatch',
      state === null
        ? 'the answer carries no state'
        : `the answer carries the state “${state}”, this run sent “${input.state}”`,
      'The answer does not belong to this run, or the server changed its state. Its code was not used.',
    );
  }
  const iss = parameters.get('iss');
  const isExpected = server.issuer === undefined || iss === null || iss === server.issuer;
  const isMissing = iss === null && server.authorization_response_iss_parameter_supported === true;
  if (!isExpected || isMissing) {
    return fail(
      'iss_mismatch',
      isMissing
        ? 'the answer carries no iss, though the server announces it'
        : `the answer comes from “${iss}”, this run asked “${server.issuer}”`,
      'The answer may come from another server (mix-up, RFC 9207). Its code was not used.',
    );
  }
  if (error !== null) return errorRedirect(parameters, '');
  return libraryVerdict(input, parameters);
}

function codeMissing(url: string) {
  return new URL(url).hash.includes('access_token=')
    ? fail(
        'code_missing',
        'the answer carries an access token instead of a code',
        'The server used the implicit flow, though response_type=code was sent. Check the parameters and the grant types of the client.',
      )
    : fail(
        'code_missing',
        'the answer carries neither a code nor an error',
        'If it came as a form (response_mode=form_post), its body could not be read: that takes Chromium and the mode “Capture the registered redirect URI”. Otherwise ask for the response_mode query or fragment.',
      );
}

function errorRedirect(parameters: URLSearchParams, suffix: string) {
  const description = parameters.get('error_description');
  const error = parameters.get('error') ?? '';
  return fail(
    'authorization_error',
    description === null || description === ''
      ? `${error}${suffix}`
      : `${error}: ${description}${suffix}`,
    remedyForError(error, 'authorization') ??
      'The authorization server refused the request. Its whole answer is shown at the step Authorization response.',
  );
}

function libraryVerdict(
  input: AuthorizationResponseInput,
  parameters: URLSearchParams,
): Result<URLSearchParams> {
  const judged = new URLSearchParams(parameters);
  // Without a known issuer there is nothing to compare `iss` with.
  if (input.server.issuer === undefined) judged.delete('iss');
  try {
    return succeed(
      oauth.validateAuthResponse(
        toLibraryServer(input.server),
        { client_id: input.clientId },
        judged,
        input.state,
      ),
    );
  } catch (error) {
    return fail(
      'authorization_response_invalid',
      `the answer is not valid: ${error instanceof Error ? error.message : String(error)}`,
      'Its whole text is shown at the step Authorization response.',
    );
  }
}

/** The address alone. Browsers write an apostrophe in it in one of two ways. */
function withoutParameters(url: string): string {
  const parsed = URL.parse(url);
  if (parsed === null) return url;
  parsed.search = '';
  parsed.hash = '';
  return parsed.href.replaceAll("'", '%27');
}
