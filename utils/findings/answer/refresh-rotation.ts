import { lastTokenExchange, sentParameter } from '../../oauth/exchange';
import type { Evidence } from '../evidence';
import type { FindingRule, Seen } from '../finding';
import { openIdCore, rfc } from '../specifications';
import { splitScopes } from '../../tokens/scopes';

/** What became of the refresh token that was used. */
const rotation: FindingRule = {
  id: 'refresh-token-rotation',
  about: 'token response',
  looksFor: 'What became of the refresh token that was used.',
  why: 'A server that rotates usually refuses the one before, and may end the whole grant when it is used again.',
  remedy: 'Keep the newest refresh token.',
  severities: ['info'],
  specifications: [rfc(6749, '6'), rfc(9700, '4.14.2')],
  find: (evidence) =>
    refreshed(evidence, (came, sent) =>
      came === undefined || came === sent
        ? [
            {
              title:
                came === undefined
                  ? 'No new refresh token came: the one that was sent goes on being used'
                  : 'The same refresh token came back: the server does not rotate it',
              why: '',
              remedy: null,
            },
          ]
        : [{ title: 'The refresh token was rotated', specification: rfc(9700, '4.14.2') }],
    ),
};

/** A public client cannot prove that a refresh token is its own. */
const publicClient: FindingRule = {
  id: 'refresh-token-of-public-client',
  about: 'token response',
  looksFor: 'The refresh token of a public client is not rotated.',
  why: 'Anyone who gets hold of it can use it, and nobody notices: it must be rotated, or bound to a key of the client.',
  remedy: 'Turn on rotation of refresh tokens at the server.',
  severities: ['warning'],
  specifications: [rfc(9700, '4.14.2'), rfc(9700, '2.2.2')],
  find: (evidence) =>
    evidence.ofRun?.run.client.tokenEndpointAuthMethod === 'none'
      ? refreshed(evidence, (came, sent) =>
          came === undefined || came === sent
            ? [{ title: 'The refresh token of this public client was not replaced' }]
            : [],
        )
      : [],
};

/** A refresh token that nobody asked for. */
const unasked: FindingRule = {
  id: 'refresh-token-unasked',
  about: 'token response',
  looksFor: 'A refresh token came with openid and without offline_access.',
  why: 'In OpenID Connect a refresh token for access while the user is away is asked for with offline_access. What comes without it may end with the session of the user.',
  remedy: 'Do not rely on it for work in the background: ask for offline_access.',
  severities: ['info'],
  specifications: [openIdCore('11', 'OfflineAccess')],
  find: ({ ofRun, answer }) => {
    if (answer?.tokens?.refreshToken === undefined) return [];
    if (ofRun !== undefined && ofRun.run.grant !== 'authorization_code') return [];
    const scopes =
      ofRun === undefined
        ? splitScopes(answer.tokens.scope)
        : ofRun.result.scopes
            .filter(({ requested, granted }) => requested === true || granted === true)
            .map(({ scope }) => scope);
    return scopes.includes('openid') && !scopes.includes('offline_access')
      ? [{ title: 'A refresh token came, though offline_access was not asked for' }]
      : [];
  },
};

function refreshed(
  { ofRun }: Evidence,
  judge: (came: string | undefined, sent: string | undefined) => readonly Seen[],
): readonly Seen[] {
  const response = ofRun?.result.response;
  if (ofRun?.run.grant !== 'refresh_token' || response === undefined) return [];
  const exchange = lastTokenExchange(ofRun.run.exchanges);
  const sent = exchange === undefined ? undefined : sentParameter(exchange, 'refresh_token');
  return judge(response.refreshToken, sent);
}

export const refreshTokenRules: readonly FindingRule[] = [rotation, publicClient, unasked];
