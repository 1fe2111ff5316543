import { describe, expect, test } from 'vitest';
import { PROVIDERS } from '../../../../utils/clients/providers';
import { PROVIDER_CATALOGUES } from '../../../../utils/diagnosis/providers/catalogues';
import { diagnose } from '../../../../utils/diagnosis/diagnose';
import { callbackOf, pageOf, REFRESH_FORM, tokenAnswerOf, useOf } from '../cases/sample-symptoms';

/** Where a provider, or whoever makes the software, speaks in public. */
const HOSTS: Readonly<Record<string, readonly string[]>> = {
  apaleo: ['github.com/apaleo/', 'apaleo.dev/'],
  Pleo: ['developers.pleo.io/'],
  Pipedrive: ['pipedrive.readme.io/', 'github.com/oauthjs/'],
  'Microsoft Entra ID': ['learn.microsoft.com/'],
  GitHub: ['docs.github.com/'],
  Google: ['developers.google.com/'],
  Auth0: ['auth0.com/', 'community.auth0.com/'],
  Okta: ['developer.okta.com/', 'support.okta.com/'],
  Keycloak: ['www.keycloak.org/', 'github.com/keycloak/'],
  GitLab: ['docs.gitlab.com/', 'github.com/doorkeeper-gem/'],
  Slack: ['docs.slack.dev/'],
  Spotify: ['developer.spotify.com/'],
  'Amazon Cognito': ['docs.aws.amazon.com/'],
  Atlassian: ['developer.atlassian.com/'],
  Salesforce: ['help.salesforce.com/'],
  LinkedIn: ['learn.microsoft.com/en-us/linkedin/'],
  Shopify: ['shopify.dev/'],
  'widespread server software': [
    'github.com/ory/fosite/',
    'github.com/oauthjs/',
    'github.com/IdentityServer/',
    'docs.spring.io/',
    'github.com/panva/',
  ],
};

describe.each(PROVIDER_CATALOGUES.map((catalogue) => [catalogue.name, catalogue] as const))(
  'the errors of %s',
  (name, { errors, providers }) => {
    test('have sources in public, at the provider', () => {
      for (const { id, source } of errors) {
        const isKnown = (HOSTS[name] ?? []).some((host) =>
          source.url.startsWith(`https://${host}`),
        );
        expect(isKnown, `${id}: ${source.url}`).toBe(true);
        expect(source.name, id).toMatch(/^[\w-]/);
      }
    });

    test('belong to providers that there are', () => {
      expect(Object.keys(PROVIDERS)).toEqual(expect.arrayContaining([...providers]));
    });

    test('have sentences that end, and names for what they leave open', () => {
      const blanks = /\{(?!redirect URI\}|client ID\}|scopes\}|tenant\}|\d\})/;
      for (const { id, cause, remedy } of errors) {
        expect(cause, id).toMatch(/\.$/);
        expect(remedy, id).toMatch(/\.$/);
        expect(cause + remedy, id).not.toMatch(blanks);
      }
    });
  },
);

describe('an error of a provider', () => {
  const first = (symptoms: Parameters<typeof diagnose>[0]) => diagnose(symptoms)[0];

  test('names the redirect URI that was sent, and the id that support asks for', () => {
    const page =
      '<html><h1>Something went wrong</h1><p>unauthorized_client</p><p>Request Id: 0HLKG1A4HRQIT:0000090D</p></html>';
    expect(
      first(pageOf({ body: page }, { client: { provider: 'apaleo-store-app' } })),
    ).toMatchObject({
      rule: 'apaleo-redirect-uri-not-registered',
      certainty: 'said',
      cause: expect.stringContaining('redirect URI “https://app.example.com/callback”'),
      remedy: expect.stringContaining('name the Request Id “0HLKG1A4HRQIT:0000090D”.'),
    });
  });

  test('is known by the host where the client is generic', () => {
    const url = 'https://oauth.pipedrive.com/oauth/token';
    const body = {
      success: false,
      error: 'invalid_grant',
      message: 'Invalid grant: api_token is invalid',
    };
    expect(first(tokenAnswerOf({ url, body }))?.rule).toBe('pipedrive-api-token-invalid');
    expect(first(tokenAnswerOf({ body }))?.rule).not.toBe('pipedrive-api-token-invalid');
  });

  test('is known by the path of a Keycloak, wherever it runs', () => {
    const url = 'https://login.example.com/realms/rooms/protocol/openid-connect/token';
    const body = { error: 'invalid_grant', error_description: 'Token is not active' };
    expect(first(tokenAnswerOf({ url, body, form: REFRESH_FORM }))?.rule).toBe(
      'keycloak-session-ended',
    );
  });

  test('is known by the issuer that a callback names', () => {
    const iss = 'https://accounts.google.com';
    expect(first(callbackOf({ error: 'org_internal', iss }))?.rule).toBe('google-org-internal');
  });

  test('is not taken for a longer number of Entra ID', () => {
    const body = { error: 'invalid_grant', error_description: 'AADSTS700082: It expired.' };
    expect(first(tokenAnswerOf({ body }))?.rule).toBe('entra-id-700082');
  });

  test('names the ids that the support of Entra ID asks for', () => {
    const callback = callbackOf({
      error: 'unauthorized_client',
      error_description:
        'AADSTS700016: Application was not found.\r\nTrace ID: 0000aaaa-11bb-cccc-dd33-eeeeee333333\r\nCorrelation ID: aaaa0000-bb11-2222-33cc-444444dddddd',
    });
    expect(first(callback)?.remedy).toContain(
      'name the trace ID “0000aaaa-11bb-cccc-dd33-eeeeee333333” and the correlation ID “aaaa0000-bb11-2222-33cc-444444dddddd”.',
    );
  });

  test('is not searched for in what an API says of rooms', () => {
    const rooms = { rooms: [{ name: 'invalid_client redirect_uri_mismatch' }] };
    const used = useOf(
      'resource',
      { status: 200, body: rooms },
      { outcome: { ok: true, checks: [] } },
    );
    expect(diagnose(used)).toEqual([]);
  });
});
