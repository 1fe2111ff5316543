import { providerOf } from '../../clients/providers';
import { isJsonObject, parseJsonObject } from '../../tokens/json';
import { showValue } from '../../tokens/show-value';
import type { FindingRule } from '../finding';
import { OAUTH_PARAMETERS, openIdCore, rfc } from '../specifications';
import { namesOf } from '../scopes/names';
import { KNOWN_PARAMETERS, REPEATABLE_PARAMETERS } from './known-parameters';
import { ofRequest } from './parameters';

const SECRET_PARAMETERS = [
  'client_secret',
  'code_verifier',
  'client_assertion',
  'password',
  'access_token',
  'refresh_token',
];

const secretInUrl: FindingRule = {
  id: 'secret-in-request-url',
  about: 'request',
  looksFor: 'The authorization request carries a secret or a token in its address.',
  why: 'The address passes through the browser of the user, and stays in histories and logs. Whoever reads it can act as the client.',
  remedy:
    'Take it for lost: replace it, and send it only in the body of requests to the token endpoint.',
  severities: ['error'],
  specifications: [rfc(6749, '2.3.1'), rfc(6749, '10.3')],
  find: (evidence) =>
    ofRequest(evidence, ({ has }) => {
      const names = SECRET_PARAMETERS.filter(has);
      return names.length === 0
        ? []
        : [{ title: `The address of the request carries ${namesOf(names)}` }];
    }),
};

const unknown: FindingRule = {
  id: 'request-parameter-unknown',
  about: 'request',
  looksFor: 'A parameter of the request is neither registered nor known of a provider.',
  why: 'The server must ignore what it does not know: it may be misspelt, or an extension of the provider.',
  remedy: 'Compare it with the documents of the provider.',
  severities: ['info'],
  specifications: [OAUTH_PARAMETERS, rfc(6749, '3.1')],
  find: (evidence) =>
    ofRequest(evidence, ({ request }) => {
      const names = [...new Set(request.parameters.map(([name]) => name))].filter(
        (name) => !KNOWN_PARAMETERS.has(name) && !SECRET_PARAMETERS.includes(name),
      );
      return names.length === 0
        ? []
        : [
            {
              title:
                names.length === 1
                  ? 'A parameter of the request is not a standard one'
                  : `${names.length} parameters of the request are not standard ones`,
              seen: `${names.length === 1 ? 'It is' : 'They are'} ${namesOf(names.map((name) => name.slice(0, 60)))}.`,
            },
          ];
    }),
};

const repeated: FindingRule = {
  id: 'request-parameter-repeated',
  about: 'request',
  looksFor: 'A parameter of the request is sent more than once.',
  why: 'No parameter may be repeated. Servers refuse the request, or take the first or the last, which can be used to get around checks.',
  remedy: 'Send it once. Only resource may stand several times.',
  severities: ['error'],
  specifications: [rfc(6749, '3.1')],
  find: (evidence) =>
    ofRequest(evidence, ({ request, all }) =>
      [...new Set(request.parameters.map(([name]) => name))]
        .filter((name) => !REPEATABLE_PARAMETERS.has(name) && all(name).length > 1)
        .map((name) => ({
          title: `${showValue(name, 40)} is sent ${all(name).length} times`,
        })),
    ),
};

const resource: FindingRule = {
  id: 'resource-not-absolute',
  about: 'request',
  looksFor: 'resource is not an absolute URI, or has a fragment.',
  why: 'The server compares it with the addresses of its APIs, and answers invalid_target.',
  remedy: 'Send the address of the API, such as https://api.example.com/.',
  severities: ['error'],
  specifications: [rfc(8707, '2')],
  find: (evidence) =>
    ofRequest(evidence, ({ all }) =>
      all('resource')
        .filter((value) => URL.parse(value) === null || value.includes('#'))
        .map((value) => ({ title: `resource ${showValue(value, 60)} is not an absolute URI` })),
    ),
};

const commas: FindingRule = {
  id: 'requested-scopes-with-commas',
  about: 'request',
  looksFor: 'The scopes of the request are separated by commas.',
  why: 'The specification has blanks: the server sees one long scope that it does not know. Few providers, such as Slack, want commas.',
  remedy: 'Separate them by blanks.',
  severities: ['warning'],
  specifications: [rfc(6749, '3.3')],
  find: (evidence) =>
    ofRequest(evidence, ({ get, request }) => {
      const provider = evidence.ofRun?.run.client.provider;
      const isWanted =
        provider === undefined
          ? /(?:^|\.)(?:slack|github|linkedin|facebook|shopify|strava)\.com$/.test(
              URL.parse(request.endpoint)?.hostname ?? '',
            )
          : providerOf(provider).scopeSeparator === ',';
      return !isWanted && /,/.test(get('scope') ?? '')
        ? [{ title: 'The scopes of the request are separated by commas' }]
        : [];
    }),
};

const claims: FindingRule = {
  id: 'claims-parameter-malformed',
  about: 'request',
  looksFor: 'The parameter claims is not a JSON object of userinfo or id_token.',
  why: 'The server cannot read which claims are asked for, and refuses the request or leaves them out.',
  remedy: 'Send JSON such as {"id_token":{"auth_time":null}}.',
  severities: ['error'],
  specifications: [openIdCore('5.5', 'ClaimsParameter')],
  find: (evidence) =>
    ofRequest(evidence, ({ get }) => {
      const value = get('claims');
      if (value === undefined) return [];
      const parsed = parseJsonObject(value);
      if (!parsed.ok)
        return [{ title: 'The parameter claims cannot be read', seen: parsed.message }];
      return Object.values(parsed.value).every(isJsonObject)
        ? []
        : [{ title: 'The members of the parameter claims are no objects' }];
    }),
};

const details: FindingRule = {
  id: 'authorization-details-malformed',
  about: 'request',
  looksFor: 'authorization_details is not a JSON list of objects with a type.',
  why: 'The server answers invalid_authorization_details.',
  remedy: 'Send a list, in which every object has the member type.',
  severities: ['error'],
  specifications: [rfc(9396, '2')],
  find: (evidence) =>
    ofRequest(evidence, ({ get }) => {
      const value = get('authorization_details');
      if (value === undefined) return [];
      // A list is read as a member, since only objects are parsed.
      const parsed = parseJsonObject(`{"list":${value}}`);
      const list = parsed.ok ? parsed.value['list'] : undefined;
      const isSound =
        Array.isArray(list) &&
        list.every((item) => isJsonObject(item) && typeof item['type'] === 'string');
      return isSound ? [] : [{ title: 'authorization_details is no list of objects with a type' }];
    }),
};

export const requestContentRules: readonly FindingRule[] = [
  secretInUrl,
  unknown,
  repeated,
  resource,
  commas,
  claims,
  details,
];
