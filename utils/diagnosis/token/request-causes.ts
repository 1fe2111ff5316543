import { providerOf } from '../../clients/providers';
import { rfc } from '../../findings/specifications';
import { capitalised } from '../../tokens/capitalised';
import { splitScopes } from '../../tokens/scopes';
import type { CauseRule, Place } from '../diagnosis';
import { hostOfAddress, listIn, setting, step } from '../look';
import { nearest } from '../nearest';
import { listed, quoted } from '../words';
import { ERROR_CODES } from './error-causes';
import { atTokenRequest, type TokenRule, type TokenScene, whatItSays } from './scene';

const specification = rfc(6749, '5.2');

const GRANTS: Readonly<Record<string, string>> = {
  authorization_code: 'the authorization code grant',
  client_credentials: 'the client credentials grant',
  refresh_token: 'refreshing',
};

const grantNotAllowed: TokenRule = {
  id: 'grant-not-allowed',
  cause: 'The client may not use this grant.',
  remedy: 'Allow the grant in the registration at the provider, or choose another grant type here.',
  places: [setting('grant-type'), setting('client-id')],
  specification,
  find: (scene) =>
    scene.code === 'unauthorized_client'
      ? {
          certainty: scene.response?.status === 401 ? 'possible' : 'said',
          cause: `The client ${quoted(scene.client.clientId)} is not registered for ${grantOf(scene)}.`,
          reasons: whatItSays(scene),
        }
      : undefined,
};

const grantUnknown: TokenRule = {
  id: 'grant-type-unsupported',
  cause: 'The token endpoint does not know this grant.',
  remedy:
    'Compare the address of the token endpoint with what the provider documents, and choose a grant that the server has.',
  places: [setting('token-endpoint'), setting('grant-type')],
  specification,
  find: (scene) => {
    if (scene.code !== 'unsupported_grant_type') return undefined;
    const announced = listIn(scene.symptoms.metadata, 'grant_types_supported') ?? [];
    const sent = scene.sent.get('grant_type') ?? '';
    const isAnnounced = announced.includes(sent);
    return {
      certainty: 'said',
      cause:
        announced.length === 0 || isAnnounced
          ? `The token endpoint does not know the grant ${quoted(sent)} that was sent.`
          : `The server has the grants ${listed(announced)} only, and ${quoted(sent)} was sent.`,
      reasons: [
        ...(isAnnounced
          ? [
              'The discovery document lists this grant: the server may not read the body, or this is another endpoint.',
            ]
          : []),
        ...whatItSays(scene),
      ],
    };
  },
};

const scope: TokenRule = {
  id: 'token-scope-refused',
  cause: 'The server refuses the scopes.',
  remedy: 'Leave out the scopes that this client is not allowed, or add them to its registration.',
  places: [setting('scopes')],
  specification,
  find: (scene) => {
    if (scene.code !== 'invalid_scope') return undefined;
    const asked = splitScopes(scene.sent.get('scope') ?? '');
    const grant = scene.sent.get('grant_type');
    const ofSignIn = splitScopes(scene.client.scopes.join(' '));
    const announced = listIn(scene.symptoms.metadata, 'scopes_supported') ?? [];
    const named = asked.filter((name) => scene.said.includes(name));
    const ofUsers =
      grant === 'client_credentials' ? asked.filter((name) => USER_SCOPES.has(name)) : [];
    const unknown = announced.length === 0 ? [] : asked.filter((name) => !announced.includes(name));
    const faulty =
      ofUsers.length > 0
        ? ofUsers
        : named.length > 0 && named.length < asked.length
          ? named
          : unknown;
    const meant = faulty.flatMap((name) => {
      const other = nearest(name, announced);
      return other === undefined ? [] : [`${quoted(name)} may be meant as ${quoted(other)}.`];
    });
    const cause =
      asked.length === 0
        ? grant === 'client_credentials'
          ? 'The server wants a scope, and none was sent with the token request.'
          : `The server refuses the scopes, and the token request names none: those are meant that were asked for or granted before${ofSignIn.length === 0 ? '' : `, ${listed(ofSignIn)}`}.`
        : ofUsers.length > 0
          ? `Nobody signs in with client credentials, and ${listed(ofUsers)} ${isOrAre(ofUsers)} for users.`
          : faulty.length > 0
            ? `The server refuses ${faulty.length === 1 ? 'the scope' : 'the scopes'} ${listed(faulty)}.`
            : `The server refuses one of the scopes ${listed(asked)}, or all of them.`;
    return {
      certainty: 'said',
      cause,
      reasons: [
        ...(unknown.length > 0
          ? [`scopes_supported of the discovery document does not list ${listed(unknown)}.`]
          : []),
        ...meant,
        ...whatItSays(scene),
      ].map(capitalised),
      ...(asked.length === 0 && grant !== 'client_credentials'
        ? {
            remedy:
              'Run the client anew with fewer scopes, and compare them with those that it is registered for.',
          }
        : {}),
    };
  },
};

