import { describe, expect, test } from 'vitest';
import {
  PKCE_METHODS,
  REDIRECT_MODES,
  TOKEN_ENDPOINT_AUTH_METHODS,
} from '../../../utils/clients/client';
import type { Lesson } from '../../../utils/learn/lesson';
import { lessonOfStep } from '../../../utils/learn/lesson-of-step';
import { USE_LESSONS } from '../../../utils/learn/use-lessons';
import { stepsOfGrant } from '../../../utils/oauth/run';
import { sampleClient } from '../clients/sample-client';

const GRANTS = ['authorization_code', 'client_credentials', 'refresh_token'] as const;

const runs = GRANTS.flatMap((grant) =>
  REDIRECT_MODES.flatMap((mode) =>
    PKCE_METHODS.flatMap((pkce) =>
      TOKEN_ENDPOINT_AUTH_METHODS.flatMap((tokenEndpointAuthMethod) =>
        (['generic-oidc', 'generic-oauth2'] as const).map((provider) => ({
          grant,
          redirect: { mode, uri: 'https://app.example.com/callback' },
          client: {
            ...sampleClient,
            provider,
            pkce,
            tokenEndpointAuthMethod,
            scopes: provider === 'generic-oidc' ? ['openid'] : ['read'],
          },
        })),
      ),
    ),
  ),
);

function expectGood({ text, specifications }: Lesson): void {
  const words = text.split(/\s+/).length;
  expect(words, text).toBeGreaterThanOrEqual(60);
  expect(words, text).toBeLessThanOrEqual(110);
  expect(text).toMatch(/\.$/);
  expect(text).not.toMatch(/ {2}|!|undefined/);
  expect([1, 2]).toContain(specifications.length);
  for (const { name, url } of specifications) {
    expect(name).toMatch(/§/);
    expect(url).toMatch(/^https:\/\/(?:www\.rfc-editor\.org|openid\.net)\/.+#/);
  }
}

describe('lessonOfStep', () => {
  test.each(GRANTS)(
    'explains every step of every run with the grant %s, in one paragraph',
    (grant) => {
      const taught = runs.filter((run) => run.grant === grant);
      expect(taught).toHaveLength(54);
      for (const run of taught) {
        for (const step of stepsOfGrant(grant)) expectGood(lessonOfStep(run, step));
      }
    },
  );

  test.each([
    ['authorization-request', { pkce: 'S256' }, 'the hash of a secret'],
    ['authorization-request', { pkce: 'plain' }, 'PKCE plain'],
    ['authorization-request', { pkce: 'off' }, 'PKCE is off'],
    ['authorization-request', { scopes: ['openid'] }, 'nonce'],
    ['token-request', { pkce: 'off' }, 'No code verifier'],
    ['token-request', { tokenEndpointAuthMethod: 'none' }, 'is public'],
    ['token-request', { tokenEndpointAuthMethod: 'client_secret_post' }, 'in the body'],
    ['discovery', { provider: 'generic-oauth2' }, 'were typed'],
  ] as const)('tells at the step %s of a client with %j of “%s”', (step, changes, words) => {
    const base = {
      grant: 'authorization_code',
      redirect: { mode: 'extension', uri: 'https://app.example.com/callback' },
    } as const;
    const client = { ...sampleClient, scopes: ['read'] };
    expect(lessonOfStep({ ...base, client: { ...client, ...changes } }, step).text).toContain(
      words,
    );
    const others = { ...client, pkce: 'S256', provider: 'generic-oidc' } as const;
    const isBase = 'pkce' in changes && changes.pkce === 'S256';
    expect(lessonOfStep({ ...base, client: others }, step).text.includes(words)).toBe(isBase);
  });

  test.each([
    ['extension', 'a window of the browser'],
    ['capture', 'an ordinary tab'],
    ['manual', 'to be pasted'],
  ] as const)('tells where the sign-in happens: %s', (mode, words) => {
    const redirect = { mode, uri: 'https://app.example.com/callback' };
    const run = { grant: 'authorization_code', client: sampleClient, redirect } as const;
    expect(lessonOfStep(run, 'sign-in').text).toContain(words);
  });
});

describe('USE_LESSONS', () => {
  test.each(Object.entries(USE_LESSONS))('explains %s in one paragraph', (_, lesson) => {
    expectGood(lesson);
  });
});
