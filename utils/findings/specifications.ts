import type { Specification } from './finding';

/** A section of an RFC. */
export function rfc(number: number, section: string): Specification {
  return {
    name: `RFC ${number} §${section}`,
    url: `https://www.rfc-editor.org/rfc/rfc${number}.html#section-${section}`,
  };
}

/** A section of OpenID Connect Core 1.0, by the name of its anchor. */
export function openIdCore(section: string, anchor: string): Specification {
  return {
    name: `OpenID Connect Core §${section}`,
    url: `https://openid.net/specs/openid-connect-core-1_0.html#${anchor}`,
  };
}

export const MULTIPLE_RESPONSE_TYPES: Specification = {
  name: 'OAuth 2.0 Multiple Response Types §2.1',
  url: 'https://openid.net/specs/oauth-v2-multiple-response-types-1_0.html#ResponseModes',
};

export const JARM: Specification = {
  name: 'JWT Secured Authorization Response Mode §2.1',
  url: 'https://openid.net/specs/oauth-v2-jarm.html#section-2.1',
};

export const BACK_CHANNEL_LOGOUT: Specification = {
  name: 'OpenID Connect Back-Channel Logout §2.4',
  url: 'https://openid.net/specs/openid-connect-backchannel-1_0.html#LogoutToken',
};

export const DISCOVERY: Specification = {
  name: 'OpenID Connect Discovery §3',
  url: 'https://openid.net/specs/openid-connect-discovery-1_0.html#ProviderMetadata',
};

export const OAUTH_PARAMETERS: Specification = {
  name: 'IANA OAuth Parameters',
  url: 'https://www.iana.org/assignments/oauth-parameters/oauth-parameters.xhtml',
};
