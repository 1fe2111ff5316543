import { describe, expect, test } from 'vitest';
import { isKnownProvider, PROVIDERS, providerOf } from '../../../../utils/clients/providers';
import { REGISTRATION_NAMES } from '../../../../utils/clients/registration';
import {
  scopeMeaning,
  templateOf,
  templates,
} from '../../../../utils/clients/templates/all-templates';
import { apaleoScopes } from '../../../../utils/clients/templates/apaleo-scopes';
import { genericOauth2 } from '../../../../utils/clients/templates/generic-oauth2';
import type {
  CommonField,
  Environment,
  FieldSpec,
  ProviderTemplate,
} from '../../../../utils/clients/templates/template';

const cases = Object.entries<ProviderTemplate>(templates);

/** What common fields are called where the provider has no other word. */
const OUR_WORDS: Readonly<Record<CommonField, string>> = {
  'grant-type': 'Grant type',
  server: 'Server',
  'client-id': 'Client ID',
  'client-authentication': 'Client authentication',
  secrets: 'Client secret',
  redirect: 'Redirect URI to register',
  'redirect-uris': 'Redirect URIs',
  scopes: 'Scopes',
  pkce: 'PKCE',
  parameters: 'Parameters',
  'origin-header': 'Origin header',
};

function labelOf(field: FieldSpec): string {
  return 'label' in field ? field.label : (field.term ?? OUR_WORDS[field.kind]);
}

function fieldsOf({ form }: ProviderTemplate): readonly FieldSpec[] {
  return form.flatMap(({ fields }) => fields);
}

function registrationNames(template: ProviderTemplate): readonly string[] {
  return fieldsOf(template).flatMap((field) => ('name' in field ? [field.name] : []));
}

function commonFields(template: ProviderTemplate): readonly string[] {
  return fieldsOf(template).flatMap((field) => ('name' in field ? [] : [field.kind]));
}

/** Every part of a form: its title, then its labels in order. */
function outline({ form }: ProviderTemplate): readonly (readonly string[])[] {
  return form.map(({ title, fields }) => [title, ...fields.map(labelOf)]);
}

function repeated(names: readonly string[]): readonly string[] {
  return names.filter((name, index) => names.indexOf(name) !== index);
}

function isHttps(address: string): boolean {
  return URL.parse(address)?.protocol === 'https:';
}

function addressesOf({ issuer, endpoints }: Environment): readonly string[] {
  return [issuer, endpoints.authorization, endpoints.token, endpoints.jwks].filter(
    (address) => address !== undefined,
  );
}

test('every provider has a template', () => {
  expect(Object.keys(templates).toSorted()).toEqual(Object.keys(PROVIDERS).toSorted());
  expect(cases.filter(([id]) => !isKnownProvider(id))).toEqual([]);
});

describe('templateOf', () => {
  test('gives the template of a known provider', () => {
    expect(templateOf('pleo')).toBe(templates.pleo);
  });

  test.each(['hooli', '', 'toString', '__proto__'])(
    'gives that of any OAuth 2.0 server for “%s”',
    (id) => {
      expect(templateOf(id)).toBe(genericOauth2);
    },
  );
});

describe('scopeMeaning', () => {
  test.each([
    ['apaleo-store-app', 'reservations.read', 'Read reservations'],
    ['apaleo-custom-app', 'logs.read', 'Read logs'],
    ['pleo', 'vendors:read', 'Read vendors'],
    ['pipedrive', 'leads:full', 'Read and change leads and their labels'],
    // Known from third parties, or from examples only.
    ['apaleo-store-app', 'profile:read', undefined],
    ['pleo', 'users:write', undefined],
    // Nobody signs in to a custom app.
    ['apaleo-custom-app', 'openid', undefined],
    ['pleo', 'reservations.read', undefined],
    ['hooli', 'openid', undefined],
  ])('%s, %s: %s', (provider, scope, meaning) => {
    expect(scopeMeaning(provider, scope)).toBe(meaning);
  });
});