const USER_SCOPES = new Set(['openid', 'profile', 'email', 'address', 'phone', 'offline_access']);

/** Parameters of token requests that servers miss, why they may be absent, and where they are set. */
const PARAMETERS: Readonly<Record<string, { readonly why: string; readonly place: Place }>> = {
  grant_type: { why: 'It is sent with every token request.', place: setting('token-endpoint') },
  code: { why: 'It comes with the callback.', place: step('authorization-response') },
  redirect_uri: { why: 'It is sent with every code.', place: setting('redirect-uris') },
  client_id: {
    why: 'With client_secret_basic it stands in the Authorization header, not in the body.',
    place: setting('client-authentication'),
  },
  client_secret: {
    why: 'With client_secret_basic it stands in the Authorization header; a public client sends none.',
    place: setting('client-authentication'),
  },
  scope: {
    why: 'Scopes are sent with client credentials alone, where the client has some.',
    place: setting('scopes'),
  },
  resource: {
    why: 'OAuth Workbench sends it with the authorization request alone.',
    place: setting('parameters'),
  },
  audience: {
    why: 'OAuth Workbench sends it with the authorization request alone.',
    place: setting('parameters'),
  },
  client_assertion: {
    why: 'OAuth Workbench signs no assertions.',
    place: setting('client-authentication'),
  },
  username: { why: 'OAuth Workbench has no password grant.', place: setting('grant-type') },
};

const parameterMissing: TokenRule = {
  id: 'token-parameter-missing',
  cause: 'The server does not find a parameter of the token request.',
  remedy: 'Compare the request with what the provider documents for its token endpoint.',
  places: [step('token-request')],
  specification,
  find: (scene) => {
    const name = missedParameter(scene.said);
    const known = name === undefined ? undefined : PARAMETERS[name];
    if (name === undefined || known === undefined) return undefined;
    // What is missed of the client itself is a matter of client authentication, which knows better.
    const isOfClient = name === 'client_id' || name === 'client_secret';
    const wasSent = scene.sent.has(name);
    return {
      certainty: isOfClient && scene.code !== 'invalid_request' ? 'possible' : 'said',
      cause: wasSent
        ? `The server does not find the parameter ${quoted(name)}, though it was sent: it does not read the form, or only the address.`
        : `The server wants the parameter ${quoted(name)}, which was not sent.`,
      reasons: [
        ...(wasSent ? ['The body was sent as application/x-www-form-urlencoded.'] : [known.why]),
        ...whatItSays(scene),
      ],
      places: [known.place, step('token-request')],
    };
  },
};

function missedParameter(said: string): string | undefined {
  const names = Object.keys(PARAMETERS).join('|');
  const technical = Object.keys(PARAMETERS)
    .filter((name) => name.includes('_'))
    .join('|');
  // “required to access this resource” misses no parameter: what is a word of English too follows at once, in quotes or as one.
  const before = new RegExp(
    String.raw`(?:missing|required|requires?|must (?:include|contain|provide|specify)|absent|lacks?|no|empty)\b(?:[^.\n]{0,40}?["'“\`]?\b(?=(?:${technical})\b)|[^.\n]{0,30}?\bparameters?\b[^.\n]{0,20}?|[^.\n]{0,30}?["'“\`]|[\s:]{1,3}(?:the |an? )?)(${names})\b`,
    'i',
  );
  const after = new RegExp(
    String.raw`\b(${names})\b["'”\`]?[^.\n]{0,30}?(?:missing|required|absent|not (?:provided|specified|present|given|supplied)|must be|empty)`,
    'i',
  );
  return (before.exec(said)?.[1] ?? after.exec(said)?.[1])?.toLowerCase();
}

