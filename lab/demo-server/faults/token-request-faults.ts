import { setTimeout as later } from 'node:timers/promises';
import { answering, changingJson, membersOf, without } from './answers.ts';
import { textOf } from './callback.ts';
import type { Fault, FaultHandler } from './fault.ts';
import { places } from './places.ts';
import { badGatewayPage, blockedPage, gatewayPage } from './strange-pages.ts';

type Entry = Omit<Fault, 'step'>;

const { authorization, token } = places;

/** A refusal as RFC 6749 §5.2 has it. */
function refusing(
  error: string,
  description: string | undefined,
  { status = 400, headers = {} }: { status?: number; headers?: Record<string, string> } = {},
): FaultHandler {
  const json = { error, ...(description === undefined ? {} : { error_description: description }) };
  return answering(token, { status, headers, json });
}

const challenge = { 'WWW-Authenticate': 'Basic realm="token endpoint"' };

const refusingSecret = refusing('invalid_client', undefined, { status: 401, headers: challenge });

/** Seconds that the slow token endpoint takes. */
const slowness = 3;

const refusals: readonly Entry[] = [
  {
    id: 'code-expired',
    title: 'Code expired',
    effect: 'Refuses the code with invalid_grant: “Authorization code expired”.',
    handle: refusing('invalid_grant', 'Authorization code expired'),
  },
  {
    id: 'code-used',
    title: 'Code used already',
    effect: 'Refuses the code with invalid_grant: “Authorization code has already been used”.',
    handle: refusing('invalid_grant', 'Authorization code has already been used'),
  },
  {
    id: 'invalid-grant-unexplained',
    title: 'Code refused, unexplained',
    effect: 'Refuses the code with invalid_grant and nothing else.',
    handle: refusing('invalid_grant', undefined),
  },
  {
    id: 'verifier-mismatch',
    title: 'Code verifier does not fit',
    effect: 'Refuses the request with invalid_grant: “PKCE verification failed”.',
    handle: refusing('invalid_grant', 'PKCE verification failed'),
  },
  {
    id: 'challenge-lost',
    title: 'Code challenge lost',
    effect:
      'Mixes up the code challenges of two requests, and so refuses the right verifier as wrong.',
    handle: async (ctx, next) => {
      if (authorization(ctx) && textOf(ctx, 'code_challenge') !== '') {
        const parameters = new URLSearchParams(ctx.querystring);
        parameters.set('code_challenge', 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM');
        ctx.querystring = parameters.toString();
      }
      await next();
    },
  },
  {
    id: 'token-redirect-uri-mismatch',
    title: 'Redirect URI differs from the first request',
    effect: 'Refuses the request with invalid_grant: “redirect_uri does not match”.',
    handle: refusing(
      'invalid_grant',
      'redirect_uri does not match the one of the authorization request',
    ),
  },
  {
    id: 'invalid-client-401',
    title: 'Client refused with 401',
    effect: 'Answers 401 with WWW-Authenticate and invalid_client.',
    handle: refusing('invalid_client', 'Client authentication failed', {
      status: 401,
      headers: challenge,
    }),
  },
  {
    id: 'invalid-client-400',
    title: 'Client refused with 400',
    effect: 'Answers 400 with invalid_client: “Invalid client secret”.',
    handle: refusing('invalid_client', 'Invalid client secret'),
  },
  {
    id: 'unauthorized-challenge-alone',
    title: 'Client refused without a word',
    effect: 'Answers 401 with WWW-Authenticate and an empty body.',
    handle: answering(token, { status: 401, headers: challenge, isEmpty: true }),
  },
  {
    id: 'basic-taken-raw',
    title: 'Secret not decoded',
    effect:
      'Compares the secret as it stands in the Basic header, without taking its form encoding off.',
    handle: async (ctx, next, server) => {
      const header = ctx.get('Authorization');
      if (!token(ctx) || !header.startsWith('Basic ')) return next();
      const [id, ...secret] = Buffer.from(header.slice(6), 'base64').toString().split(':');
      const isRight = server.clients.some(
        ({ clientId, clientSecret }) =>
          [clientId, encoded(clientId)].includes(id ?? '') && clientSecret === secret.join(':'),
      );
      return isRight ? next() : refusingSecret(ctx, next, server);
    },
  },
  {
    id: 'unauthorized-client',
    title: 'Grant not allowed for the client',
    effect: 'Answers 400 with unauthorized_client.',
    handle: refusing('unauthorized_client', 'requested grant type is not allowed for this client'),
  },
  {
    id: 'unsupported-grant-type',
    title: 'Grant not known',
    effect: 'Answers 400 with unsupported_grant_type.',
    handle: refusing('unsupported_grant_type', 'unsupported grant_type requested'),
  },
  {
    id: 'token-invalid-scope',
    title: 'Scope refused at the token endpoint',
    effect: 'Answers 400 with invalid_scope.',
    handle: refusing('invalid_scope', 'The requested scope exceeds what was granted'),
  },
  {
    id: 'token-invalid-request',
    title: 'Parameter missing',
    effect: 'Answers 400 with invalid_request and names a parameter.',
    handle: refusing('invalid_request', "missing required parameter 'resource'"),
  },
  {
    id: 'dpop-required',
    title: 'DPoP wanted',
    effect: 'Answers 400 with invalid_dpop_proof, as a server that wants tokens bound to a key.',
    handle: refusing('invalid_dpop_proof', 'DPoP proof JWT is required'),
  },
  {
    id: 'slow-down',
    title: 'Asked too often (slow_down)',
    effect: 'Answers 400 with slow_down.',
    handle: refusing('slow_down', 'Too many requests'),
  },
  {
    id: 'token-429',
    title: 'Asked too often (429)',
    effect: 'Answers 429 with Retry-After: 60.',
    handle: answering(token, {
      status: 429,
      headers: { 'Retry-After': '60' },
      json: { message: 'Too Many Requests' },
    }),
  },
  {
    id: 'origin-refused-400',
    title: 'Origin header refused with 400',
    effect: 'Refuses token requests that carry an Origin header with invalid_request.',
    handle: withOrigin(
      refusing('invalid_request', 'Cross-origin token redemption is not permitted for this client'),
    ),
  },
  {
    id: 'origin-refused-403',
    title: 'Origin header refused with 403',
    effect: 'Refuses token requests that carry an Origin header with 403 and a page.',
    handle: withOrigin(answering(token, { status: 403, page: blockedPage })),
  },
];

const answers: readonly Entry[] = [
  {
    id: 'token-500',
    title: 'Token endpoint fails',
    effect: 'Answers 500 with JSON.',
    handle: answering(token, {
      status: 500,
      json: { error: 'server_error', error_description: 'oops! something went wrong' },
    }),
  },
  {
    id: 'token-502',
    title: 'Bad gateway',
    effect: 'Answers 502 with the page of a proxy.',
    handle: answering(token, { status: 502, page: badGatewayPage }),
  },
  {
    id: 'token-503',
    title: 'Token endpoint is down for maintenance',
    effect: 'Answers 503 with Retry-After: 120.',
    handle: answering(token, {
      status: 503,
      headers: { 'Retry-After': '120' },
      json: { error: 'temporarily_unavailable' },
    }),
  },
  {
    id: 'token-404',
    title: 'No token endpoint at this address',
    effect: 'Answers 404 with JSON that names no error of OAuth.',
    handle: answering(token, { status: 404, json: { status: 404, path: '/token' } }),
  },
  {
    id: 'token-405',
    title: 'Token endpoint takes no POST',
    effect: 'Answers 405 with Allow: GET.',
    handle: answering(token, { status: 405, headers: { Allow: 'GET' }, isEmpty: true }),
  },
  {
    id: 'token-html',
    title: 'A page instead of tokens',
    effect: 'Answers 200 with the sign-in page of a company network.',
    handle: answering(token, { status: 200, page: gatewayPage }),
  },
  {
    id: 'token-redirect-307',
    title: 'Redirect of the token request (307)',
    effect: 'Redirects the token request with 307 to another host.',
    handle: answering(token, {
      status: 307,
      headers: { Location: 'https://login.elsewhere.example/token' },
      isEmpty: true,
    }),
  },
  {
    id: 'token-redirect-302',
    title: 'Redirect of the token request (302)',
    effect: 'Redirects the token request with 302 to a sign-in page.',
    handle: answering(token, { status: 302, headers: { Location: '/login' }, isEmpty: true }),
  },
  {
    id: 'token-empty',
    title: 'Empty answer',
    effect: 'Answers 200 with an empty body.',
    handle: answering(token, { status: 200, isEmpty: true }),
  },
  {
    id: 'token-204',
    title: 'No content',
    effect: 'Answers 204.',
    handle: answering(token, { status: 204, isEmpty: true }),
  },
  {
    id: 'token-error-with-200',
    title: 'Error with status 200',
    effect: 'Refuses the code with status 200 and bad_verification_code.',
    handle: answering(token, {
      status: 200,
      json: {
        error: 'bad_verification_code',
        error_description: 'The code passed is incorrect or expired.',
      },
    }),
  },
  {
    id: 'token-form-encoded',
    title: 'Tokens form-encoded',
    effect: 'Answers with its tokens as a form instead of JSON.',
    handle: async (ctx, next) => {
      await next();
      const members = token(ctx) ? membersOf(ctx) : undefined;
      if (members === undefined) return;
      const pairs = Object.entries(members).map(([name, value]) => [name, String(value)]);
      ctx.type = 'application/x-www-form-urlencoded';
      ctx.body = new URLSearchParams(pairs).toString();
    },
  },
  {
    id: 'token-type-missing',
    title: 'No token_type',
    effect: 'Leaves token_type out of its answer.',
    handle: changingJson(token, (members) => without(members, 'token_type')),
  },
  {
    id: 'token-type-unknown',
    title: 'Unknown token_type',
    effect: 'Names a token_type that no specification knows.',
    handle: changingJson(token, (members) => ({ ...members, token_type: 'User Access Token' })),
  },
  {
    id: 'access-token-missing',
    title: 'No access token',
    effect: 'Answers with success and everything but tokens.',
    handle: changingJson(token, (members) =>
      without(members, 'access_token', 'id_token', 'refresh_token'),
    ),
  },
  {
    id: 'expires-in-text',
    title: 'expires_in is a text',
    effect: 'Answers with expires_in as a text instead of a number.',
    handle: changingJson(token, (members) => ({
      ...members,
      expires_in: String(members['expires_in']),
    })),
  },
  {
    id: 'token-slow',
    title: 'Slow token endpoint',
    effect: `Takes ${slowness} seconds for its answer.`,
    handle: async (ctx, next) => {
      if (token(ctx)) await later(slowness * 1000);
      await next();
    },
  },
  {
    id: 'token-dropped',
    title: 'Connection dropped',
    effect: 'Drops the connection of the token request without an answer.',
    handle: async (ctx, next) => {
      if (!token(ctx)) return next();
      ctx.respond = false;
      ctx.req.socket.destroy();
    },
  },
];

/** Only for requests that carry an Origin header, as those of browsers do. */
function withOrigin(handle: FaultHandler): FaultHandler {
  return (ctx, next, server) => (ctx.get('Origin') === '' ? next() : handle(ctx, next, server));
}

/** RFC 6749 §2.3.1. */
function encoded(text: string): string {
  return encodeURIComponent(text).replaceAll('-', '%2D');
}

/** Faults of the token endpoint: how it refuses, and what it answers with. */
export const tokenRequestFaults: readonly Fault[] = [...refusals, ...answers].map((entry) => ({
  ...entry,
  step: 'Token request',
}));
