/** An invented person who can sign in to the demo server. */
export type DemoUser = {
  /** The `sub` of this person's tokens. */
  readonly id: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly name: string;
  readonly role: string;
  readonly email: string;
  readonly locale: string;
  /** Scopes that this person may not grant, each with the reason the consent page gives. */
  readonly withheldScopes: Readonly<Record<string, string>>;
};

/** The password of every demo user. The sign-in page shows it. */
export const demoPassword = 'demo';

/** Everybody who can sign in. */
export const demoUsers: readonly DemoUser[] = [
  {
    id: 'user-ada-lindqvist',
    givenName: 'Ada',
    familyName: 'Lindqvist',
    name: 'Ada Lindqvist',
    role: 'Hotel manager',
    email: 'ada.lindqvist@harbour-fern.example',
    locale: 'sv-SE',
    withheldScopes: {},
  },
  {
    id: 'user-tomas-rivera',
    givenName: 'Tomás',
    familyName: 'Rivera',
    name: 'Tomás Rivera',
    role: 'Night auditor',
    email: 'tomas.rivera@harbour-fern.example',
    locale: 'es-ES',
    withheldScopes: {
      'folios.manage': 'Night auditors may not change folios. A hotel manager can allow this.',
    },
  },
  {
    id: 'user-mei-tanaka',
    givenName: 'Mei',
    familyName: 'Tanaka',
    name: 'Mei Tanaka',
    role: 'Reservations agent',
    email: 'mei.tanaka@harbour-fern.example',
    locale: 'ja-JP',
    withheldScopes: {
      'invoices.read': 'Invoices are open to accounting only. Ask an accountant.',
      'folios.manage': 'Reservations agents may not change folios. A hotel manager can allow this.',
    },
  },
  {
    id: 'user-samuel-okafor',
    givenName: 'Samuel',
    familyName: 'Okafor',
    name: 'Samuel Okafor',
    role: 'Accountant',
    email: 'samuel.okafor@harbour-fern.example',
    locale: 'en-GB',
    withheldScopes: {
      'reservations.manage': 'Accountants may view reservations, but not change them.',
    },
  },
];

/** The user with this `sub`. */
export function findUserById(id: string | null | undefined): DemoUser | undefined {
  return demoUsers.find((user) => user.id === id);
}

/** The user with this email address, in any case and with any space around it. */
export function findUserByEmail(email: string | null | undefined): DemoUser | undefined {
  const wanted = email?.trim().toLowerCase();
  return demoUsers.find((user) => user.email === wanted);
}

/** The claims of a user, for ID token and userinfo (OpenID Connect Core §5.1). The scopes decide which are given out. */
export function userClaims(user: DemoUser) {
  return {
    sub: user.id,
    name: user.name,
    given_name: user.givenName,
    family_name: user.familyName,
    preferred_username: user.email,
    locale: user.locale,
    email: user.email,
    email_verified: true,
  };
}
