import { openIdCore, rfc } from '../../findings/specifications';
import type { CauseRule, Place } from '../diagnosis';
import { listIn } from '../look';
import type { Symptoms } from '../symptoms';
import { listed, quoted } from '../words';
import { allSent, holdsWord, isAnnounced, refusalOf, sent } from './request-facts';

const PKCE: readonly Place[] = [{ kind: 'client', setting: 'pkce' }];
const PARAMETERS: readonly Place[] = [{ kind: 'client', setting: 'parameters' }];

/** Whether the server refused the request itself, with the code for that or without any. */
function isRequestRefused(symptoms: Symptoms): boolean {
  const refusal = refusalOf(symptoms);
  return (
    refusal !== undefined &&
    (refusal.code === undefined ||
      ['invalid_request', 'invalid_parameter', 'unauthorized_client', 'invalid_target'].includes(
        refusal.code,
      ))
  );
}

/** What the server says against the request, in its own words. */
function words(symptoms: Symptoms): string {
  return refusalOf(symptoms)?.text ?? '';
}

const MISSING =
  /\b(?:missing|required?|requires|must|needs?|absent|expected|lacks?|not (?:present|provided|specified|set|given))\b/i;

const PUSHED = /\bpushed\b|\bPAR\b|pushed_authorization/i;

