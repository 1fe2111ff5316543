import { isLoopback } from '../../clients/url-rules';
import type { JsonValue } from '../../tokens/json';
import { hiddenCharacters, showValue } from '../../tokens/show-value';
import { typeOf } from '../../tokens/token-profile';
import type { FindingRule, Seen, Specification } from '../finding';
import type { JudgedAs } from '../meant-as';
import { BACK_CHANNEL_LOGOUT, openIdCore, rfc } from '../specifications';
import { namesOf } from '../scopes/names';
import { eachOf, eachToken, isJudged } from './each-token';
import { memberOf, textOf } from '../../tokens/members';

type Required = { readonly names: readonly string[]; readonly specification: Specification };

/** The end of a token has a rule of its own. */
const REQUIRED: ReadonlyMap<JudgedAs, Required> = new Map<JudgedAs, Required>([
  [
    'access-token',
    {
      names: ['iss', 'sub', 'aud', 'client_id', 'iat', 'jti'],
      specification: rfc(9068, '2.2'),
    },
  ],
  ['id-token', { names: ['iss', 'sub', 'aud', 'iat'], specification: openIdCore('2', 'IDToken') }],
  [
    'client-assertion',
    { names: ['iss', 'sub', 'aud', 'jti'], specification: openIdCore('9', 'ClientAuthentication') },
  ],
  [
    'logout-token',
    { names: ['iss', 'aud', 'iat', 'jti', 'events'], specification: BACK_CHANNEL_LOGOUT },
  ],
  ['key-binding', { names: ['iat', 'aud', 'nonce', 'sd_hash'], specification: rfc(9901, '4.3') }],
  ['introspection-response', { names: ['iss', 'aud', 'iat'], specification: rfc(9701, '5') }],
]);

const missing: FindingRule = {
  id: 'claims-missing',
  about: 'token',
  looksFor: 'A token lacks claims that its kind requires, such as iss, sub, aud or jti.',
  why: 'A recipient cannot tell who issued it, of whom it speaks, or for whom it is meant, and has to refuse it.',
  remedy: 'The issuer has to put them into it.',
  severities: ['error', 'warning', 'info'],
  specifications: [
    rfc(9068, '2.2'),
    openIdCore('2', 'IDToken'),
    rfc(7523, '3'),
    BACK_CHANNEL_LOGOUT,
    rfc(9901, '4.3'),
  ],
  find: (evidence) =>
    eachToken(evidence, (token) => {
      const { claims, header, profile, inTitle } = token;
      const required = profile === undefined ? undefined : REQUIRED.get(profile);
      if (required === undefined || !token.isWhole || isJudged(evidence, token)) return undefined;
      const names = required.names.filter((name) => !Object.hasOwn(claims, name));
      if (names.length === 0) return undefined;
      const seen = {
        title: `${inTitle} has no ${namesOf(names)}`,
        specification: required.specification,
      };
      if (profile !== 'access-token') return seen;
      // Only what calls itself at+jwt promises to keep to RFC 9068.
      return typeOf(header) === 'at+jwt'
        ? { ...seen, severity: 'warning' }
        : {
            ...seen,
            severity: 'info',
            why: 'The profile of JWT access tokens requires them; this one does not say that it follows it.',
            remedy: 'Look into the documents of the provider, what an API has to check instead.',
          };
    }),
};

const audienceIsClient: FindingRule = {
  id: 'audience-is-client',
  about: 'token',
  looksFor: 'The audience of an access token is the client itself.',
  why: 'An access token is for an API. One whose audience is the client says nothing of the API that may take it, so that any of them does; often it is an ID token that is used as one.',
  remedy:
    'Ask for a token of the API (resource, audience, or a scope of it), and have the API check its own name.',
  severities: ['info'],
  specifications: [rfc(8725, '3.9'), rfc(9068, '3')],
  find: (evidence) =>
    eachOf('access-token', evidence, ({ claims, inTitle }) => {
      const client =
        textOf(claims, 'client_id') ?? textOf(claims, 'azp') ?? evidence.ofRun?.run.client.clientId;
      const aud = memberOf(claims, 'aud');
      const audiences = Array.isArray(aud) ? aud : [aud];
      return client !== undefined && audiences.length === 1 && audiences[0] === client
        ? {
            title: `${inTitle} is meant for the client itself`,
            seen: `aud is ${showValue(aud, 60)}.`,
          }
        : undefined;
    }),
};

