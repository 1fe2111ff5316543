import { endpointSourceOf } from '../../clients/endpoint-source';
import { openIdCore, rfc } from '../../findings/specifications';
import { type Exchange, lastTokenExchange, mediaTypeOf, responseOf } from '../../oauth/exchange';
import { exchangesBeforeEnd } from '../../oauth/run';
import { readTokenBody, readTokenError } from '../../oauth/token-body';
import { tooLargeInWords } from '../../oauth/response-words';
import { memberOf } from '../../tokens/members';
import type { CauseRule } from '../diagnosis';
import { action, addressOf, hostOfAddress, isPage, setting, step } from '../look';
import { quoted, spanInWords } from '../words';
import { ofOutcome, type Outcome } from './scene';

const part = 'token request';

const noIdToken = ofOutcome({
  id: 'id-token-not-sent',
  part,
  cause: 'No ID token came, though openid was asked for.',
  remedy:
    'Look whether the server speaks OpenID Connect at these endpoints, and whether the client may ask for openid.',
  places: [step('token-request'), setting('scopes')],
  specification: openIdCore('3.1.3.3', 'TokenResponse'),
  find: ({ run, response, requested, granted }) => {
    if (run.grant !== 'authorization_code' || !requested.includes('openid')) return undefined;
    if (response.idToken !== undefined || run.idTokenVerdict !== undefined) return undefined;
    // The tokens stand inside of another member, the ID token perhaps too.
    if (response.accessToken === undefined && response.nested.length > 0) return undefined;
    const came = memberOf(response.members, 'id_token');
    return {
      certainty: 'seen',
      cause:
        came !== undefined && came !== ''
          ? 'What came as id_token is no text, so that there is no ID token.'
          : granted.includes('openid')
            ? 'The server granted openid and sent no ID token, which OpenID Connect demands.'
            : 'The server did not grant openid, and so sent no ID token.',
    };
  },
});

const noRefreshToken = ofOutcome({
  id: 'refresh-token-not-sent',
  part,
  cause: 'No refresh token came, though offline_access was granted.',
  remedy:
    'Allow the refresh token grant in the registration at the provider, and send what the provider wants besides.',
  places: [setting('parameters'), setting('grant-type')],
  specification: openIdCore('11', 'OfflineAccess'),
  find: ({ run, response, granted, requested, asked, client }) => {
    if (run.grant !== 'authorization_code' || response.refreshToken !== undefined) return undefined;
    if (client.provider === 'google') {
      if (asked('access_type') === 'offline' && asked('prompt')?.includes('consent') === true)
        return undefined;
      return asked('access_type') === undefined
        ? undefined
        : {
            certainty: 'likely',
            cause:
              'No refresh token came: Google sends one only when a user consents for the first time, or with prompt=consent.',
            remedy: 'Add access_type=offline and prompt=consent to the parameters of the client.',
            places: [
              setting('parameters'),
              {
                kind: 'page',
                name: 'Google: options of the authentication library',
                url: 'https://cloud.google.com/nodejs/docs/reference/google-auth-library/7.4.1/google-auth-library/generateauthurlopts',
              },
            ],
          };
    }
    if (!requested.includes('offline_access') || !granted.includes('offline_access'))
      return undefined;
    const hasConsent = (asked('prompt') ?? '').split(' ').includes('consent');
    return {
      certainty: hasConsent ? 'possible' : 'likely',
      cause: hasConsent
        ? 'The server granted offline_access and sent no refresh token: the client may not be registered for the refresh token grant.'
        : 'The server granted offline_access and sent no refresh token; the authorization request had no prompt=consent, which OpenID Connect wants with it.',
      ...(hasConsent ? {} : { remedy: 'Add prompt=consent to the client, and run again.' }),
    };
  },
});

