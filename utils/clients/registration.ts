/** Members of client metadata (RFC 7591 §2, OpenID Connect Dynamic Client Registration §2) that providers ask for. */
const METADATA_NAMES = [
  'client_name',
  'client_uri',
  'logo_uri',
  'tos_uri',
  'policy_uri',
  'contacts',
  'initiate_login_uri',
] as const;

/** What providers ask for besides, under names of our own. */
const OWN_NAMES = [
  'access_type',
  'app_type',
  'client_code',
  'personally_identifiable_information',
  'pkce_support',
  'settings_uri',
  'subject_type_preference',
] as const;

export type MetadataName = (typeof METADATA_NAMES)[number];
export type RegistrationName = MetadataName | (typeof OWN_NAMES)[number];

export const REGISTRATION_NAMES: readonly RegistrationName[] = [...METADATA_NAMES, ...OWN_NAMES];

/** What the provider's registration form holds besides what a run needs; texts, as typed. */
export type Registration = Readonly<Partial<Record<RegistrationName, string>>>;

/** Whether it is client metadata of the specifications, rather than a field of one provider. */
export function isMetadataName(name: RegistrationName): name is MetadataName {
  return METADATA_NAMES.some((known) => known === name);
}

/** The addresses of a list, however they are separated. */
export function splitContacts(text: string): readonly string[] {
  return text.split(/[\s,;]+/).filter(Boolean);
}
