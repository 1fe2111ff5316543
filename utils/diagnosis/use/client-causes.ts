import { rfc } from '../../findings/specifications';
import { readUseError } from '../../oauth/use-failures';
import type { CauseRule } from '../diagnosis';
import { action, setting } from '../look';
import type { Symptoms } from '../symptoms';
import { listed, quoted } from '../words';
import { askedSchemes } from './use-facts';

function nameOf({ place }: Symptoms): 'introspection' | 'revocation' | undefined {
  return place === 'introspection' || place === 'revocation' ? place : undefined;
}

/** Whether introspection or revocation refused the client rather than the request. */
function isClientRefused(symptoms: Symptoms): boolean {
  const { error, response } = symptoms;
  return (
    nameOf(symptoms) !== undefined &&
    (error?.code === 'invalid_client' || (response?.status === 401 && error === undefined))
  );
}

function announced(symptoms: Symptoms): readonly string[] {
  const server = symptoms.run?.server;
  return (
    (symptoms.place === 'introspection'
      ? server?.introspection_endpoint_auth_methods_supported
      : server?.revocation_endpoint_auth_methods_supported) ?? []
  );
}

/** Why introspection or revocation refuses the client. */
export const useClientCauses: readonly CauseRule[] = [
  {
    id: 'use-access-token-wanted',
    part: 'use',
    cause:
      'Introspection wants an access token of the API that asks, instead of client credentials.',
    remedy:
      'This is not offered here: ask the provider for a client that may introspect with its own credentials (RFC 7662 §2.1).',
    places: [setting('client-authentication')],
    specification: rfc(7662, '2.1'),
    find: (symptoms) =>
      symptoms.place === 'introspection' &&
      (symptoms.error?.code === 'invalid_token' ||
        (askedSchemes(symptoms).includes('bearer') && !askedSchemes(symptoms).includes('basic')))
        ? { certainty: 'said' }
        : undefined,
  },
  {
    id: 'use-method-not-announced',
    part: 'use',
    cause: 'The endpoint takes other ways of client authentication than this client’s.',
    remedy: 'Set the client authentication to one of those, if the client is registered for it.',
    places: [setting('client-authentication')],
    specification: rfc(8414, '2'),
    find: (symptoms) => {
      const method = symptoms.client?.tokenEndpointAuthMethod;
      const methods = announced(symptoms);
      if (!isClientRefused(symptoms) || method === undefined) return undefined;
      return methods.length === 0 || methods.includes(method)
        ? undefined
        : {
            certainty: 'likely',
            cause: `For ${nameOf(symptoms) ?? 'it'} the server announces ${listed(methods)}, and this client uses ${quoted(method)}.`,
          };
    },
  },
  {
    id: 'use-confidential-client-wanted',
    part: 'use',
    cause: 'The server does not let public clients introspect tokens.',
    remedy: 'Ask with a confidential client or as the API that the token is meant for.',
    places: [setting('client-authentication')],
    specification: rfc(7662, '2.1'),
    find: (symptoms) =>
      symptoms.place === 'introspection' &&
      isClientRefused(symptoms) &&
      symptoms.client?.tokenEndpointAuthMethod === 'none'
        ? { certainty: 'likely' }
        : undefined,
  },
  {
    id: 'use-client-refused',
    part: 'use',
    cause: 'The server does not accept client ID and secret.',
    remedy:
      'Compare client ID, secret and client authentication with the registration. If the token endpoint takes them, this endpoint may be for other clients.',
    places: [setting('client-secret'), setting('client-authentication'), action('check-secret')],
    specification: rfc(6749, '5.2'),
    find: (symptoms) =>
      isClientRefused(symptoms)
        ? {
            certainty: symptoms.error === undefined ? 'likely' : 'said',
            cause: `The server does not accept this client for ${nameOf(symptoms) ?? 'this'}: client ID ${quoted(symptoms.client?.clientId ?? '')}.`,
          }
        : undefined,
  },
  {
    id: 'use-client-not-allowed',
    part: 'use',
    cause: 'This client may not introspect or revoke the token.',
    remedy: 'Ask with the client that the token was issued to, or have it allowed at the provider.',
    places: [setting('client-id')],
    specification: rfc(7009, '2.1'),
    find: (symptoms) => {
      const name = nameOf(symptoms);
      const { error, response } = symptoms;
      if (name === undefined) return undefined;
      const isSaid = error?.code === 'unauthorized_client' || error?.code === 'access_denied';
      if (!isSaid && !(response?.status === 403 && error === undefined)) return undefined;
      return {
        certainty: isSaid ? 'said' : 'likely',
        cause: `The server knows this client, and does not allow it ${name} of this token.`,
      };
    },
  },
  {
    id: 'use-unsupported-token-type',
    part: 'use',
    cause: 'The server does not revoke tokens of this kind.',
    remedy:
      'Revoke the other token: with a refresh token the access tokens of its grant should go too.',
    places: [],
    specification: rfc(7009, '2.2.1'),
    find: ({ place, error, use }) =>
      place === 'revocation' && error?.code === 'unsupported_token_type'
        ? {
            certainty: 'said',
            ...(use === undefined
              ? {}
              : {
                  cause: `The server does not revoke ${use.token === 'refresh_token' ? 'refresh tokens' : 'access tokens'}.`,
                }),
          }
        : undefined,
  },
  {
    id: 'use-error-with-success',
    part: 'use',
    cause: 'The status says success, and the answer names an error.',
    remedy:
      'Go by the error: the request did not do what it was meant to. Look at the whole answer.',
    places: [],
    specification: rfc(7662, '2.3'),
    find: ({ place, response }) => {
      if (place !== 'introspection' && place !== 'revocation' && place !== 'user-info') {
        return undefined;
      }
      if (response === undefined || response.status >= 300) return undefined;
      const error = readUseError(response);
      return error === undefined
        ? undefined
        : {
            certainty: 'seen',
            cause: `The status says success, and the answer names the error ${quoted(error.code)}.`,
          };
    },
  },
];
