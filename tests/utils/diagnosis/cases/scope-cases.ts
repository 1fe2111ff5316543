import { closedWindow, refused } from './authorization-symptoms';
import { type CauseCase, done } from './symptoms';

const invalid = (scope: string | undefined, given = {}, description = '') =>
  refused(
    { error: 'invalid_scope', error_description: description },
    { request: { scope }, ...given },
  );
const supported = { metadata: { scopes_supported: ['openid', 'profile', 'invoices.read'] } };

export const scopeCases: Readonly<Record<string, CauseCase>> = {
  'scope-separator': {
    fault: [invalid('openid,profile'), invalid('openid+profile')],
    sound: [
      invalid('openid profile'),
      invalid('users:read,chat:write', { client: { provider: 'slack' } }),
      done,
    ],
  },
  'scope-misspelt': {
    fault: [
      invalid('opnid'),
      invalid('openid Profile'),
      invalid('openid invoices.raed', supported),
      invalid('openid invoices.raed', supported, 'Unknown scope: invoices.raed'),
    ],
    sound: [invalid('openid profile'), invalid('billing', supported), done],
  },
  'scope-named-by-server': {
    fault: [invalid('openid reports', {}, 'The scope “reports” is not allowed.')],
    sound: [
      invalid('openid report', {}, 'The scope reports is not allowed'),
      closedWindow({ body: 'Invalid. Your profile and openid scope' }),
      done,
    ],
  },
  'scope-not-supported': {
    fault: [invalid('openid billing', supported)],
    sound: [invalid('openid', supported), invalid('openid billing'), done],
  },
  'offline-access-without-openid': {
    fault: [invalid('offline_access')],
    sound: [invalid('openid offline_access'), done],
  },
  'openid-not-asked-for': {
    fault: [invalid('profile', {}, 'openid scope is required')],
    sound: [
      invalid('openid profile', {}, 'openid scope is required'),
      invalid('profile', {}, 'Not allowed'),
      done,
    ],
  },
  'scope-missing': {
    fault: [invalid(undefined)],
    sound: [invalid('openid'), done],
  },
  'scope-not-allowed': {
    fault: [invalid('openid profile')],
    sound: [refused({ error: 'access_denied' }), done],
  },
};
