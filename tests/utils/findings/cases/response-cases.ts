import { answerUrl, authorization, redirectUri, server } from '../../oauth/sample-run';
import { callback, type Case, jwt, ofRun, SECONDS, SOUND_CALLBACK } from './evidence';

const capture = { mode: 'capture', uri: 'https://app.example.com/cb' } as const;
const sound = callback(SOUND_CALLBACK);
const silent = { ...authorization, url: `${authorization.url}&prompt=none` };
const jarm = (claims: Record<string, unknown>, header = {}) =>
  callback(
    `https://app.example.com/cb?response=${jwt({ iss: 'i', aud: 'app', exp: SECONDS + 60, ...claims }, header)}`,
  );
const hybrid = (claims: Record<string, unknown>) =>
  callback(`${SOUND_CALLBACK.replace('?', '#')}&id_token=${jwt(claims)}`);

export const responseCases: Readonly<Record<string, Case>> = {
  'callback-seen-by-app': {
    fault: ofRun({ redirect: capture, callbackNotes: { isSeenByApp: true } }),
    sound: ofRun({ redirect: capture, callbackNotes: {} }),
  },
  'state-wrong': {
    fault: ofRun({ authorizationResponseUrl: `${redirectUri}?code=x&state=forged` }),
    sound: [ofRun(), sound],
  },
  'state-not-returned': {
    fault: callback('https://app.example.com/cb?code=SplxlOBeZQQYbYS6WxSbIA'),
    sound: [sound, callback('https://app.example.com/cb?error=access_denied')],
  },
  'iss-missing': {
    fault: [
      ofRun({ authorizationResponseUrl: `${redirectUri}?code=x&state=the-state` }),
      ofRun({
        authorizationResponseUrl: `${redirectUri}?code=x&state=the-state`,
        server: { ...server, authorization_response_iss_parameter_supported: true },
      }),
    ],
    sound: ofRun(),
  },
  'iss-not-compared': {
    fault: ofRun({ server: { token_endpoint: server.token_endpoint } }),
    sound: ofRun(),
  },
  'iss-wrong': {
    fault: ofRun({ authorizationResponseUrl: answerUrl.replace('auth.example', 'evil.example') }),
    sound: ofRun(),
  },
  'silent-check': {
    fault: ofRun({ authorization: silent }),
    sound: [ofRun(), sound],
  },
  'callback-tokens-in-query': {
    fault: callback('https://app.example.com/cb?access_token=abc&state=x'),
    sound: [
      sound,
      ofRun({
        authorizationResponseUrl: `${redirectUri}?id_token=abc&state=the-state`,
        callbackNotes: { isForm: true },
      }),
    ],
  },
  'callback-access-token': {
    fault: callback('https://app.example.com/cb#access_token=abc&state=x'),
    sound,
  },
  'callback-code-in-fragment': {
    fault: callback(SOUND_CALLBACK.replace('?', '#')),
    sound: [sound, hybrid({})],
  },
  'callback-error-unknown': {
    fault: callback('https://app.example.com/cb?error=user_denied&state=x'),
    sound: callback('https://app.example.com/cb?error=access_denied&state=x'),
  },
  'callback-error-with-code': {
    fault: callback(`${SOUND_CALLBACK}&error=access_denied`),
    sound: [sound, callback('https://app.example.com/cb?error=access_denied')],
  },
  'callback-parameter-repeated': { fault: callback(`${SOUND_CALLBACK}&code=other`), sound },
  'code-guessable': {
    fault: [
      callback('https://app.example.com/cb?code=abc123'),
      callback('https://app.example.com/cb?code=12345678901234567890'),
    ],
    sound,
  },
  'callback-http': {
    fault: callback(SOUND_CALLBACK.replace('https', 'http')),
    sound: [sound, callback('http://127.0.0.1:5000/cb?code=SplxlOBeZQQYbYS6WxSbIA')],
  },
  'jarm-response-faulty': {
    fault: [jarm({}, { alg: 'none' }), jarm({ aud: undefined }), jarm({ exp: SECONDS - 1 })],
    sound: [jarm({}), sound],
  },
  'callback-id-token-unbound': {
    fault: [
      hybrid({ nonce: 'n' }),
      hybrid({ c_hash: 'x' }),
      callback(`https://app.example.com/cb#access_token=a&state=x&id_token=${jwt({ nonce: 'n' })}`),
    ],
    sound: [hybrid({ nonce: 'n', c_hash: 'x' }), sound],
  },
};
