import { isJsonObject } from '../../tokens/json';
import { showValue } from '../../tokens/show-value';
import { formatRelative } from '../../tokens/times';
import type { FindingRule } from '../finding';
import { BACK_CHANNEL_LOGOUT, rfc } from '../specifications';
import { eachOf } from './each-token';
import { memberOf, textOf } from '../../tokens/members';

const dpopForm: FindingRule = {
  id: 'dpop-proof-malformed',
  about: 'token',
  looksFor: 'A DPoP proof lacks a part, is signed with a shared secret, or brings a private key.',
  why: 'The server refuses it (invalid_dpop_proof). A private key in it is lost.',
  remedy:
    'Sign it with a key pair of the client: typ dpop+jwt, the public key as jwk, and jti, htm, htu and iat.',
  severities: ['error'],
  specifications: [rfc(9449, '4.2'), rfc(9449, '4.3')],
  find: (evidence) =>
    eachOf('dpop-proof', evidence, ({ header, claims, inTitle, isWhole }) => {
      if (!isWhole) return undefined;
      const jwk = memberOf(header, 'jwk');
      const missing = ['jti', 'htm', 'htu', 'iat'].filter((name) => !Object.hasOwn(claims, name));
      const faults = [
        ...(textOf(header, 'typ')?.toLowerCase() === 'dpop+jwt'
          ? []
          : [`typ is ${showValue(memberOf(header, 'typ'), 40)}.`]),
        ...(textOf(header, 'alg')?.startsWith('HS') === true
          ? ['It is signed with a shared secret.']
          : []),
        ...(!isJsonObject(jwk)
          ? ['There is no jwk in its header.']
          : Object.hasOwn(jwk, 'd') || Object.hasOwn(jwk, 'k')
            ? ['Its jwk holds the private key.']
            : []),
        ...(missing.length > 0 ? [`There is no ${missing.join(', ')}.`] : []),
      ];
      return faults.length === 0
        ? undefined
        : { title: `${inTitle} is malformed`, seen: faults.join(' ') };
    }),
};

const dpopAddress: FindingRule = {
  id: 'dpop-proof-htu',
  about: 'token',
  looksFor: 'htu of a DPoP proof has a query or a fragment, or is no address.',
  why: 'It is compared with the address of the request without query and fragment.',
  remedy: 'Leave out “?” or “#” and what follows.',
  severities: ['error'],
  specifications: [rfc(9449, '4.2')],
  find: (evidence) =>
    eachOf('dpop-proof', evidence, ({ claims, called }) => {
      const htu = textOf(claims, 'htu');
      return htu !== undefined && (/[?#]/.test(htu) || URL.parse(htu) === null)
        ? {
            title: `htu of ${called} is not an address alone`,
            seen: `It is ${showValue(htu, 80)}.`,
          }
        : undefined;
    }),
};

const PROOF_SECONDS = 300;

const dpopAge: FindingRule = {
  id: 'dpop-proof-old',
  about: 'token',
  looksFor: 'A DPoP proof was made more than five minutes ago.',
  why: 'A proof is for one request. Servers take it for seconds or minutes only.',
  remedy: 'Make a new one for every request.',
  severities: ['info'],
  specifications: [rfc(9449, '11.1')],
  find: (evidence) =>
    eachOf('dpop-proof', evidence, ({ claims, inTitle }) => {
      const iat = memberOf(claims, 'iat');
      return typeof iat === 'number' && iat < evidence.now / 1000 - PROOF_SECONDS
        ? { title: `${inTitle} is old`, seen: `It was made ${formatRelative(iat, evidence.now)}.` }
        : undefined;
    }),
};

const LOGOUT_EVENT = 'http://schemas.openid.net/event/backchannel-logout';

const logout: FindingRule = {
  id: 'logout-token-malformed',
  about: 'token',
  looksFor:
    'A logout token has a nonce, lacks the logout event, or names neither user nor session.',
  why: 'A client must refuse it. A nonce is forbidden, so that it cannot be taken for an ID token.',
  remedy: 'The issuer has to mend it.',
  severities: ['error'],
  specifications: [BACK_CHANNEL_LOGOUT],
  find: (evidence) =>
    eachOf('logout-token', evidence, ({ claims, inTitle, isWhole }) => {
      const events = memberOf(claims, 'events');
      const faults = [
        ...(Object.hasOwn(claims, 'nonce') ? ['It has a nonce.'] : []),
        ...(!isWhole || (isJsonObject(events) && Object.hasOwn(events, LOGOUT_EVENT))
          ? []
          : ['events does not hold the logout event.']),
        ...(!isWhole || Object.hasOwn(claims, 'sub') || Object.hasOwn(claims, 'sid')
          ? []
          : ['There is neither sub nor sid.']),
      ];
      return faults.length === 0
        ? undefined
        : { title: `${inTitle} is malformed`, seen: faults.join(' ') };
    }),
};

const assertion: FindingRule = {
  id: 'client-assertion-parties',
  about: 'token',
  looksFor: 'A client assertion does not have the client as issuer and as subject.',
  why: 'The server refuses it (invalid_client).',
  remedy:
    'Put the client ID into iss and into sub, and the issuer or the token endpoint of the server into aud.',
  severities: ['error'],
  specifications: [rfc(7523, '3')],
  find: (evidence) =>
    eachOf('client-assertion', evidence, ({ claims, inTitle }) => {
      const iss = memberOf(claims, 'iss');
      const sub = memberOf(claims, 'sub');
      return iss !== undefined && sub !== undefined && iss !== sub
        ? {
            title: `${inTitle} has different parties in iss and sub`,
            seen: `${showValue(iss, 60)} and ${showValue(sub, 60)}.`,
          }
        : undefined;
    }),
};

export const profileRules: readonly FindingRule[] = [
  dpopForm,
  dpopAddress,
  dpopAge,
  logout,
  assertion,
];
