import { providerName } from '../../clients/providers';
import { templateOf } from '../../clients/templates/all-templates';
import type { PkceMethod } from '../../clients/client';
import type { Evidence } from '../evidence';
import type { FindingRule } from '../finding';
import { rfc } from '../specifications';
import { ofRequest } from './parameters';

/** How the code of the request is bound; nothing where no code is asked for. */
function methodOf(evidence: Evidence): PkceMethod | 'unknown' | undefined {
  if (evidence.ofRun !== undefined) {
    return evidence.ofRun.run.authorization === undefined
      ? undefined
      : evidence.ofRun.run.client.pkce;
  }
  let method: PkceMethod | 'unknown' | undefined;
  ofRequest(evidence, ({ get, has, responseTypes }) => {
    // The parameters of a request object stand in it.
    if (!responseTypes.includes('code') || has('request') || has('request_uri')) return [];
    const named = get('code_challenge_method') ?? 'plain';
    if (!has('code_challenge')) method = 'off';
    else method = named === 'S256' || named === 'plain' ? named : 'unknown';
    return [];
  });
  return method;
}

function isAnnounced({ ofRun }: Evidence): boolean {
  return ofRun?.run.server?.code_challenge_methods_supported?.includes('S256') ?? true;
}

/** Whether the code was bound to its request with PKCE. */
const missing: FindingRule = {
  id: 'pkce-missing',
  about: 'request',
  looksFor: 'The authorization request asks for a code without PKCE.',
  why: 'An intercepted or injected code would not be noticed.',
  remedy: 'Choose S256.',
  severities: ['warning', 'info'],
  specifications: [rfc(9700, '2.1.1'), rfc(7636, '4.2')],
  find: (evidence) => {
    const method = methodOf(evidence);
    if (method === 'S256' && isAnnounced(evidence)) {
      return [
        {
          severity: 'passed',
          title: 'The request bound its code with PKCE S256',
          specification: rfc(7636, '4.2'),
        },
      ];
    }
    if (method !== 'off') return [];
    const title = 'The code was not bound with PKCE';
    const provider = evidence.ofRun?.run.client.provider;
    return provider !== undefined && templateOf(provider).defaults.pkce === 'off'
      ? [
          {
            severity: 'info',
            title,
            why: `${providerName(provider)} is not known to require it. An injected code would not be noticed.`,
            remedy: 'Try S256, which a server that does not know it ignores.',
          },
        ]
      : [{ title }];
  },
};

const plain: FindingRule = {
  id: 'pkce-plain',
  about: 'request',
  looksFor: 'PKCE is used with the method plain, which is also meant where none is named.',
  why: 'Whoever sees the authorization request can use the code.',
  remedy: 'Choose S256.',
  severities: ['warning'],
  specifications: [rfc(7636, '7.2'), rfc(9700, '2.1.1')],
  find: (evidence) =>
    methodOf(evidence) === 'plain'
      ? [{ title: 'PKCE plain shows the code verifier in the URL' }]
      : [],
};

const unannounced: FindingRule = {
  id: 'pkce-not-announced',
  about: 'registration',
  looksFor: 'The server does not announce PKCE S256.',
  why: 'A server that does not know it ignores it, and the code is not bound.',
  remedy: 'Look into the documents of the server: some know it without announcing it.',
  severities: ['info'],
  specifications: [rfc(8414, '2'), rfc(9700, '2.1.1')],
  find: (evidence) => {
    const { metadata } = evidence;
    if (metadata !== undefined && Object.hasOwn(metadata, 'authorization_endpoint')) {
      const methods = metadata['code_challenge_methods_supported'];
      return Array.isArray(methods) && methods.includes('S256')
        ? [{ severity: 'passed', title: 'The server announces PKCE S256' }]
        : [{ title: 'The server does not announce PKCE S256' }];
    }
    return evidence.ofRun !== undefined && methodOf(evidence) === 'S256' && !isAnnounced(evidence)
      ? [
          {
            title: 'The server does not announce PKCE S256',
            seen: 'It was sent all the same.',
          },
        ]
      : [];
  },
};

const malformed: FindingRule = {
  id: 'code-challenge-malformed',
  about: 'request',
  looksFor: 'The code challenge has the wrong form, or its method is unknown.',
  why: 'A challenge of S256 is 43 characters of base64url, one of plain 43 to 128 unreserved characters. No verifier fits any other, so that the code cannot be redeemed.',
  remedy:
    'Make a verifier of 32 random bytes, and send the SHA-256 of it in base64url without padding.',
  severities: ['error'],
  specifications: [rfc(7636, '4.2'), rfc(7636, '4.3')],
  find: (evidence) =>
    ofRequest(evidence, ({ get, has }) => {
      const challenge = get('code_challenge');
      const method = get('code_challenge_method') ?? 'plain';
      if (challenge === undefined) {
        return has('code_challenge_method')
          ? [{ title: 'code_challenge_method is sent without a code_challenge' }]
          : [];
      }
      if (method !== 'S256' && method !== 'plain') {
        return [{ title: `The code challenge method “${method.slice(0, 40)}” is unknown` }];
      }
      const form = method === 'S256' ? /^[\w-]{43}$/ : /^[\w.~-]{43,128}$/;
      return form.test(challenge)
        ? []
        : [
            {
              title: 'The code challenge has the wrong form',
              seen: `It has ${challenge.length} characters.`,
            },
          ];
    }),
};

export const pkceRules: readonly FindingRule[] = [missing, plain, unannounced, malformed];