const notStrict = ofOutcome({
  id: 'token-response-not-strict',
  part,
  cause: 'The token response breaks RFC 6749, so that strict clients refuse it.',
  remedy: 'The server has to mend its answer. Until then only lenient clients can use it.',
  places: [step('token-request')],
  specification: rfc(6749, '5.1'),
  find: ({ run, response }) => {
    if (run.objection === undefined) return undefined;
    const exchange = lastTokenExchange(exchangesBeforeEnd(run));
    const answer = exchange === undefined ? undefined : responseOf(exchange);
    const body = answer === undefined ? undefined : readTokenBody(answer);
    const error = body === undefined ? undefined : readTokenError(body);
    const type = answer === undefined ? '' : mediaTypeOf(answer);
    const [fault] = [
      ...(answer !== undefined && answer.status !== 200
        ? [`its status is HTTP ${answer.status}, and has to be 200`]
        : []),
      ...(error === undefined ? [] : [`it has the error ${quoted(error.code, 80)} beside a token`]),
      ...(response.format === 'form' ? ['it is form-encoded, and has to be JSON'] : []),
      ...(type.includes('json') || response.format === 'form'
        ? []
        : [
            `its media type is ${type === '' ? 'missing' : quoted(type, 60)}, and has to be application/json`,
          ]),
      ...(response.accessToken === undefined && response.nested.length > 0
        ? [
            `its access token stands inside of the member ${quoted(response.nested[0]?.member ?? '', 60)}, and has to stand beside it`,
          ]
        : []),
      ...(response.tokenType === undefined
        ? ['it has no token_type']
        : ['bearer', 'dpop'].includes(response.tokenType.toLowerCase())
          ? []
          : [
              `its token_type is ${quoted(response.tokenType, 60)}, which is none that OAuth Workbench knows`,
            ]),
      ...(memberOf(response.members, 'expires_in') !== undefined &&
      typeof memberOf(response.members, 'expires_in') !== 'number'
        ? ['its expires_in is no number']
        : []),
      ...['refresh_token', 'id_token'].flatMap((name) =>
        memberOf(response.members, name) === null
          ? [`its ${name} is null, and has to be left out where there is none`]
          : [],
      ),
      ...(memberOf(response.members, 'scope') !== undefined &&
      typeof memberOf(response.members, 'scope') !== 'string'
        ? ['its scope is no text']
        : []),
    ];
    return {
      certainty: 'seen',
      cause:
        fault === undefined
          ? 'A strict client refuses the token response, though its tokens can be read.'
          : `A strict client refuses the token response: ${fault}.`,
      reasons: [`The library oauth4webapi says ${quoted(run.objection)}.`],
    };
  },
});

const YEAR = 365 * 86_400;

const lifetime = ofOutcome({
  id: 'token-lifetime-absurd',
  part,
  cause: 'The lifetime of the access token is one that no token has.',
  remedy: 'The server has to send the seconds that are left, as a number.',
  places: [step('token-request')],
  specification: rfc(6749, '5.1'),
  find: ({ response }) => {
    const value = memberOf(response.members, 'expires_in');
    const seconds = Number(value);
    if (response.expiresAt === undefined || value === undefined || value === null) return undefined;
    if (seconds > 0 && seconds <= 10 * YEAR) return undefined;
    return {
      certainty: 'seen',
      cause:
        seconds <= 0
          ? `The access token had expired as it came: expires_in is ${seconds}.`
          : `The access token is said to live for ${Math.round(seconds / YEAR).toLocaleString('en')} years: expires_in is probably ${seconds > 1e11 ? 'milliseconds' : 'a time of the clock'}, not seconds from now.`,
    };
  },
});

const keysUnreachable = ofOutcome({
  id: 'issuer-keys-not-read',
  part: 'verification',
  cause: 'The ID token could not be verified: the keys of the issuer cannot be read.',
  remedy: 'Look what answers at jwks_uri, and whether it can be reached from here.',
  places: [step('verification')],
  specification: rfc(7517, '5'),
  find: (outcome) => {
    if (!isUnverified(outcome, 'Signature')) return undefined;
    const exchange = outcome.run.exchanges.findLast(({ purpose }) => purpose === 'jwks');
    if (exchange === undefined) {
      // Typed endpoints without keys are a choice, of which a finding tells.
      const isDiscovered = endpointSourceOf(outcome.client) === 'discovery';
      return isDiscovered && outcome.run.server?.jwks_uri === undefined
        ? {
            certainty: 'seen',
            cause:
              'The ID token could not be verified: the discovery document names no address of keys (jwks_uri).',
            remedy:
              'The server has to name its jwks_uri. Until then, a Generic OAuth 2.0 client takes a typed key set.',
            places: [step('discovery')],
          }
        : undefined;
    }
    return {
      certainty: 'seen',
      cause: `The ID token could not be verified: ${keysInWords(exchange)}.`,
    };
  },
});

