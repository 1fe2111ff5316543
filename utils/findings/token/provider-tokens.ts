import type { FindingRule } from '../finding';
import { rfc } from '../specifications';
import { eachOf } from './each-token';

const opaque: FindingRule = {
  id: 'access-token-of-provider',
  about: 'token',
  looksFor:
    'An access token is a JWT that only its provider may read (Okta, org authorization server).',
  why: 'It is for the APIs of Okta itself. Its form can change at any time, and nobody else can check its signature.',
  remedy:
    'Take it for an opaque token. For an API of your own use a custom authorization server of Okta.',
  severities: ['info'],
  specifications: [rfc(6749, '1.4'), rfc(9068, '2.1')],
  find: (evidence) =>
    eachOf('provider-access-token', evidence, ({ inTitle }) => ({
      title: `${inTitle} is meant for the APIs of Okta alone`,
    })),
};

export const providerTokenRules: readonly FindingRule[] = [opaque];