const parameterRepeated: TokenRule = {
  id: 'token-parameter-repeated',
  cause: 'The server says that a parameter is repeated.',
  remedy:
    'Look whether the address of the token endpoint has a query: its parameters count as well.',
  places: [setting('token-endpoint'), step('token-request')],
  specification: rfc(6749, '3.2'),
  find: (scene) =>
    scene.code === 'invalid_request' &&
    /repeat|duplicate|more than once|twice|multiple values/i.test(scene.said)
      ? { certainty: 'said', reasons: whatItSays(scene) }
      : undefined,
};

const contentType: TokenRule = {
  id: 'token-body-not-taken',
  cause: 'The token endpoint does not take forms, which RFC 6749 demands.',
  remedy:
    'Compare the address of the token endpoint with what the provider documents: another endpoint, or an API, may answer there.',
  places: [setting('token-endpoint')],
  specification: rfc(6749, '3.2'),
  find: (scene) =>
    scene.response?.status === 415 ||
    /unsupported media type|content[- ]type|application\/json (?:is )?(?:expected|required)|(?:invalid|malformed|not valid|parse) json|json (?:body|payload)/i.test(
      scene.said,
    )
      ? {
          certainty: 'said',
          cause: `${scene.response === undefined ? 'The server' : `The server answered HTTP ${scene.response.status} and`} does not take the form that was sent, application/x-www-form-urlencoded.`,
          reasons: whatItSays(scene),
        }
      : undefined,
};

const requestInvalid: TokenRule = {
  id: 'token-request-invalid',
  isFallback: true,
  cause:
    'The server takes the token request for malformed: a parameter is missing, unknown or repeated.',
  remedy: 'Compare the request with what the provider documents for its token endpoint.',
  places: [step('token-request')],
  specification,
  find: (scene) =>
    scene.code === 'invalid_request'
      ? {
          certainty: 'possible',
          cause: `The server takes the token request for malformed; it was sent ${scene.sent.size === 0 ? 'without parameters' : `with ${listed([...scene.sent.keys()], 8)}`}.`,
          reasons: whatItSays(scene),
        }
      : undefined,
};

const unknownError: TokenRule = {
  id: 'token-error-of-its-own',
  isFallback: true,
  cause: 'The server refuses the token request with an error of its own.',
  remedy: 'Look the error up in the documents of the provider.',
  places: [step('token-request')],
  find: (scene) =>
    scene.code === '' || KNOWN_ERRORS.has(scene.code)
      ? undefined
      : {
          certainty: 'possible',
          cause: `The server ${hostOfAddress(scene.exchange.request.url)} refuses the token request with ${quoted(scene.code)}, an error that RFC 6749 does not have.`,
          reasons: whatItSays(scene),
        },
};

const KNOWN_ERRORS = new Set([
  'invalid_client',
  'invalid_grant',
  'invalid_request',
  'invalid_scope',
  'unauthorized_client',
  'unsupported_grant_type',
  ...ERROR_CODES,
]);

function grantOf({ sent, client }: TokenScene): string {
  const type = sent.get('grant_type') ?? '';
  return GRANTS[type] ?? `this grant at ${providerOf(client.provider).name}`;
}

function isOrAre(values: readonly string[]): string {
  return values.length === 1 ? 'is' : 'are';
}

/** Causes that lie in what the token request asks for, or lacks. */
export const requestCauses: readonly CauseRule[] = [
  grantUnknown,
  scope,
  contentType,
  parameterRepeated,
  parameterMissing,
  grantNotAllowed,
].map(atTokenRequest);

/** Where nothing tells what is the matter with it. */
export const requestRefused: readonly CauseRule[] = [requestInvalid, unknownError].map(
  atTokenRequest,
);
