import type { Person } from '../shared/person.ts';

/** An invented user of Pleo. */
export type PleoPerson = Person & {
  /** What the tokens are about: the company that the user connects. */
  readonly subjectUrn: string;
};

/** Everybody who can sign in. */
export const pleoPeople: readonly [PleoPerson, ...PleoPerson[]] = [
  {
    id: 'user-mei-tanaka',
    name: 'Mei Tanaka',
    place: 'Bookkeeper, Harbour & Fern',
    subjectUrn: 'urn:pleo:company:00000000-0000-4000-8000-00000000000a',
  },
  {
    id: 'user-samuel-okafor',
    name: 'Samuel Okafor',
    place: 'Administrator, Northwind Hotels',
    subjectUrn: 'urn:pleo:company:00000000-0000-4000-8000-00000000000b',
  },
];