const issuerHttp: FindingRule = {
  id: 'issuer-not-https',
  about: 'token',
  looksFor: 'The issuer of a token is http, other than on loopback.',
  why: 'Its keys are loaded without encryption: someone on the way can put in their own.',
  remedy: 'Give the issuer an https address.',
  severities: ['warning'],
  specifications: [openIdCore('2', 'IDToken'), rfc(8414, '2')],
  find: (evidence) =>
    eachToken(evidence, ({ claims, inTitle }) => {
      const url = URL.parse(textOf(claims, 'iss') ?? '');
      return url?.protocol === 'http:' && !isLoopback(url)
        ? {
            title: `${inTitle} comes from an issuer without https`,
            seen: `iss is ${showValue(url.href, 80)}.`,
          }
        : undefined;
    }),
};

const subject: FindingRule = {
  id: 'subject-malformed',
  about: 'token',
  looksFor:
    'sub of a token is no text, empty, longer than 255 characters, not ASCII, or holds what cannot be seen.',
  why: 'Clients keep it as the key of the user, and have to find the same user by it again.',
  remedy: 'The issuer has to use an identifier of 1 to 255 ASCII characters.',
  severities: ['error', 'info'],
  specifications: [rfc(7519, '4.1.2'), openIdCore('2', 'IDToken')],
  find: (evidence) =>
    eachToken(evidence, (token) => {
      const sub = memberOf(token.claims, 'sub');
      if (sub === undefined || isJudged(evidence, token)) return undefined;
      return faultOfSubject(sub, `sub of ${token.called}`, token.profile === 'id-token');
    }),
};

function faultOfSubject(sub: JsonValue, called: string, isOpenId: boolean): Seen | undefined {
  if (typeof sub !== 'string') {
    return {
      title: `${called} is no text`,
      seen: `It is ${shownValue(sub)}.`,
      why: 'It must be a string. Programs that expect one refuse the token, and large numbers lose their last digits.',
      remedy: 'The issuer has to put quotes around it.',
    };
  }
  if (sub === '') return { title: `${called} is empty` };
  const hidden = hiddenCharacters(sub);
  if (hidden.length > 0) {
    return {
      title: `${called} holds a character that cannot be seen`,
      seen: `It holds ${hidden.map(({ shown, effect }) => `${shown}, ${effect}`).join('; ')}.`,
      why: 'Two users can look the same, and one can look like another.',
      remedy:
        'Refuse it, and look how the name got in: the issuer has to take such characters out.',
    };
  }
  const limits = {
    // OpenID Connect sets these limits; other tokens may break them, and clients.
    severity: isOpenId ? 'error' : 'info',
    specification: openIdCore('2', 'IDToken'),
  } as const;
  if (sub.length > 255) {
    return {
      ...limits,
      title: `${called} has ${sub.length} characters`,
      why: 'Clients keep it as the key of the user, and cut off what is longer: two users may then be one.',
      remedy: 'The issuer has to use an identifier of at most 255 characters.',
    };
  }
  const [other] = /[^\x20-\x7e]/u.exec(sub) ?? [];
  return other === undefined
    ? undefined
    : {
        ...limits,
        title: `${called} holds a character beyond ASCII`,
        seen: `It holds ${showValue(other)}.`,
        why: 'Programs write such characters in several ways, and then do not find the user again.',
        remedy: 'The issuer has to use an identifier of ASCII characters.',
      };
}

function shownValue(value: JsonValue): string {
  if (Array.isArray(value) && value.length > 0) return `a list (${showValue(value, 40)})`;
  return typeof value === 'number' ? `the number ${value}` : showValue(value, 40);
}

