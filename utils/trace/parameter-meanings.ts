import { errorMeaning } from '../tokens/error-meanings';
import type { ClaimMeaning } from '../tokens/claims';
import { meaningsOf } from '../tokens/meanings-of';

/** Parameters of requests and answers (IANA OAuth Parameters), in words. */
const PARAMETERS = meaningsOf([
  ['client_id', 'RFC 6749 §2.2', 'Which client asks'],
  ['client_secret', 'RFC 6749 §2.3.1', 'Proves that it is the client'],
  ['response_type', 'RFC 6749 §3.1.1', 'What is asked for: code is an authorization code'],
  ['response_mode', 'OAuth 2.0 Multiple Response Types §2.1', 'How the answer is sent back'],
  ['redirect_uri', 'RFC 6749 §3.1.2', 'Where the answer is sent; has to be registered'],
  ['scope', 'RFC 6749 §3.3', 'What the token is to be good for'],
  ['state', 'RFC 6749 §10.12', 'Ties the answer to this request, against forged callbacks'],
  ['nonce', 'OpenID Connect Core §3.1.2.1', 'Ties the ID token to this sign-in, against replays'],
  [
    'code_challenge',
    'RFC 7636 §4.3',
    'Only who knows the code verifier behind it can use the code',
  ],
  ['code_challenge_method', 'RFC 7636 §4.3', 'How the challenge was made from the code verifier'],
  ['code_verifier', 'RFC 7636 §4.5', 'Proves that who asks for the tokens began the sign-in'],
  ['prompt', 'OpenID Connect Core §3.1.2.1', 'Whether the user is asked to sign in or to consent'],
  ['display', 'OpenID Connect Core §3.1.2.1', 'How the sign-in page is to be shown'],
  ['max_age', 'OpenID Connect Core §3.1.2.1', 'How old the sign-in may be, in seconds'],
  ['ui_locales', 'OpenID Connect Core §3.1.2.1', 'Languages for the sign-in page'],
  ['claims_locales', 'OpenID Connect Core §5.2', 'Languages for the claims'],
  [
    'id_token_hint',
    'OpenID Connect Core §3.1.2.1',
    'An earlier ID token: who is expected to sign in',
  ],
  ['login_hint', 'OpenID Connect Core §3.1.2.1', 'Who is expected to sign in'],
  ['acr_values', 'OpenID Connect Core §3.1.2.1', 'How strong the sign-in is to be'],
  ['claims', 'OpenID Connect Core §5.5', 'Claims that are asked for one by one'],
  ['request', 'RFC 9101 §5', 'The parameters as a signed token'],
  ['request_uri', 'RFC 9101 §5', 'Where the server finds the parameters'],
  ['resource', 'RFC 8707 §2', 'The API that the token is for'],
  ['audience', 'RFC 8693 §2.1', 'Whom the token is for'],
  ['authorization_details', 'RFC 9396 §2', 'What the token is to be good for, in detail'],
  ['dpop_jkt', 'RFC 9449 §10', 'The key that the code is bound to'],
  ['code', 'RFC 6749 §4.1.2', 'The authorization code: good for one token request'],
  ['iss', 'RFC 9207 §2', 'Which server answers, against mix-ups'],
  ['session_state', 'OpenID Connect Session Management §2', 'State of the session at the server'],
  ['error', 'RFC 6749 §4.1.2.1', 'Why it was refused, as a code'],
  ['error_description', 'RFC 6749 §4.1.2.1', 'Why it was refused, in words for developers'],
  ['error_uri', 'RFC 6749 §4.1.2.1', 'A page about the error'],
  ['response', 'JARM §2.1', 'The answer as a signed token'],
  ['grant_type', 'RFC 6749 §4', 'What the tokens are asked for with'],
  ['refresh_token', 'RFC 6749 §6', 'Gets new tokens without the user'],
  ['access_token', 'RFC 6749 §1.4', 'Opens the API'],
  ['id_token', 'OpenID Connect Core §2', 'Says who signed in, and how'],
  ['token_type', 'RFC 6749 §7.1', 'How the access token is sent along'],
  ['expires_in', 'RFC 6749 §5.1', 'How long the access token is good for, in seconds'],
  ['username', 'RFC 6749 §4.3.2', 'Who signs in'],
  ['password', 'RFC 6749 §4.3.2', 'Their password'],
  ['client_assertion', 'RFC 7521 §4.2', 'A signed token that proves that it is the client'],
  ['client_assertion_type', 'RFC 7521 §4.2', 'What kind of assertion that is'],
  ['assertion', 'RFC 7521 §4.1', 'A signed token that stands for the user'],
  ['token', 'RFC 7662 §2.1', 'The token that the request is about'],
  ['token_type_hint', 'RFC 7662 §2.1', 'Which kind of token that is'],
]);

/** Header fields that matter in a run, in words. */
const HEADERS = meaningsOf([
  ['accept', 'RFC 9110 §12.5.1', 'Formats that the answer may have'],
  ['authorization', 'RFC 9110 §11.6.2', 'Proves who asks'],
  ['content-type', 'RFC 9110 §8.3', 'The format of the body'],
  ['content-length', 'RFC 9110 §8.6', 'The length of the body in bytes'],
  ['cache-control', 'RFC 9111 §5.2', 'Whether it may be kept; no-store for answers with tokens'],
  ['date', 'RFC 9110 §6.6.1', 'The clock of the server'],
  ['dpop', 'RFC 9449 §4', 'Proves that who asks has the key of the token'],
  ['dpop-nonce', 'RFC 9449 §8', 'A value that the next proof has to hold'],
  ['location', 'RFC 9110 §10.2.2', 'Where the server sends the browser'],
  ['pragma', 'RFC 9111 §5.4', 'Like Cache-Control, for old clients'],
  ['retry-after', 'RFC 9110 §10.2.3', 'When to try again'],
  ['set-cookie', 'RFC 6265 §4.1', 'What the browser is to send along from now on'],
  ['cookie', 'RFC 6265 §4.2', 'What the server asked to be sent along'],
  ['server', 'RFC 9110 §10.2.4', 'The software that answered'],
  ['via', 'RFC 9110 §7.6.3', 'What stood between: a proxy or gateway'],
  ['www-authenticate', 'RFC 9110 §11.6.1', 'How the server wants to be shown who asks'],
]);

/** What a parameter is for, and of an error what it means, where that is known. */
export function parameterMeaning(name: string, value: string): ClaimMeaning | undefined {
  const error =
    name === 'error'
      ? (errorMeaning(value, 'token') ?? errorMeaning(value, 'authorization'))
      : undefined;
  return error === undefined
    ? PARAMETERS.get(name)
    : { meaning: error.meaning, spec: error.specification };
}

/** What a header field is for, where that is known. */
export function headerFieldMeaning(name: string): ClaimMeaning | undefined {
  return HEADERS.get(name.toLowerCase());
}