describe.each(cases)('%s', (id, template) => {
  const { grantType, group, endpointSource } = providerOf(id);

  test('has environments with names of their own and https addresses', () => {
    expect(template.environments).not.toEqual([]);
    expect(repeated(template.environments.map(({ name }) => name))).toEqual([]);
    const filled = template.environments
      .flatMap(addressesOf)
      .map((address) => address.replaceAll(/\{[a-zA-Z]+\}/g, 'filled'));
    expect(filled.filter((address) => !isHttps(address) || /[{}\s#?]/.test(address))).toEqual([]);
  });

  test('knows where its server is, unless any server will do', () => {
    const unknown = template.environments.filter(({ issuer, endpoints }) =>
      endpointSource === 'discovery' ? issuer === undefined : endpoints.token === undefined,
    );
    expect(unknown).toEqual(group === 'generic' ? template.environments : []);
  });

  test('asks for registration data that is known, each once', () => {
    const known: readonly string[] = REGISTRATION_NAMES;
    const names = registrationNames(template);
    expect(names.filter((name) => !known.includes(name))).toEqual([]);
    expect(repeated(names)).toEqual([]);
  });

  test('asks for each common field once, and for what every client needs', () => {
    const fields = commonFields(template);
    expect(repeated(fields)).toEqual([]);
    const needed = ['server', 'client-id', 'client-authentication', 'secrets', 'origin-header'];
    expect(fields).toEqual(expect.arrayContaining([...needed, 'scopes']));
  });

  test('asks for what the code flow needs only if its clients use it', () => {
    const fields = commonFields(template);
    const ofCodeFlow = ['redirect', 'redirect-uris', 'pkce', 'parameters'];
    expect(ofCodeFlow.filter((field) => fields.includes(field))).toEqual(
      grantType === 'client_credentials' ? [] : ofCodeFlow,
    );
    expect(fields.includes('grant-type')).toBe(group === 'generic');
  });

  test('tells the redirect URI right before it asks for those that are registered', () => {
    const fields = commonFields(template);
    expect(fields.indexOf('redirect-uris')).toBe(
      fields.includes('redirect') ? fields.indexOf('redirect') + 1 : -1,
    );
  });

  test('has a word of the provider only where ours is another', () => {
    const same = fieldsOf(template).filter(
      (field) => 'term' in field && field.term === OUR_WORDS[field.kind],
    );
    expect(same).toEqual([]);
  });

  test('offers choices with values and labels of their own', () => {
    for (const field of fieldsOf(template)) {
      if (field.kind !== 'choice') continue;
      expect(field.options.length).toBeGreaterThan(1);
      expect(repeated(field.options.map(([value]) => value))).toEqual([]);
      expect(repeated(field.options.map(([, label]) => label))).toEqual([]);
    }
  });

  test('has scopes without blanks, each once', () => {
    const names = template.scopes.map(({ name }) => name);
    expect(repeated(names)).toEqual([]);
    // RFC 6749 §3.3
    expect(names.filter((name) => !/^[\x21\x23-\x5b\x5d-\x7e]+$/.test(name))).toEqual([]);
    const { scopes } = template.defaults;
    expect(scopes.filter((scope) => !names.includes(scope))).toEqual([]);
  });

  test('claims no meaning for scopes of third parties', () => {
    const claimed = template.scopes.filter(
      ({ isUnofficial, meaning }) => isUnofficial && meaning !== undefined,
    );
    expect(claimed).toEqual([]);
  });

  test('begins with the usual way of client authentication', () => {
    expect(template.authMethods[0]).toBe(template.defaults.tokenEndpointAuthMethod);
    expect(repeated(template.authMethods)).toEqual([]);
  });

  test('has rules that agree with its defaults and its form', () => {
    const names = registrationNames(template);
    for (const rule of template.rules) {
      if (rule.kind === 'confidential') expect(template.authMethods).not.toContain('none');
      if (rule.kind === 'pkce') expect(rule.methods).toContain(template.defaults.pkce);
      if ('field' in rule) expect(names).toContain(rule.field);
    }
    expect(repeated(template.rules.map(({ kind }) => kind))).toEqual([]);
  });

  test('says why a secret may not be remembered', () => {
    expect(template.secrets.note === undefined).toBe(template.secrets.canBeRemembered);
  });

  test('names public pages only', () => {
    const sources = [...template.documentation, ...template.rules, ...template.quirks].flatMap(
      (item) => ('url' in item ? [item] : item.source === undefined ? [] : [item.source]),
    );
    expect(template.documentation).not.toEqual([]);
    expect(sources.filter(({ name, url }) => name === '' || !isHttps(url))).toEqual([]);
    expect(repeated(template.documentation.map(({ url }) => url))).toEqual([]);
  });

  test('says things to know in sentences, not too many', () => {
    expect(template.quirks.length).toBeLessThanOrEqual(8);
    expect(group === 'generic' || template.quirks.length >= 2).toBe(true);
    const said = [...template.rules, ...template.quirks].map(({ says }) => says);
    expect(repeated(said)).toEqual([]);
    expect(said.filter((sentence) => !/^\S.*\.$/.test(sentence))).toEqual([]);
  });
});

describe('registration forms in the words and the order of the provider', () => {
  const run = ['How to run it', 'Client authentication', 'PKCE', 'Parameters', 'Origin header'];
  const server = ['Authorization server', 'Server'];

  test('apaleo store app', () => {
    expect(outline(templates['apaleo-store-app'])).toEqual([
      [
        'New store app',
        'Client code',
        'Client name',
        'Logo URL',
        'Redirect URI to register',
        'Redirect URIs',
        'Secrets',
        'Scopes',
        'Client access type',
      ],
      ['What apaleo gives you', 'Client ID'],
      run,
      server,
    ]);
  });

  test('apaleo custom app', () => {
    expect(outline(templates['apaleo-custom-app'])).toEqual([
      [
        'New custom app',
        'Client code',
        'Client name',
        'Personally identifiable information',
        'Secrets',
        'Scopes',
      ],
      ['What apaleo gives you', 'Client ID'],
      ['How to run it', 'Client authentication', 'Origin header'],
      server,
    ]);
  });

  test('Pleo', () => {
    expect(outline(templates.pleo)).toEqual([
      [
        'Human-Readable Information',
        'Client Name',
        'Client URI',
        'Logo',
        'Terms of Service',
        'Privacy Policy',
        'Contacts',
      ],
      ['Pleo-Specific Information', 'Initiation URI', 'Settings URI'],
      [
        'Technical Information',
        'Redirect URI to register',
        'Redirect URIs',
        'Scopes',
        'PKCE Support',
        'Subject Type Preference',
      ],
      ['Client credentials', 'Client ID', 'Client secret'],
      run,
      server,
    ]);
  });

  test('Pipedrive', () => {
    expect(outline(templates.pipedrive)).toEqual([
      ['Create an app', 'App type'],
      ['Basic Info', 'App name', 'Redirect URI to register', 'OAuth Callback URL'],
      ['OAuth & access scopes', 'client_id', 'client_secret', 'Scopes'],
      run,
      server,
    ]);
  });

  test('others, which have no form of their own here', () => {
    const credentials = [
      'Credentials',
      'Client ID',
      'Client authentication',
      'Client secret',
      'Origin header',
    ];
    const rest = [
      credentials,
      ['Redirect', 'Redirect URI to register', 'Redirect URIs'],
      ['Authorization request', 'Scopes', 'PKCE', 'Parameters'],
    ];
    expect(outline(templates.github)).toEqual([server, ...rest]);
    expect(outline(templates['generic-oidc'])).toEqual([
      ['Authorization server', 'Grant type', 'Server'],
      ...rest,
    ]);
  });
});

describe('catalogues of scopes', () => {
  const namesOf = (template: ProviderTemplate) => template.scopes.map(({ name }) => name);

  test('apaleo: 76 of its APIs, and 3 more of OpenID Connect where a user signs in', () => {
    expect(apaleoScopes.length).toBe(76);
    expect(apaleoScopes.filter(({ isUnofficial }) => isUnofficial).length).toBe(49);
    expect(apaleoScopes.filter(({ meaning }) => meaning !== undefined).length).toBe(27);
    expect(templates['apaleo-custom-app'].scopes).toBe(apaleoScopes);
    expect(namesOf(templates['apaleo-store-app']).slice(76)).toEqual([
      'openid',
      'profile',
      'offline_access',
    ]);
  });

  test('apaleo: the marker in responses is not a scope that one asks for', () => {
    expect(namesOf(templates['apaleo-store-app'])).not.toContain('identity:permissions');
  });

  test('Pleo', () => {
    expect(templates.pleo.scopes.length).toBe(13);
    const unexplained = templates.pleo.scopes.filter(({ meaning }) => meaning === undefined);
    expect(unexplained.map(({ name }) => name)).toEqual([
      'expense:read',
      'export:read',
      'export:write',
      'users:write',
    ]);
  });

  test('Pipedrive: 28, each with a meaning', () => {
    expect(templates.pipedrive.scopes.filter(({ meaning }) => meaning !== undefined).length).toBe(
      28,
    );
    expect(templates.pipedrive.scopes.length).toBe(28);
  });

  test.each([
    ['apaleo', apaleoScopes],
    ['Pleo', templates.pleo.scopes],
    ['Pipedrive', templates.pipedrive.scopes],
  ])('%s: in order', (_, scopes) => {
    const names = scopes.map(({ name }) => name);
    expect(names).toEqual(names.toSorted());
  });
});

describe('what tests at a provider rest upon', () => {
  test('apaleo: endpoints, and no issuer, since none is documented', () => {
    expect(templates['apaleo-store-app'].environments).toEqual([
      {
        name: 'Production',
        endpoints: {
          authorization: 'https://identity.apaleo.com/connect/authorize',
          token: 'https://identity.apaleo.com/connect/token',
          introspection: 'https://identity.apaleo.com/connect/introspect',
          revocation: 'https://identity.apaleo.com/connect/revocation',
          endSession: 'https://identity.apaleo.com/connect/endsession',
        },
      },
    ]);
    expect(templates['apaleo-custom-app'].environments).toEqual([
      {
        name: 'Production',
        endpoints: {
          token: 'https://identity.apaleo.com/connect/token',
          introspection: 'https://identity.apaleo.com/connect/introspect',
        },
      },
    ]);
  });

  test('Pleo: two systems, S256, and secrets that are never kept', () => {
    expect(
      templates.pleo.environments.map(({ name, endpoints }) => [name, endpoints.authorization]),
    ).toEqual([
      ['Production', 'https://auth.pleo.io/oauth/authorize'],
      ['Staging', 'https://auth.staging.pleo.io/oauth/authorize'],
    ]);
    expect(templates.pleo.defaults.pkce).toBe('S256');
    expect(templates.pleo.secrets.canBeRemembered).toBe(false);
    expect(cases.filter(([, { secrets }]) => !secrets.canBeRemembered).length).toBe(1);
  });

  test.each([
    [
      'apaleo-store-app',
      [{ kind: 'https-redirect-uris', isLoopbackHttpAllowed: false }, { kind: 'confidential' }],
    ],
    ['apaleo-custom-app', [{ kind: 'confidential' }]],
    [
      'pleo',
      [
        { kind: 'https-redirect-uris', isLoopbackHttpAllowed: true },
        {
          kind: 'pkce',
          methods: ['S256'],
          exception: { field: 'pkce_support', value: 'exception' },
        },
        { kind: 'square-image', field: 'logo_uri' },
        { kind: 'forbidden-word', field: 'client_name', word: 'Pleo' },
        { kind: 'confidential' },
      ],
    ],
    [
      'pipedrive',
      [
        { kind: 'most-redirect-uris', most: 1 },
        { kind: 'client-id-locked' },
        { kind: 'confidential' },
      ],
    ],
    ['atlassian', [{ kind: 'most-redirect-uris', most: 1 }]],
    [
      'spotify',
      [
        { kind: 'https-redirect-uris', isLoopbackHttpAllowed: true },
        { kind: 'loopback-by-address' },
      ],
    ],
    ['github', [{ kind: 'confidential' }]],
    ['generic-oidc', []],
  ])('rules of %s', (id, rules) => {
    const found = templateOf(id).rules.map((rule) => ({
      ...rule,
      says: undefined,
      source: undefined,
    }));
    expect(found).toEqual(rules);
  });

  test.each([
    ['apaleo-store-app', 'S256', ['client_secret_basic', 'client_secret_post']],
    ['apaleo-custom-app', 'off', ['client_secret_basic', 'client_secret_post']],
    ['pleo', 'S256', ['client_secret_basic', 'client_secret_post']],
    ['pipedrive', 'off', ['client_secret_basic', 'client_secret_post']],
    ['generic-oauth2', 'S256', ['none', 'client_secret_basic', 'client_secret_post']],
    ['github', 'S256', ['client_secret_post']],
    ['slack', 'off', ['client_secret_basic', 'client_secret_post', 'none']],
  ])('%s: PKCE %s, client authentication by %j', (id, pkce, methods) => {
    const { defaults, authMethods } = templateOf(id);
    expect(defaults.pkce).toBe(pkce);
    expect(authMethods).toEqual(methods);
  });

  test('an app at Pipedrive always has the scope base', () => {
    expect(templates.pipedrive.defaults.scopes).toEqual(['base']);
  });

  test.each([
    ['apaleo-store-app', 'add'],
    ['apaleo-custom-app', 'add'],
    ['pipedrive', 'replace'],
    ['pleo', 'unknown'],
    ['google', 'unknown'],
  ])('secrets of %s: %s', (id, rotation) => {
    expect(templateOf(id).secrets.rotation).toBe(rotation);
  });

  test('error codes of GitHub tell whether the credentials were right', () => {
    expect(templates.github.credentialErrors).toEqual({
      incorrect_client_credentials: 'refused',
      bad_verification_code: 'accepted',
    });
    expect(cases.filter(([, { credentialErrors }]) => credentialErrors).length).toBe(1);
  });

  test('parameters that clients usually need', () => {
    const withParameters = cases.flatMap(([id, { defaults }]) =>
      defaults.parameters === undefined ? [] : [[id, defaults.parameters]],
    );
    expect(Object.fromEntries(withParameters)).toEqual({
      google: [
        ['access_type', 'offline'],
        ['prompt', 'consent'],
      ],
      atlassian: [
        ['audience', 'api.atlassian.com'],
        ['prompt', 'consent'],
      ],
    });
  });
});