/** Causes to do with parameters of the authorization request, from PKCE to those that a server wants besides. */
export const requestCauses: readonly CauseRule[] = [
  {
    id: 'pushed-request-required',
    part: 'sign-in',
    cause:
      'The server takes pushed authorization requests only: the parameters must not be in the address.',
    remedy:
      'OAuth Workbench sends them in the address. Have the provider allow that for this client, or use a client that does not require it.',
    places: [
      { kind: 'step', step: 'discovery' },
      { kind: 'client', setting: 'client-id' },
    ],
    specification: rfc(9126, '5'),
    find: (symptoms) => {
      if (!isRequestRefused(symptoms)) return undefined;
      if (PUSHED.test(words(symptoms))) return { certainty: 'said' };
      return isAnnounced(symptoms.metadata, 'require_pushed_authorization_requests')
        ? {
            certainty: 'likely',
            reasons: [
              'Its discovery document says so: require_pushed_authorization_requests is true.',
            ],
          }
        : undefined;
    },
  },
  {
    id: 'signed-request-required',
    part: 'sign-in',
    cause: 'The server takes signed request objects only.',
    remedy: 'OAuth Workbench sends plain parameters. Have the provider allow that for this client.',
    places: [{ kind: 'step', step: 'discovery' }],
    specification: rfc(9101, '10.5'),
    find: (symptoms) => {
      if (!isRequestRefused(symptoms)) return undefined;
      if (/\brequest object\b/i.test(words(symptoms)) && MISSING.test(words(symptoms))) {
        return { certainty: 'said' };
      }
      return isAnnounced(symptoms.metadata, 'require_signed_request_object')
        ? {
            certainty: 'likely',
            reasons: ['Its discovery document says so: require_signed_request_object is true.'],
          }
        : undefined;
    },
  },
  {
    id: 'pkce-required',
    part: 'sign-in',
    cause: 'The server wants PKCE, and the request was sent without it.',
    remedy: 'Turn PKCE on in the client, with the method S256.',
    places: PKCE,
    specification: rfc(7636, '4.4.1'),
    find: (symptoms) => {
      const { evidence, metadata } = symptoms;
      const isOff =
        evidence.request !== undefined && sent(symptoms, 'code_challenge') === undefined;
      if (!isOff || !isRequestRefused(symptoms)) return undefined;
      const methods = listIn(metadata, 'code_challenge_methods_supported');
      if (/code[\s_-]?challenge|\bpkce\b|proof key/i.test(words(symptoms))) {
        return {
          certainty: 'said',
          cause: 'The server wants PKCE, and the request has no code_challenge.',
        };
      }
      if (methods !== undefined && methods.length > 0) {
        return {
          certainty: 'likely',
          reasons: [`PKCE is off in this client; the server announces ${listed(methods)}.`],
        };
      }
      return { certainty: 'possible', reasons: ['PKCE is off in this client.'] };
    },
  },
  {
    id: 'pkce-method-refused',
    part: 'sign-in',
    cause: 'The server does not take the PKCE method of this client.',
    remedy: 'Choose S256 in the client.',
    places: PKCE,
    specification: rfc(7636, '4.4.1'),
    find: (symptoms) => {
      const method = sent(symptoms, 'code_challenge_method');
      if (method === undefined || !isRequestRefused(symptoms)) return undefined;
      const methods = listIn(symptoms.metadata, 'code_challenge_methods_supported');
      const isUnlisted = methods !== undefined && methods.length > 0 && !methods.includes(method);
      const isNamed = /code_challenge_method|transform algorithm|challenge method/i.test(
        words(symptoms),
      );
      if (!isUnlisted && !(isNamed && method === 'plain')) return undefined;
      return {
        certainty: isNamed ? 'said' : 'likely',
        cause: `The server does not take the PKCE method ${quoted(method)}.`,
        reasons: isUnlisted ? [`It announces ${listed(methods)}.`] : [],
        ...(method === 'S256' ? { remedy: 'Choose a method that the server announces.' } : {}),
      };
    },
  },
  {
    id: 'pkce-unknown-to-server',
    part: 'sign-in',
    cause: 'The server does not know PKCE, and refuses its parameters.',
    remedy:
      'Turn PKCE off in the client. The server ought to leave alone what it does not know (RFC 6749 §3.1).',
    places: PKCE,
    specification: rfc(6749, '3.1'),
    find: (symptoms) =>
      sent(symptoms, 'code_challenge') !== undefined &&
      isRequestRefused(symptoms) &&
      /\b(?:unknown|unrecogni[sz]ed|unexpected|extra|additional|not (?:recogni[sz]ed|expected|known)|unsupported)\b[^.\n]{0,40}\bcode_challenge\b|\bcode_challenge\b[^.\n]{0,30}\b(?:unknown|unrecogni[sz]ed|unexpected|not (?:recogni[sz]ed|expected|known|supported|allowed))\b/i.test(
        words(symptoms),
      )
        ? { certainty: 'said', reasons: [`It says: ${quoted(words(symptoms))}.`] }
        : undefined,
  },
  {
    id: 'max-age-malformed',
    part: 'sign-in',
    cause: 'The parameter max_age is no whole number of seconds.',
    remedy: 'Give max_age as seconds, such as 3600, or leave it out.',
    places: PARAMETERS,
    specification: openIdCore('3.1.2.1', 'AuthRequest'),
    find: (symptoms) => {
      const age = sent(symptoms, 'max_age');
      return age !== undefined && !/^\d+$/.test(age) && isRequestRefused(symptoms)
        ? {
            certainty: 'likely',
            cause: `The parameter max_age is ${quoted(age, 60)}, which is no whole number of seconds.`,
          }
        : undefined;
    },
  },
  {
    id: 'prompt-unknown',
    part: 'sign-in',
    cause: 'The parameter prompt has a value that the server does not know.',
    remedy: 'Use none, login, consent or select_account, and none by itself.',
    places: PARAMETERS,
    specification: openIdCore('3.1.2.1', 'AuthRequest'),
    find: (symptoms) => {
      const prompt = sent(symptoms, 'prompt');
      if (prompt === undefined || !isRequestRefused(symptoms)) return undefined;
      const values = prompt.split(' ').filter(Boolean);
      const known = listIn(symptoms.metadata, 'prompt_values_supported') ?? PROMPTS;
      const unknown = values.filter((value) => !known.includes(value));
      const isMixed = values.includes('none') && values.length > 1;
      if (unknown.length === 0 && !isMixed) return undefined;
      return {
        certainty: /\bprompt\b/.test(words(symptoms)) ? 'said' : 'likely',
        cause: isMixed
          ? `The parameter prompt is ${quoted(prompt)}: “none” must stand alone.`
          : `The parameter prompt has the value ${listed(unknown)}, which the server does not know.`,
      };
    },
  },
  {
    id: 'nonce-missing',
    part: 'sign-in',
    cause: 'The server wants a nonce, and the request has none.',
    remedy: 'Ask for the scope openid: with it, each run sends a nonce.',
    places: [{ kind: 'client', setting: 'scopes' }],
    specification: openIdCore('3.1.2.1', 'AuthRequest'),
    find: (symptoms) =>
      symptoms.evidence.request !== undefined &&
      sent(symptoms, 'nonce') === undefined &&
      isRequestRefused(symptoms) &&
      /\bnonce\b/i.test(words(symptoms))
        ? { certainty: 'said' }
        : undefined,
  },
  {
    id: 'response-mode-unsupported',
    part: 'sign-in',
    cause: 'The server does not answer in the response mode that was asked for.',
    remedy: 'Leave out the parameter response_mode, or take one that the server announces.',
    places: PARAMETERS,
    find: (symptoms) => {
      const mode = sent(symptoms, 'response_mode');
      const refusal = refusalOf(symptoms);
      if (mode === undefined || refusal === undefined) return undefined;
      if (!isRequestRefused(symptoms) && refusal.code !== 'unsupported_response_mode') {
        return undefined;
      }
      const modes = listIn(symptoms.metadata, 'response_modes_supported');
      const isNamed =
        refusal.code === 'unsupported_response_mode' || /response[\s_]mode/i.test(refusal.text);
      if (!isNamed && (modes === undefined || modes.includes(mode))) return undefined;
      return {
        certainty: isNamed ? 'said' : 'likely',
        cause: `The server does not answer in the response mode ${quoted(mode)}.`,
        reasons: modes === undefined ? [] : [`It announces ${listed(modes)}.`],
      };
    },
  },
  {
    id: 'parameter-repeated',
    part: 'sign-in',
    cause: 'A parameter was sent more than once.',
    remedy: 'Leave one of them in the client.',
    places: PARAMETERS,
    specification: rfc(6749, '3.1'),
    find: (symptoms) => {
      const repeated = (symptoms.evidence.request?.parameters ?? [])
        .map(([name]) => name)
        .find((name) => name !== 'resource' && allSent(symptoms, name).length > 1);
      return repeated !== undefined && isRequestRefused(symptoms)
        ? {
            certainty: holdsWord(words(symptoms), repeated) ? 'said' : 'likely',
            cause: `The parameter ${quoted(repeated)} was sent more than once.`,
          }
        : undefined;
    },
  },
  {
    id: 'parameter-refused',
    part: 'sign-in',
    cause: 'The server objects to a parameter of the request.',
    remedy: 'Change its value or leave it out, as the provider documents it.',
    places: PARAMETERS,
    specification: rfc(6749, '4.1.2.1'),
    find: (symptoms) => {
      const name = (symptoms.evidence.request?.parameters ?? [])
        .map(([key]) => key)
        .find((key) => !OWN.has(key) && holdsWord(words(symptoms), key));
      if (name === undefined || !isRequestRefused(symptoms)) return undefined;
      return {
        certainty: 'said',
        cause: `The server objects to the parameter ${quoted(name)}, sent as ${quoted(sent(symptoms, name) ?? '', 80)}.`,
        reasons: [`It says: ${quoted(words(symptoms))}.`],
      };
    },
  },
  {
    id: 'parameter-missing',
    part: 'sign-in',
    cause: 'The server misses a parameter.',
    remedy: 'Add it to the parameters of the client, with a value as the provider documents it.',
    places: PARAMETERS,
    specification: rfc(6749, '4.1.2.1'),
    find: (symptoms) => {
      const text = words(symptoms);
      if (symptoms.evidence.request === undefined || !isRequestRefused(symptoms)) return undefined;
      if (!MISSING.test(text)) return undefined;
      const name = [...WANTED_BY_NAME, ...namesIn(text)].find(
        (each) => !OWN.has(each) && sent(symptoms, each) === undefined && holdsWord(text, each),
      );
      return name === undefined
        ? undefined
        : {
            certainty: 'said',
            cause: `The server wants the parameter ${quoted(name)}, which was not sent.`,
            reasons: [`It says: ${quoted(text)}.`],
          };
    },
  },
];