const authorizedParty: FindingRule = {
  id: 'azp-missing',
  about: 'token',
  looksFor:
    'An ID token has several audiences and does not say for which client it was issued (azp).',
  why: 'A client among the audiences cannot tell whether it was issued to itself.',
  remedy: 'The issuer has to add azp, or to name one audience.',
  severities: ['warning'],
  specifications: [openIdCore('3.1.3.7', 'IDTokenValidation')],
  find: (evidence) =>
    eachOf('id-token', evidence, ({ claims, inTitle, isWhole }) => {
      const aud = memberOf(claims, 'aud');
      return isWhole && Array.isArray(aud) && aud.length > 1 && textOf(claims, 'azp') === undefined
        ? { title: `${inTitle} has ${aud.length} audiences and no azp` }
        : undefined;
    }),
};

const atHash: FindingRule = {
  id: 'at-hash-missing',
  about: 'token',
  looksFor: 'An ID token that came with an access token from the token endpoint has no at_hash.',
  why: 'at_hash tells that the two belong together; there it is optional.',
  remedy: 'Nothing needs to be done, as long as both come straight from the token endpoint.',
  severities: ['info'],
  specifications: [openIdCore('3.1.3.6', 'CodeIDToken')],
  find: (evidence) =>
    evidence.answer?.tokens?.accessToken === undefined
      ? []
      : eachOf('id-token', evidence, ({ claims, inTitle, isWhole }) =>
          !isWhole || Object.hasOwn(claims, 'at_hash')
            ? undefined
            : { title: `${inTitle} is not tied to the access token (at_hash)` },
        ),
};

const hashes: FindingRule = {
  id: 'hashes-not-compared',
  about: 'token',
  looksFor:
    'An ID token holds a hash of the access token or of the code that stands beside it (at_hash, c_hash).',
  why: 'Whether they belong together is computed when the ID token is verified, not before.',
  remedy: 'Verify the ID token: the hash is compared then.',
  severities: ['info'],
  specifications: [openIdCore('3.1.3.6', 'CodeIDToken'), openIdCore('3.3.2.11', 'HybridIDToken')],
  find: (evidence) => {
    // A run has verified its ID token.
    if (evidence.ofRun !== undefined) return [];
    const beside = [
      ['at_hash', evidence.tokens.some(({ name }) => name === 'Access token')],
      ['c_hash', Boolean(evidence.callback?.parameters.get('code'))],
    ] as const;
    return eachOf('id-token', evidence, ({ claims, called }) => {
      const names = beside.flatMap(([name, isThere]) =>
        isThere && textOf(claims, name) !== undefined ? [name] : [],
      );
      return names.length === 0
        ? undefined
        : { title: `${names.join(' and ')} of ${called} is compared when you verify it` };
    });
  },
};

const emailUnverified: FindingRule = {
  id: 'email-without-verified',
  about: 'token',
  looksFor:
    'An ID token or a user info response has an e-mail address, and does not say whether it was verified.',
  why: 'Somebody may have entered the address of another person. A client that knows its users by e-mail lets them in.',
  remedy: 'Know users by iss and sub, and take an address only with email_verified true.',
  severities: ['info'],
  specifications: [openIdCore('5.7', 'ClaimStability'), openIdCore('5.1', 'StandardClaims')],
  find: (evidence) => [
    ...eachOf('id-token', evidence, ({ claims, called, isWhole }) =>
      isWhole &&
      textOf(claims, 'email') !== undefined &&
      memberOf(claims, 'email_verified') !== true
        ? { title: `The e-mail address in ${called} is not said to be verified` }
        : undefined,
    ),
    ...(evidence.userInfo !== undefined &&
    textOf(evidence.userInfo, 'email') !== undefined &&
    memberOf(evidence.userInfo, 'email_verified') !== true
      ? [{ title: 'The e-mail address in the user info is not said to be verified' }]
      : []),
  ],
};

export const claimRules: readonly FindingRule[] = [
  missing,
  audienceIsClient,
  issuerHttp,
  subject,
  authorizedParty,
  atHash,
  hashes,
  emailUnverified,
];
