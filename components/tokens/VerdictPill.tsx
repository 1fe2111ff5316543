import type { TokenVerification } from '@/utils/tokens/verify/verification';
import { Pill } from '../common/Pill';

/** What the checks of a token come to, in a word. */
export function VerdictPill({ outcome }: { readonly outcome: TokenVerification['outcome'] }) {
  switch (outcome) {
    case 'genuine':
      return <Pill tone="good">Genuine</Pill>;
    case 'refused':
      return <Pill tone="bad">Refused</Pill>;
    case 'unverified':
      return <Pill tone="caution">Not verified</Pill>;
  }
}
