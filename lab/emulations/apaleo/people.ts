import type { Person } from '../shared/person.ts';

/** An invented user. Who clicks "Allow" decides which account is connected: https://github.com/apaleo/api/issues/23 */
export type ApaleoPerson = Person & {
  readonly userName: string;
  /** The code of the apaleo account, the tenant. */
  readonly accountCode: string;
};

/** Everybody who can sign in. */
export const apaleoPeople: readonly [ApaleoPerson, ...ApaleoPerson[]] = [
  {
    id: 'user-ada-lindqvist',
    name: 'Ada Lindqvist',
    place: 'Hotel manager, account FERN',
    userName: 'ada.lindqvist@harbour-fern.example',
    accountCode: 'FERN',
  },
  {
    id: 'user-tomas-rivera',
    name: 'Tomás Rivera',
    place: 'Group administrator, account TIDE',
    userName: 'tomas.rivera@tide-hotels.example',
    accountCode: 'TIDE',
  },
];
