import { readPage } from '../page-text';
import type { Recognised } from '../recognised';
import { showValue } from '../show-value';

/** More of a page is not read by people either. */
const MAX_TEXT = 20_000;

/** What only messages about OAuth hold: codes of errors, and words of well-known pages. */
const TELLING =
  /\bAADSTS\d{5,7}\b|\b(?:invalid_(?:client(?:_id|_secret)?|grant|request(?:_uri|_object)?|scope|token|target|redirect_uri)|unauthorized_client|unsupported_(?:response|grant)_type|access_denied|insufficient_scope|login_required|consent_required|interaction_required|redirect_(?:uri_)?mismatch|redirect_uri|admin_policy_enforced|disallowed_useragent|deleted_client|bad_verification_code|incorrect_client_credentials|OAUTH_APP_(?:BLOCKED|ACCESS_DENIED))\b|Callback URL mismatch|Client not found\.|Invalid redirect URI|no_matching_policy/i;

/** A page or message of a server about an error, as people copy it; nothing where no word tells that it is one. */
export function recogniseErrorText(text: string): Recognised | undefined {
  const isPage = /^\s*<(?:!doctype|html|head|body|div|p|h\d)[\s>]/i.test(text.slice(0, 200));
  const page = readPage(text);
  const words = (isPage ? `${page.title}\n${page.text}` : text).trim().slice(0, MAX_TEXT);
  const telling = TELLING.exec(words)?.[0];
  if (telling === undefined) return undefined;
  return {
    what: `Error ${isPage ? 'page' : 'message'} with ${showValue(telling, 40)}`,
    tokens: [],
    errorText: words,
  };
}
