import { runUpTo } from '../../oauth/sample-run';
import { page, refused, unanswered } from './authorization-symptoms';
import { answeredWith, type CauseCase, done, failed, ofRun } from './symptoms';

const silent = { further: [['prompt', 'none']] } as const;
const code = (error: string, given = {}) => refused({ error }, given);
const other = code('server_error');

export const authorizationCases: Readonly<Record<string, CauseCase>> = {
  'user-denied': {
    fault: [answeredWith({ error: 'access_denied' }), answeredWith({ error: 'user_denied' })],
    sound: [answeredWith({ error: 'invalid_scope' }), done],
  },
  'refused-without-asking': {
    fault: [code('access_denied', { after: 400 })],
    sound: [code('access_denied'), code('invalid_scope', { after: 400 }), done],
    // Those who test press buttons faster than people read.
    isNotFirst: true,
  },
  'sign-in-page-expired': {
    fault: [
      refused({ error: 'temporarily_unavailable', error_description: 'authentication_expired' }),
    ],
    sound: [code('temporarily_unavailable'), done],
    isNotFirst: true,
  },
  'silent-check-needs-page': {
    fault: [
      code('login_required', silent),
      code('consent_required', silent),
      code('interaction_required', { further: [...silent.further, ['max_age', '60']] }),
      code('account_selection_required', silent),
    ],
    sound: [code('login_required'), other, done],
  },
  'interaction-refused': {
    fault: [code('login_required')],
    sound: [code('login_required', silent), other, done],
  },
  'page-shown-though-silent': {
    fault: [unanswered({ code: 'interaction_required' }, silent)],
    sound: [code('login_required', silent), done],
  },
  'response-type-unsupported': {
    fault: [
      code('unsupported_response_type'),
      code('unsupported_response_type', { metadata: { response_types_supported: ['token'] } }),
    ],
    sound: [other, done],
  },
  'client-not-allowed': { fault: [code('unauthorized_client')], sound: [other, done] },
  'target-refused': {
    fault: [
      code('invalid_target'),
      code('invalid_target', { further: [['resource', 'api']] }),
      code('invalid_resource', { further: [['resource', 'https://api.example.com']] }),
    ],
    sound: [other, done],
  },
  'authorization-details-not-taken': {
    fault: [code('invalid_authorization_details', { further: [['authorization_details', '[]']] })],
    sound: [other, done],
  },
  'request-uri-refused': { fault: [code('invalid_request_uri')], sound: [other, done] },
  'request-object-refused': { fault: [code('invalid_request_object')], sound: [other, done] },
  'request-object-unsupported': {
    fault: [code('request_not_supported', { further: [['request', 'x.y.z']] })],
    sound: [other, done],
  },
  'registration-parameter-unsupported': {
    fault: [code('registration_not_supported')],
    sound: [other, done],
  },
  'authentication-too-weak': {
    fault: [code('unmet_authentication_requirements', { further: [['acr_values', 'gold']] })],
    sound: [other, done],
  },
  'sign-in-failed-inside': { fault: [other], sound: [code('temporarily_unavailable'), done] },
  'server-unavailable': { fault: [code('temporarily_unavailable')], sound: [other, done] },
  'request-refused': { fault: [code('invalid_request')], sound: [other, done] },
  'authorization-error-of-its-own': {
    fault: [refused({ error: 'EX-17', error_description: 'Ask Wilhelmina' })],
    sound: [other, code('invalid_scope'), page(400, 'no code'), done],
  },
  'as-it-failed': {
    fault: [ofRun(runUpTo('discovering', failed()))],
    sound: [done],
  },
};
