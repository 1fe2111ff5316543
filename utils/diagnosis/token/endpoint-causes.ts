import { rfc } from '../../findings/specifications';
import { headerOf, mediaTypeOf, type RecordedResponse } from '../../oauth/exchange';
import { readTokenBody } from '../../oauth/token-body';
import type { JsonObject } from '../../tokens/json';
import { memberOf } from '../../tokens/members';
import type { CauseRule } from '../diagnosis';
import { addressOf, hostOfAddress, isOAuthCode, setting, step } from '../look';
import { listed, quoted } from '../words';
import { atTokenRequest, type TokenRule, type TokenScene } from './scene';

const places = [setting('token-endpoint'), step('token-request')];

const isAuthorization: TokenRule = {
  id: 'token-endpoint-is-authorization-endpoint',
  cause: 'The address of the token endpoint is that of the authorization endpoint.',
  remedy: 'Write the token endpoint as the provider documents it: it is another address.',
  places,
  find: (scene) => {
    if (isOAuthCode(scene.code)) return undefined;
    const address = addressOf(scene.exchange);
    const authorization = scene.run.server?.authorization_endpoint?.split(/[?#]/)[0];
    const isSame = authorization === address;
    return isSame || /\/(?:authorize|authorization|auth|login|signin)\/?$/i.test(address)
      ? {
          certainty: 'likely',
          cause: isSame
            ? `The token endpoint of this client, ${quoted(address)}, is its authorization endpoint as well.`
            : `The token endpoint, ${quoted(address)}, looks like an authorization endpoint.`,
        }
      : undefined;
  },
};

const notFound: TokenRule = {
  id: 'token-endpoint-not-found',
  cause: 'There is no token endpoint at this address.',
  remedy:
    'Compare the address of the token endpoint with what the provider documents, a slash at the end and the version in its path included.',
  places,
  find: (scene) => {
    const { response } = scene;
    return response !== undefined &&
      [404, 410].includes(response.status) &&
      !isOAuthCode(scene.code)
      ? {
          certainty: 'likely',
          cause: `Nothing is found at the token endpoint ${quoted(addressOf(scene.exchange))} (HTTP ${response.status}).`,
          reasons: originOf(scene),
        }
      : undefined;
  },
};

const noPost: TokenRule = {
  id: 'token-endpoint-takes-no-post',
  cause: 'What answers at this address takes no POST requests, as a token endpoint has to.',
  remedy:
    'Compare the address of the token endpoint with what the provider documents, a slash at the end included.',
  places,
  specification: rfc(6749, '3.2'),
  find: (scene) => {
    const { response } = scene;
    if (response?.status !== 405 && response?.status !== 501) return undefined;
    const allowed = headerOf(response, 'allow');
    return {
      certainty: 'likely',
      cause: `What answers at ${quoted(addressOf(scene.exchange))} takes no POST requests (HTTP ${response.status}): it is another endpoint, or a page.`,
      reasons: [
        ...(allowed === undefined ? [] : [`The answer allows ${quoted(allowed, 80)}.`]),
        ...originOf(scene),
      ],
    };
  },
};

const tooBig: TokenRule = {
  id: 'token-request-too-large',
  cause: 'The server takes the token request for too large.',
  remedy:
    'Look which limits the server, or a proxy before it, has for bodies and headers: long codes and refresh tokens need room.',
  places: [step('token-request')],
  find: ({ response, sent }) =>
    response !== undefined && [413, 414, 431].includes(response.status)
      ? {
          certainty: 'said',
          cause: `The server takes the token request for too large (HTTP ${response.status}): its form has ${[...sent.values()].join('').length.toLocaleString('en')} characters.`,
        }
      : undefined,
};

const noToken: TokenRule = {
  id: 'answer-without-token',
  cause: 'The answer is JSON, and there is neither a token nor an error in it.',
  remedy:
    'Compare the address of the token endpoint with what the provider documents: an API may answer there.',
  places,
  specification: rfc(6749, '5.1'),
  find: (scene) => {
    const { response } = scene;
    if (response === undefined || isOAuthCode(scene.code) || response.status >= 300)
      return undefined;
    const body = readTokenBody(response);
    if (body === undefined) return undefined;
    const names = Object.keys(body.members);
    const token = memberOf(body.members, 'access_token');
    const camel = names.find(
      (name) => /^access[-_ ]?token$/i.test(name) && name !== 'access_token',
    );
    const message = messageIn(body.members);
    if (token === undefined && camel === undefined && message !== undefined) {
      return {
        certainty: 'likely',
        cause: `The answer is HTTP ${response.status}, and holds an error instead of tokens: ${message}.`,
        remedy:
          'Look the error up in the documents of the provider. The whole answer is at this step.',
        places: [step('token-request')],
      };
    }
    return {
      certainty: 'seen',
      cause:
        token !== undefined
          ? `The member access_token of the answer is ${typeof token === 'string' ? 'empty' : 'no text'}, so there is no token to use.`
          : camel === undefined
            ? `The answer has no access_token: it has ${names.length === 0 ? 'no members' : `the members ${listed(names, 6)}`}.`
            : `The answer has its token as ${quoted(camel)}, and clients look for access_token.`,
      ...(token === undefined && camel === undefined
        ? {}
        : { remedy: 'The server has to send the token as a text in the member access_token.' }),
    };
  },
};

const notAForm: TokenRule = {
  id: 'answer-neither-json-nor-form',
  isFallback: true,
  cause: 'The answer is neither JSON nor anything else that holds tokens.',
  remedy:
    'Compare the address of the token endpoint with what the provider documents. The whole answer is at this step.',
  places,
  specification: rfc(6749, '5.1'),
  find: (scene) => {
    const { response } = scene;
    if (response === undefined || response.status >= 300 || isOAuthCode(scene.code))
      return undefined;
    const mediaType = mediaTypeOf(response);
    if (response.body.trim() === '' || mediaType.includes('html')) return undefined;
    return readTokenBody(response) === undefined
      ? {
          certainty: 'likely',
          cause: `What ${hostOfAddress(addressOf(scene.exchange))} sent is ${mediaType === '' ? 'of no stated type' : quoted(mediaType, 60)}, and holds no token response.`,
          reasons: beginningOf(response),
        }
      : undefined;
  },
};

const refused: TokenRule = {
  id: 'token-request-refused-without-error',
  isFallback: true,
  cause: 'The server refuses the token request and does not say why.',
  remedy: 'Look at the whole answer at this step, and at the log of the server.',
  places: [step('token-request'), setting('token-endpoint')],
  find: (scene) => {
    const { response } = scene;
    return response !== undefined &&
      response.status >= 400 &&
      response.status < 500 &&
      !isOAuthCode(scene.code)
      ? {
          certainty: 'possible',
          cause: `The token endpoint ${quoted(addressOf(scene.exchange))} refuses the request with HTTP ${response.status}, and names no error of OAuth.`,
          reasons: beginningOf(response),
        }
      : undefined;
  },
};

/** What a body says under one of the names that messages have, and the number or code beside it. */
function messageIn(members: JsonObject): string | undefined {
  const message = MESSAGES.map((name) => memberOf(members, name)).find(
    (value) => typeof value === 'string' && value.trim() !== '',
  );
  const code = CODES.map((name) => memberOf(members, name)).find(
    (value) => typeof value === 'string' || typeof value === 'number',
  );
  if (typeof message !== 'string') return undefined;
  return code === undefined
    ? quoted(message.trim())
    : `${quoted(message.trim())} (${String(code).slice(0, 40)})`;
}

const MESSAGES = [
  'message',
  'msg',
  'errmsg',
  'error_msg',
  'errorMessage',
  'error_message',
  'detail',
];
const CODES = ['code', 'errcode', 'error_code', 'errorCode', 'status'];

/** Where the address comes from, and whether it belongs to the issuer. */
function originOf({ run, symptoms, exchange }: TokenScene): readonly string[] {
  const { issuer } = run.client;
  const host = hostOfAddress(exchange.request.url);
  return [
    symptoms.metadata === undefined
      ? 'The address is as typed into the client.'
      : 'The address is the one of the discovery document.',
    ...(issuer === undefined || hostOfAddress(issuer) === host
      ? []
      : [`The issuer is at another host: ${quoted(hostOfAddress(issuer))}.`]),
  ];
}

/** The first words of an answer that was read as text. */
function beginningOf({ body }: RecordedResponse): readonly string[] {
  const text = body.trim();
  return text === '' || text.startsWith('<') || text.includes('token')
    ? []
    : [`It begins with ${quoted(text, 80)}.`];
}

/** Causes that lie in the address of the token endpoint, or in what answers there. */
export const endpointCauses: readonly CauseRule[] = [
  isAuthorization,
  notFound,
  noPost,
  tooBig,
  noToken,
].map(atTokenRequest);

/** Where nothing tells what answered. */
export const endpointRefused: readonly CauseRule[] = [notAForm, refused].map(atTokenRequest);
