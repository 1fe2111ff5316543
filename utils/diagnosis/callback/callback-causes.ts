import { rfc } from '../../findings/specifications';
import { compareUris, differencesInWords, isNear, type UriDifference } from '../compare-uris';
import type { CauseRule } from '../diagnosis';
import { setting, step, withoutParameters } from '../look';
import type { Symptoms } from '../symptoms';
import { listed, quoted, sentence } from '../words';
import { isRefusedAs, received } from './callback-facts';

const RESPONSE = step('authorization-response');
const PARAMETERS = setting('parameters');
const ISSUER = setting('issuer');

/** The issuer that this run asked, as it is known. */
function askedIssuer({ run }: Symptoms): string | undefined {
  return run?.server?.issuer;
}

function issuerDifferences(symptoms: Symptoms): readonly UriDifference[] {
  const [came, asked] = [received(symptoms, 'iss'), askedIssuer(symptoms)];
  return came === undefined || asked === undefined ? [] : compareUris(came, asked);
}

/** Causes to do with what an authorization response holds, and where it came to. */
export const callbackCauses: readonly CauseRule[] = [
  {
    id: 'issuer-spelt-otherwise',
    part: 'authorization response',
    cause: 'The server calls itself a little otherwise in its answer than the run asked it.',
    remedy:
      'The two must be the same, character by character (RFC 9207 §2.4). Write the issuer in the client as the discovery document has it; if they still differ, it is a fault of the server. The code was not used.',
    places: [ISSUER, { kind: 'step', step: 'discovery' }, RESPONSE],
    specification: rfc(9207, '2.4'),
    find: (symptoms) => {
      const differences = issuerDifferences(symptoms);
      return isRefusedAs(symptoms, 'iss_mismatch') && differences.length > 0 && isNear(differences)
        ? {
            certainty: 'seen',
            cause: `The answer names the issuer ${quoted(received(symptoms, 'iss') ?? '')}, and this run asked ${quoted(askedIssuer(symptoms) ?? '')}: they differ in ${differencesInWords(differences)}.`,
          }
        : undefined;
    },
  },
  {
    id: 'issuer-of-another-server',
    part: 'authorization response',
    cause: 'The answer comes from another server than the one that was asked.',
    remedy:
      'Look whether the client belongs to another environment, tenant or realm, and whether the sign-in went on at another server. The code was not used: this is what a mix-up attack looks like (RFC 9207).',
    places: [{ kind: 'client', setting: 'environment' }, ISSUER, RESPONSE],
    specification: rfc(9207, '2.4'),
    find: (symptoms) => {
      const differences = issuerDifferences(symptoms);
      return isRefusedAs(symptoms, 'iss_mismatch') && differences.length > 0 && !isNear(differences)
        ? {
            certainty: 'seen',
            cause: `The answer comes from the issuer ${quoted(received(symptoms, 'iss') ?? '')}, and this run asked ${quoted(askedIssuer(symptoms) ?? '')}.`,
            reasons: [`They differ in ${differencesInWords(differences)}.`],
          }
        : undefined;
    },
  },
  {
    id: 'answer-names-no-issuer',
    part: 'authorization response',
    cause: 'The answer carries no iss, though the server announces that it names itself.',
    remedy:
      'The server, or something between, drops the parameter; if you pasted the address, see whether it was cut. The code was not used.',
    places: [RESPONSE, { kind: 'step', step: 'discovery' }],
    specification: rfc(9207, '2.3'),
    find: (symptoms) =>
      isRefusedAs(symptoms, 'iss_mismatch') && received(symptoms, 'iss') === undefined
        ? {
            certainty: 'seen',
            reasons: ['Its metadata says authorization_response_iss_parameter_supported.'],
          }
        : undefined,
  },
  {
    id: 'implicit-answer',
    part: 'authorization response',
    cause: 'The server answered with an access token instead of a code: the implicit flow.',
    remedy:
      'The run asked for a code. Look which flow the client is registered for at the provider, and whether something changes the response_type on the way.',
    places: [RESPONSE, { kind: 'client', setting: 'grant-type' }],
    specification: rfc(6749, '4.1.2'),
    find: (symptoms) =>
      isRefusedAs(symptoms, 'code_missing') && received(symptoms, 'access_token') !== undefined
        ? { certainty: 'seen' }
        : undefined,
  },
  {
    id: 'jwt-answer',
    part: 'authorization response',
    cause: 'The server answered with a signed JWT (JARM), which is not read here.',
    remedy: 'Leave response_mode out of the parameters, or set it to query.',
    places: [PARAMETERS, RESPONSE],
    find: (symptoms) =>
      isRefusedAs(symptoms, 'code_missing') && received(symptoms, 'response') !== undefined
        ? { certainty: 'seen' }
        : undefined,
  },
  {
    id: 'error-under-other-name',
    part: 'authorization response',
    cause: 'The server refused the request, with an error in parameters of its own.',
    remedy:
      'Look its error up in the documents of the provider. The error has to come as error and error_description (RFC 6749 §4.1.2.1).',
    places: [RESPONSE],
    specification: rfc(6749, '4.1.2.1'),
    find: (symptoms) => {
      if (!isRefusedAs(symptoms, 'code_missing')) return undefined;
      const errors = [...(symptoms.evidence.callback?.parameters ?? [])].filter(
        ([name, value]) => /err(?:or)?|fault|reason|message|denied/i.test(name) && value !== '',
      );
      const said = errors
        .slice(0, 3)
        .map(([name, value]) => `${quoted(value, 120)} (${name.slice(0, 40)})`);
      return errors.length === 0
        ? undefined
        : {
            certainty: 'seen',
            cause: `The server refused the request, and says so in parameters of its own: ${said.join(', ')}.`,
          };
    },
  },
  {
    id: 'code-missing',
    part: 'authorization response',
    cause: 'The answer carries neither a code nor an error.',
    remedy:
      'If it came as a form (response_mode=form_post), its body could not be read: that takes Chromium and the mode “Capture the registered redirect URI”. Otherwise ask for the response_mode query or fragment, and look whether something between drops the parameters.',
    places: [PARAMETERS, { kind: 'client', setting: 'redirect-mode' }, RESPONSE],
    specification: rfc(6749, '4.1.2'),
    find: (symptoms) => {
      const { evidence } = symptoms;
      if (!isRefusedAs(symptoms, 'code_missing')) return undefined;
      if (['access_token', 'response'].some((name) => received(symptoms, name) !== undefined)) {
        return undefined;
      }
      const names = [...new Set(evidence.callback?.parameters.keys())];
      const isForm = evidence.request?.parameters.some(
        ([name, value]) => name === 'response_mode' && value === 'form_post',
      );
      return {
        certainty: 'seen',
        cause:
          isForm === true && names.length === 0
            ? 'The answer was asked for as a form (response_mode=form_post), and its body could not be read here.'
            : received(symptoms, 'code') === ''
              ? 'The answer carries an empty code.'
              : names.length === 0
                ? 'The server came to the redirect URI without any parameter: neither a code nor an error.'
                : `The answer carries neither a code nor an error, only ${listed(names)}.`,
      };
    },
  },
  {
    id: 'parameter-twice-in-answer',
    part: 'authorization response',
    cause: 'The answer carries a parameter more than once.',
    remedy:
      'No parameter may be repeated (RFC 6749 §3.1): a fault of the server, or of something that puts a query into the redirect URI. Its code was not used.',
    places: [RESPONSE, { kind: 'client', setting: 'redirect-uris' }],
    specification: rfc(6749, '3.1'),
    find: (symptoms) => {
      const parameters = symptoms.evidence.callback?.parameters;
      const repeated = ['code', 'error', 'iss', 'state'].find(
        (name) => (parameters?.getAll(name).length ?? 0) > 1,
      );
      return isRefusedAs(symptoms, 'authorization_response_invalid') && repeated !== undefined
        ? {
            certainty: 'seen',
            cause: `The answer carries ${quoted(repeated)} more than once.`,
          }
        : undefined;
    },
  },
  {
    id: 'code-and-error',
    part: 'authorization response',
    cause: 'The server sent a code and an error in one answer.',
    remedy:
      'The error counts, and the code was not used. That both came is a fault of the server (RFC 6749 §4.1.2).',
    places: [RESPONSE],
    specification: rfc(6749, '4.1.2'),
    find: (symptoms) => {
      const [code, error] = [received(symptoms, 'code'), received(symptoms, 'error')];
      return symptoms.place === 'authorization response' &&
        isOneOf(symptoms, ['authorization_error', 'authorization_response_invalid']) &&
        code !== undefined &&
        error !== undefined
        ? {
            certainty: 'seen',
            cause: `The server sent a code and the error ${quoted(error, 60)} in one answer.`,
          }
        : undefined;
    },
  },
  {
    id: 'answer-at-another-address',
    part: 'authorization response',
    cause: 'The answer came to another address than the redirect URI of this run.',
    remedy:
      'Only the redirect URI of this run is accepted. See which redirect URI the provider has for this client, and whether the app or a proxy sends the browser on. If you pasted it, paste the first address that the server sent you to.',
    places: [{ kind: 'client', setting: 'redirect-uris' }, RESPONSE],
    specification: rfc(6749, '4.1.2'),
    find: (symptoms) => {
      const { run, evidence } = symptoms;
      const came = evidence.callback?.url;
      if (!isRefusedAs(symptoms, 'redirect_mismatch') || came === undefined || run === undefined) {
        return undefined;
      }
      const [at, expected] = [withoutParameters(came), withoutParameters(run.redirect.uri)];
      const differences = compareUris(at, expected);
      return {
        certainty: 'seen',
        cause: `The answer came to ${quoted(at)}, and the redirect URI of this run is ${quoted(expected)}: they differ in ${differences.length === 0 ? 'their query' : differencesInWords(differences)}.`,
      };
    },
  },
  {
    id: 'answer-invalid',
    part: 'authorization response',
    cause: 'The answer is not valid.',
    remedy: 'Look at its whole text at the step. Its code was not used.',
    places: [RESPONSE],
    find: (symptoms) => {
      const { failure } = symptoms;
      const parameters = symptoms.evidence.callback?.parameters;
      const isRepeated = ['code', 'error', 'iss', 'state'].some(
        (name) => (parameters?.getAll(name).length ?? 0) > 1,
      );
      return isRefusedAs(symptoms, 'authorization_response_invalid') &&
        failure !== undefined &&
        !isRepeated
        ? { certainty: 'seen', cause: sentence(failure.cause), remedy: failure.remedy }
        : undefined;
    },
  },
];

function isOneOf({ failure }: Symptoms, codes: readonly string[]): boolean {
  return failure !== undefined && codes.includes(failure.code);
}