const PROMPTS: readonly string[] = ['none', 'login', 'consent', 'select_account', 'create'];

/** Parameters that rules of their own look at, or that no field of the client holds. */
const OWN: ReadonlySet<string> = new Set([
  'client_id',
  'redirect_uri',
  'scope',
  'state',
  'nonce',
  'response_type',
  'code_challenge',
  'code_challenge_method',
  'request',
  'request_uri',
  'prompt',
  'error',
  'error_description',
  'invalid_request',
]);

/** What a text names as one names parameters: in quotes, or with an underscore in it. */
function namesIn(text: string): readonly string[] {
  return [
    ...text
      .slice(0, 2000)
      .matchAll(/["'`“‘]([a-z][a-z0-9_]{1,40})["'`”’]|\b([a-z]+_[a-z_]{1,40})\b/g),
  ].flatMap(([, inQuotes, withUnderscore]) => {
    const name = inQuotes ?? withUnderscore ?? '';
    return /^(?:invalid|unsupported|missing)_/.test(name) ? [] : [name];
  });
}

/** Parameters that servers ask for by name (OpenID Connect Core §3.1.2.1, RFC 8707, RFC 9396, and providers' own). */
const WANTED_BY_NAME: readonly string[] = [
  'resource',
  'audience',
  'acr_values',
  'login_hint',
  'id_token_hint',
  'max_age',
  'ui_locales',
  'claims',
  'display',
  'authorization_details',
  'organization',
  'connection',
  'response_mode',
];
