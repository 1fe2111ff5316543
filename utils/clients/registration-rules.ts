import type { Client } from './client';
import type { RegistrationName } from './registration';
import { templateOf } from './templates/all-templates';
import type { RegistrationRule } from './templates/template';
import { isLoopback } from './url-rules';

/** Where in the form a rule is broken. */
export type RuleField =
  'clientId' | 'pkce' | 'redirectUris' | 'tokenEndpointAuthMethod' | RegistrationName;

/** A rule of the provider's registration that a client breaks, and with which value. */
export type Breach = {
  readonly field: RuleField;
  /** What breaks the rule, in a sentence. */
  readonly message: string;
  readonly rule: RegistrationRule;
};

/** What rules are held against. */
export type Registered = Pick<
  Client,
  'provider' | 'clientId' | 'pkce' | 'redirectUris' | 'tokenEndpointAuthMethod' | 'registration'
>;

/** What only the outside can tell: of the client as it was stored, and of its logo, where it was looked at. */
export type RegistrationFacts = {
  /** What runs send. */
  readonly redirectUri?: string;
  readonly storedClientId?: string;
  readonly image?: { readonly address: string; readonly width: number; readonly height: number };
};

/** Every rule of its provider that a client breaks. */
export function breachesOf(client: Registered, facts: RegistrationFacts = {}): readonly Breach[] {
  return templateOf(client.provider).rules.flatMap((rule) =>
    breachOf(rule, client, facts).map((breach) => ({ ...breach, rule })),
  );
}

type Broken = Omit<Breach, 'rule'>;

function breachOf(
  rule: RegistrationRule,
  client: Registered,
  facts: RegistrationFacts,
): readonly Broken[] {
  switch (rule.kind) {
    case 'most-redirect-uris': {
      const { length } = client.redirectUris;
      return length > rule.most
        ? [{ field: 'redirectUris', message: `These are ${length} redirect URIs.` }]
        : [];
    }
    case 'https-redirect-uris':
      return redirectUrisWith(client, (url) =>
        url.protocol === 'https:' ||
        (rule.isLoopbackHttpAllowed && url.protocol === 'http:' && isLoopback(url))
          ? undefined
          : `uses ${url.protocol.slice(0, -1)}`,
      );
    case 'loopback-by-address':
      return redirectUrisWith(client, (url) =>
        url.hostname === 'localhost' ? 'names localhost' : undefined,
      );
    case 'pkce': {
      const { exception } = rule;
      const isExempt =
        exception !== undefined && client.registration[exception.field] === exception.value;
      return isExempt || rule.methods.includes(client.pkce)
        ? []
        : [
            {
              field: 'pkce',
              message: client.pkce === 'off' ? 'PKCE is off.' : `The method is ${client.pkce}.`,
            },
          ];
    }
    case 'confidential':
      return client.tokenEndpointAuthMethod === 'none'
        ? [
            {
              field: 'tokenEndpointAuthMethod',
              message: 'A public client sends no secret.',
            },
          ]
        : [];
    case 'forbidden-word': {
      const value = client.registration[rule.field] ?? '';
      return value.toLowerCase().includes(rule.word.toLowerCase())
        ? [{ field: rule.field, message: `“${value}” holds “${rule.word}”.` }]
        : [];
    }
    case 'square-image': {
      const { image } = facts;
      return image === undefined ||
        image.address !== client.registration[rule.field] ||
        image.width === image.height
        ? []
        : [
            {
              field: rule.field,
              message: `The image is ${image.width} × ${image.height} pixels.`,
            },
          ];
    }
    case 'client-id-locked':
      return facts.storedClientId === undefined || facts.storedClientId === client.clientId
        ? []
        : [{ field: 'clientId', message: `The client ID was ${facts.storedClientId}.` }];
  }
}

function redirectUrisWith(
  { redirectUris }: Registered,
  faultOf: (url: URL) => string | undefined,
): readonly Broken[] {
  for (const uri of redirectUris) {
    const url = URL.parse(uri);
    const fault = url === null ? undefined : faultOf(url);
    if (fault !== undefined) return [{ field: 'redirectUris', message: `“${uri}” ${fault}.` }];
  }
  return [];
}
