import { openIdCore } from '../../findings/specifications';
import { compareUris, differencesInWords } from '../compare-uris';
import type { CauseRule } from '../diagnosis';
import { action, setting, step } from '../look';
import { nearest } from '../nearest';
import { listed, quoted } from '../words';
import { type Judged, ofIdToken } from './judged';

const specification = openIdCore('3.1.3.7', 'IDTokenValidation');
const issuerPlaces = [setting('issuer'), step('verification')];

const placeholder = ofIdToken({
  id: 'id-token-of-one-tenant',
  cause: 'The ID token names the issuer of one tenant, and the client has that of any.',
  remedy: 'Use the issuer of the tenant in the client.',
  places: issuerPlaces,
  specification,
  find: (judged) => {
    const { iss, expected } = issuersOf(judged);
    return iss !== undefined &&
      expected !== undefined &&
      /[{}]|\/(?:common|organizations|consumers)\//.test(expected)
      ? {
          certainty: 'seen',
          cause: `The ID token is of the issuer ${quoted(iss)}, and ${quoted(expected)} of the client stands for any tenant.`,
          remedy: `Write ${quoted(iss)} as issuer in the client, if that is the tenant that is meant.`,
        }
      : undefined;
  },
});

const issuer = ofIdToken({
  id: 'id-token-of-other-issuer',
  cause: 'The ID token names another issuer than the server calls itself.',
  remedy:
    'The issuer of the client, the discovery document and the claim iss have to be the same, character by character.',
  places: issuerPlaces,
  specification,
  find: (judged) => {
    const { iss, expected } = issuersOf(judged);
    if (iss === undefined || expected === undefined) return undefined;
    const isTyped = judged.run.exchanges.every(({ purpose }) => purpose !== 'discovery');
    return {
      certainty: 'seen',
      cause: `The claim iss of the ID token, ${quoted(iss)}, differs from the issuer ${quoted(expected)} in ${differencesInWords(compareUris(iss, expected))}.`,
      reasons: [
        isTyped
          ? 'The issuer is as typed into the client.'
          : 'The discovery document names the issuer as the client has it: the server contradicts itself.',
      ],
      ...(isTyped
        ? {
            remedy: `Write ${quoted(iss)} as issuer in the client, if that is the server that is meant.`,
          }
        : {}),
    };
  },
});

const audience = ofIdToken({
  id: 'id-token-for-other-client',
  cause: 'The ID token is for another client.',
  remedy: 'Compare the client ID with the registration.',
  places: [setting('client-id'), step('verification')],
  specification,
  find: (judged) => {
    if (judged.failed('Audience') === undefined) return undefined;
    const aud = judged.claim('aud');
    const audiences = [aud].flat().filter((value) => typeof value === 'string');
    const { clientId } = judged.client;
    const near =
      audiences.find((value) => value.trim() === clientId.trim()) ?? nearest(clientId, audiences);
    return {
      certainty: 'seen',
      cause:
        audiences.length === 0
          ? `The ID token does not say for whom it is: its aud is ${aud === undefined ? 'missing' : 'no text'}.`
          : `The ID token is made for another client: its aud is ${listed(audiences)}, and this client is ${quoted(clientId)}.`,
      reasons:
        near === undefined
          ? []
          : [
              near.trim().toLowerCase() === clientId.trim().toLowerCase()
                ? 'The two differ in upper and lower case or white space alone.'
                : 'The two differ in a letter or two.',
            ],
      ...(near === undefined
        ? {}
        : { remedy: `Write ${quoted(near)} as client ID, if that is what the registration says.` }),
    };
  },
});

const party = ofIdToken({
  id: 'id-token-issued-to-other-client',
  cause: 'The ID token was issued to another client, and lists this one as an audience.',
  remedy:
    'Compare the client ID with the registration, and look why the server puts another client into azp.',
  places: [setting('client-id'), step('verification')],
  specification,
  find: (judged) =>
    judged.failed('Authorized party') === undefined
      ? undefined
      : {
          certainty: 'seen',
          cause: `The ID token was issued to the client ${quoted(JSON.stringify(judged.claim('azp')).replaceAll('"', ''))} (azp), and this one is ${quoted(judged.client.clientId)}.`,
        },
});

const nonceMissing = ofIdToken({
  id: 'nonce-dropped',
  cause: 'The server did not put the nonce of the authorization request into the ID token.',
  remedy:
    'The server has to repeat the nonce: look whether it, or a login service behind it, drops parameters that it does not know.',
  places: [step('authorization-request'), step('verification')],
  specification,
  find: (judged) =>
    judged.failed('Nonce') !== undefined && judged.claim('nonce') === undefined
      ? {
          certainty: 'seen',
          reasons: ['The authorization request had a nonce, and the ID token has none.'],
        }
      : undefined,
});

const nonceOther = ofIdToken({
  id: 'nonce-of-other-sign-in',
  cause: 'The ID token holds the nonce of another sign-in.',
  remedy:
    'Run again. If it stays so, the server hands out ID tokens of earlier sign-ins: a cache may stand before it.',
  places: [action('run-again'), step('verification')],
  specification,
  find: (judged) => {
    if (judged.failed('Nonce') === undefined || judged.claim('nonce') === undefined)
      return undefined;
    const sent = judged.run.authorization?.nonce;
    const said = judged.claim('nonce');
    const isAltered =
      sent !== undefined &&
      typeof said === 'string' &&
      said !== '' &&
      (sent.startsWith(said) || said.toLowerCase() === sent.toLowerCase());
    return {
      certainty: 'seen',
      cause: isAltered
        ? 'The server changed the nonce: it is cut, or its letters changed case.'
        : sent === undefined
          ? 'The ID token holds a nonce, and none was sent with this sign-in.'
          : 'The ID token holds another nonce than was sent with this sign-in.',
      reasons:
        judged.run.callbackNotes?.isPasted === true
          ? ['The callback was pasted: it may be one of another sign-in.']
          : [],
    };
  },
});

const subject = ofIdToken({
  id: 'refresh-of-other-user',
  cause: 'The refreshed ID token is of another user or issuer than the one before.',
  remedy:
    'Use none of these tokens, and tell whoever looks after the server: a refresh never changes the user.',
  specification: openIdCore('12.2', 'RefreshTokenResponse'),
  find: ({ failed }) => {
    const check = failed('Same subject') ?? failed('Same issuer');
    return check === undefined
      ? undefined
      : {
          certainty: 'seen',
          cause: `The refreshed ID token has another ${check.name === 'Same subject' ? 'user (sub)' : 'issuer (iss)'} than the one before.`,
        };
  },
});

function issuersOf({ failed, claim, run }: Judged) {
  const iss = claim('iss');
  return failed('Issuer') === undefined || typeof iss !== 'string'
    ? { iss: undefined, expected: undefined }
    : { iss, expected: run.server?.issuer };
}

/** Causes that lie in whose the token is. */
export const identityCauses: readonly CauseRule[] = [
  placeholder,
  subject,
  issuer,
  audience,
  party,
  nonceMissing,
  nonceOther,
];
