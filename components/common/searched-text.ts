import { createContext } from 'react';

/** What somebody searches for: it is marked in the texts within. */
export const SearchedText = createContext('');
