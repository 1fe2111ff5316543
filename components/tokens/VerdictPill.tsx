import { Pill } from '../common/Pill';
import type { Verdict } from './verdict-words';

/** What the checks of a token come to, in a word. */
export function VerdictPill({ outcome }: { readonly outcome: Verdict }) {
  switch (outcome) {
    case 'genuine':
      return <Pill tone="good">Genuine</Pill>;
    case 'refused':
      return <Pill tone="bad">Refused</Pill>;
    case 'unverified':
      return <Pill tone="caution">Not verified</Pill>;
  }
}
