/** Every way in which a run can fail. */
export type FailureCode =
  | 'client_incomplete'
  | 'secret_missing'
  | 'vault_locked'
  | 'permission_missing'
  | 'discovery_failed'
  | 'issuer_mismatch'
  | 'window_busy'
  | 'tab_not_opened'
  | 'sign_in_expired'
  | 'interaction_required'
  | 'page_not_loaded'
  | 'redirect_mismatch'
  | 'callback_missed'
  | 'state_mismatch'
  | 'iss_mismatch'
  | 'authorization_error'
  | 'code_missing'
  | 'authorization_response_invalid'
  | 'server_unreachable'
  | 'token_error'
  | 'token_response_invalid'
  | 'id_token_refused'
  | 'token_use_failed'
  | 'token_use_interrupted'
  | 'unexpected';

/** A failure as a value: what happened with which value, and what to do. Both are plain text. */
export type Failure = {
  readonly code: FailureCode;
  /** One line, without a full stop: it follows “Failed: ”. */
  readonly cause: string;
  readonly remedy: string;
  /** The origins that a missing permission is about. */
  readonly origins?: readonly string[];
  /** What the server calls itself, where that is not the issuer asked for. */
  readonly foundIssuer?: string;
};

export type Result<Value> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly failure: Failure };

export function succeed<Value>(value: Value): Result<Value> {
  return { ok: true, value };
}

export function fail(
  code: FailureCode,
  cause: string,
  remedy: string,
): { readonly ok: false; readonly failure: Failure } {
  return { ok: false, failure: { code, cause: oneLine(cause), remedy } };
}

const MAX_CAUSE = 300;

/** Characters that turn the direction of the text around them, as escapes one can see. */
function visible(text: string): string {
  return text.replace(
    /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/g,
    (character) =>
      String.raw`\u` + character.charCodeAt(0).toString(16).padStart(4, '0').toUpperCase(),
  );
}

/** Causes stand after “Failed: ”, and in the middle of sentences. */
function oneLine(text: string): string {
  const line = visible(text).replace(/\s+/g, ' ').trim().replace(/\.$/, '');
  return line.length > MAX_CAUSE ? `${line.slice(0, MAX_CAUSE - 1)}…` : line;
}

/** The origins as people read them: hosts, with the scheme only where it is not https. */
export function hostsInWords(origins: readonly string[]): string {
  const hosts = origins.map((origin) => origin.replace(/^https:\/\//, ''));
  return hosts.length < 2 ? hosts.join('') : `${hosts.slice(0, -1).join(', ')} and ${hosts.at(-1)}`;
}

/** A run lacks the permission to talk to these origins. */
export function permissionMissing(origins: readonly string[]): Failure {
  return {
    code: 'permission_missing',
    cause: `no permission yet to reach ${hostsInWords(origins)}`,
    remedy:
      'OAuth Workbench asks for each server on its own. Allow access, and the run starts by itself.',
    origins,
  };
}

/** Access that a run needs was taken away while its sign-in was open. */
export function permissionWithdrawn(origins: readonly string[]): Failure {
  return {
    ...permissionMissing(origins),
    cause: `the permission to reach ${hostsInWords(origins)} was taken away during the sign-in`,
  };
}

/** The tab of a sign-in shows the app, and no answer was captured. */
export function callbackMissed(redirectUri: string): Failure {
  return fail(
    'callback_missed',
    `the tab of the sign-in came to ${redirectUri} without an answer to this run`,
    'The server sent neither a code nor an error that can be seen, or sent them as a form, which the app then has. If it answers with forms, add the parameter response_mode=form_post to the client: a form that was asked for is captured.',
  ).failure;
}