function keysInWords(exchange: Exchange): string {
  const address = quoted(addressOf(exchange));
  const response = responseOf(exchange);
  if (response === undefined) {
    return exchange.outcome.kind === 'error'
      ? `the address of the keys, ${address}, ${exchange.outcome.message}`
      : `the address of the keys, ${address}, leads elsewhere`;
  }
  if (response.end === 'too large') {
    return `what came from ${address} as keys is too large, with ${tooLargeInWords(response)}`;
  }
  if (response.end === 'broken off' || response.end === 'timed out') {
    return `${address} answered HTTP ${response.status} when it was asked for the keys, and the body ${response.end === 'timed out' ? 'did not come to its end in time' : 'broke off or cannot be decoded'}`;
  }
  if (response.status !== 200)
    return `the address of the keys, ${address}, answered HTTP ${response.status}`;
  if (isPage(response)) return `a page came from ${address} instead of keys`;
  return `what came from ${address} holds no key that fits the token and can be used here`;
}

const notVerified = ofOutcome({
  id: 'id-token-not-verified',
  isFallback: true,
  part: 'verification',
  cause: 'Nothing is wrong with the ID token, but whether it is genuine could not be checked.',
  remedy: 'Give the issuer in the client, and look whether its keys (jwks_uri) can be read.',
  places: [setting('issuer'), step('verification')],
  specification: openIdCore('3.1.3.7', 'IDTokenValidation'),
  find: (outcome) => {
    const { run, client, response } = outcome;
    if (run.idTokenVerdict?.outcome !== 'unverified') return undefined;
    const check = run.idTokenVerdict.checks.find(({ outcome: one }) => one === 'unknown');
    if (run.idTokenVerdict.checks.some(({ name }) => name === 'Known secret')) {
      return {
        certainty: 'seen',
        cause:
          'The ID token is signed with a secret that everybody knows, so that anyone can have made it.',
        remedy: 'Change the secret at the server.',
        places: [step('verification')],
      };
    }
    if (response.idToken?.split('.').length === 5) {
      return {
        certainty: 'seen',
        cause:
          'The ID token is encrypted for the client, so that neither its claims nor its signature can be read here.',
        remedy:
          'Open it in Inspect with the private key of the client, or have the server send this client ID tokens that are only signed (id_token_encrypted_response_alg).',
        places: [step('token-request'), step('verification')],
      };
    }
    // Typed endpoints without issuer or keys are a choice, of which a finding tells.
    return endpointSourceOf(client) === 'typed'
      ? undefined
      : {
          certainty: 'seen',
          cause: 'The ID token could not be verified.',
          reasons:
            check === undefined ? [] : [`The check ${quoted(check.name)} says: ${check.detail}`],
        };
  },
});

function isUnverified({ run }: Outcome, name: 'Signature'): boolean {
  return (
    run.idTokenVerdict?.outcome === 'unverified' &&
    run.idTokenVerdict.checks.some((check) => check.name === name && check.outcome === 'unknown')
  );
}

/** A step that takes longer than this makes people wait. */
const SLOW = 5000;

const slow = ofOutcome({
  id: 'server-slow',
  part,
  cause: 'The server took long to answer.',
  remedy:
    'Run again: the first request after a pause is often slow. If it stays so, look at the log of the server.',
  places: [action('run-again')],
  find: ({ run }) => {
    const exchanges = exchangesBeforeEnd(run).toSorted((a, b) => b.durationMs - a.durationMs);
    const [slowest] = exchanges;
    if (slowest === undefined || slowest.durationMs < SLOW) return undefined;
    const all = exchanges.reduce((sum, { durationMs }) => sum + durationMs, 0);
    const name = NAMES[slowest.purpose];
    return {
      certainty: 'seen',
      cause: `${name} at ${hostOfAddress(slowest.request.url)} took ${spanInWords(slowest.durationMs)}, of ${spanInWords(all)} in which this run waited for servers.`,
      places: [stepOf(slowest), action('run-again')],
    };
  },
});

const NAMES = {
  discovery: 'The discovery document',
  'authorization-page': 'The sign-in page',
  token: 'The token endpoint',
  jwks: 'The keys of the issuer',
  introspection: 'The introspection endpoint',
  revocation: 'The revocation endpoint',
  'user-info': 'The user info endpoint',
  resource: 'The API',
} as const satisfies Record<Exchange['purpose'], string>;

function stepOf({ purpose }: Exchange) {
  return step(
    purpose === 'discovery' ? 'discovery' : purpose === 'jwks' ? 'verification' : 'token-request',
  );
}

/** Causes that make an answer other than was asked for. */
export const outcomeCauses: readonly CauseRule[] = [
  noIdToken,
  keysUnreachable,
  notVerified,
  lifetime,
  notStrict,
  noRefreshToken,
];

/** Nothing is wrong with the answer, and people had to wait for it. */
export const slowServer: CauseRule = slow;
