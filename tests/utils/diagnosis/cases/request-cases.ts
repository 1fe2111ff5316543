import { page, refused } from './authorization-symptoms';
import { type CauseCase, done } from './symptoms';

const invalid = (description: string, given = {}) =>
  refused({ error: 'invalid_request', error_description: description }, given);
const noPkce = { request: { code_challenge: undefined, code_challenge_method: undefined } };
const plain = { request: { code_challenge_method: 'plain' } };
const onlyS256 = { metadata: { code_challenge_methods_supported: ['S256'] } };

export const requestCases: Readonly<Record<string, CauseCase>> = {
  'pushed-request-required': {
    fault: [
      invalid('Pushed Authorization Request is required'),
      invalid('', { metadata: { require_pushed_authorization_requests: true } }),
    ],
    sound: [invalid('bad prompt'), refused({ error: 'invalid_scope' }), done],
  },
  'signed-request-required': {
    fault: [
      invalid('Request object is required'),
      invalid('', { metadata: { require_signed_request_object: true } }),
    ],
    sound: [invalid(''), done],
  },
  'pkce-required': {
    fault: [
      invalid('Missing parameter: code_challenge', noPkce),
      invalid('', { ...noPkce, ...onlyS256 }),
      page(400, 'PKCE is required for public clients', noPkce),
    ],
    sound: [invalid('code_challenge is wrong'), refused({ error: 'invalid_scope' }, noPkce), done],
  },
  'pkce-method-refused': {
    fault: [
      invalid('transform algorithm not supported', plain),
      invalid('', { ...plain, ...onlyS256 }),
    ],
    sound: [invalid('', onlyS256), invalid('', plain), done],
  },
  'pkce-unknown-to-server': {
    fault: [invalid('Unrecognized query parameter: code_challenge')],
    sound: [
      invalid('code_challenge is wrong'),
      invalid('Unknown parameter: code_challenge', noPkce),
      done,
    ],
  },
  'max-age-malformed': {
    fault: [invalid('', { further: [['max_age', 'abc']] })],
    sound: [invalid('', { further: [['max_age', '60']] }), invalid(''), done],
  },
  'prompt-unknown': {
    fault: [
      invalid('', { further: [['prompt', 'logon']] }),
      invalid('', { further: [['prompt', 'none login']] }),
    ],
    sound: [invalid('', { further: [['prompt', 'login consent']] }), invalid(''), done],
  },
  'nonce-missing': {
    fault: [invalid('nonce is required', { request: { nonce: undefined, scope: 'profile' } })],
    sound: [invalid('nonce is required'), done],
  },
  'response-mode-unsupported': {
    fault: [
      invalid('Unsupported response_mode', { further: [['response_mode', 'web_message']] }),
      invalid('', {
        further: [['response_mode', 'form_post']],
        metadata: { response_modes_supported: ['query'] },
      }),
      refused({ error: 'unsupported_response_mode' }, { further: [['response_mode', 'jwt']] }),
    ],
    sound: [invalid('', { further: [['response_mode', 'query']] }), invalid(''), done],
  },
  'parameter-repeated': {
    fault: [
      invalid('', {
        further: [
          ['login_hint', 'a'],
          ['login_hint', 'b'],
        ],
      }),
    ],
    sound: [
      invalid('', {
        further: [
          ['resource', 'https://a.example'],
          ['resource', 'https://b.example'],
        ],
      }),
      invalid(''),
      done,
    ],
  },
  'parameter-refused': {
    fault: [
      invalid('acr_values is not valid', { further: [['acr_values', 'gold']] }),
      page(400, 'Bad value for tenant', { further: [['tenant', 'x']] }),
    ],
    sound: [invalid('acr_values is not valid'), invalid(''), done],
  },
  'parameter-missing': {
    fault: [
      invalid('Missing required parameter: audience'),
      invalid("The parameter 'hotel' must be given"),
      page(400, 'organization_id is required'),
    ],
    sound: [
      invalid('Missing required parameter: audience', { further: [['audience', 'x']] }),
      invalid('Something is wrong'),
      done,
    ],
  },
};
