import { openIdCore, rfc } from '../findings/specifications';
import type { ComparedSection, Remark, Side } from './comparison';

/** Values that have to be new in every run: where they stand, and what their repetition opens. */
const REUSED: readonly (Remark & { readonly section: string; readonly key: string })[] = [
  {
    section: 'request',
    key: 'parameter state',
    title: 'Both runs sent the same state',
    detail:
      'It ties an answer to the request of one browser. Who knows it from one run can slip an answer of theirs into another. Take it out of the parameters of the client: every run makes its own.',
    specification: rfc(6749, '10.12'),
  },
  {
    section: 'request',
    key: 'parameter nonce',
    title: 'Both runs sent the same nonce',
    detail:
      'It ties an ID token to one request. With the same nonce, a token that was stolen from one run is accepted in another. Take it out of the parameters of the client: every run makes its own.',
    specification: openIdCore('15.5.2', 'NonceNotes'),
  },
  {
    section: 'request',
    key: 'parameter code_challenge',
    title: 'Both runs sent the same PKCE challenge',
    detail:
      'So they share one code verifier: who has it from one run can redeem the code of another. Take it out of the parameters of the client: every run makes its own.',
    specification: rfc(7636, '7.1'),
  },
  {
    section: 'callback',
    key: 'parameter code',
    title: 'Both runs were given the same code',
    detail:
      'A code is good for one token request. A server that gives it out twice cannot tell whether it was stolen.',
    specification: rfc(6749, '4.1.2'),
  },
];

/** What is worth saying of two runs besides: values that should be new in each, and are not. */
export function remarksOn(
  a: Side,
  b: Side,
  sections: readonly ComparedSection[],
): readonly Remark[] {
  if (a.run.id === b.run.id) return [];
  return REUSED.flatMap(({ section, key, ...remark }) => {
    const row = sections.find(({ id }) => id === section)?.rows.find((one) => one.key === key);
    return row?.outcome === 'same' ? [remark] : [];
  });
}
