import type { Person } from '../shared/person.ts';

/** An invented user of Pipedrive. */
export type PipedrivePerson = Person & {
  readonly userId: number;
  readonly email: string;
  readonly company: { readonly id: number; readonly name: string; readonly domain: string };
};

/** Everybody who can sign in. */
export const pipedrivePeople: readonly [PipedrivePerson, ...PipedrivePerson[]] = [
  {
    id: 'user-ingrid-halvorsen',
    name: 'Ingrid Halvorsen',
    place: 'Company: Tide Hotels',
    userId: 101,
    email: 'ingrid.halvorsen@tide-hotels.example',
    company: { id: 11, name: 'Tide Hotels', domain: 'tide-hotels' },
  },
  {
    id: 'user-daniel-moreau',
    name: 'Daniel Moreau',
    place: 'Company: Northwind Sales',
    userId: 202,
    email: 'daniel.moreau@northwind-sales.example',
    company: { id: 22, name: 'Northwind Sales', domain: 'northwind-sales' },
  },
];
