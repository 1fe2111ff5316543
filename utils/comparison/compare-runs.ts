import { namedTokens } from '../share/named-tokens';
import { clientEntries, serverEntries } from './compare-clients';
import { compareEntries } from './compare-entries';
import type { Comparison, Entry, Side } from './comparison';
import {
  callbackEntries,
  requestEntries,
  tokenRequestEntries,
  tokenResponseEntries,
} from './compare-messages';
import { findingEntries, outcomeEntries, timingEntries } from './compare-outcomes';
import { scopeEntries, tokenEntries, verdictEntries } from './compare-tokens';
import { makeCurtain } from './curtain';
import { gistOf } from './gist';
import { remarksOn } from './remarks';

type Section = {
  readonly id: string;
  readonly title: string;
  readonly what: string;
  readonly entriesOf: (side: Side, other: Side) => readonly Entry[];
};

const BEFORE_TOKENS: readonly Section[] = [
  { id: 'outcome', title: 'Outcome', what: 'What', entriesOf: outcomeEntries },
  { id: 'client', title: 'Client', what: 'Field', entriesOf: clientEntries },
  { id: 'server', title: 'Server', what: 'Member', entriesOf: serverEntries },
  { id: 'request', title: 'Authorization request', what: 'Parameter', entriesOf: requestEntries },
  {
    id: 'callback',
    title: 'Authorization response',
    what: 'Parameter',
    entriesOf: callbackEntries,
  },
  {
    id: 'token-request',
    title: 'Token request',
    what: 'Parameter',
    entriesOf: tokenRequestEntries,
  },
  {
    id: 'token-response',
    title: 'Token response',
    what: 'Member',
    entriesOf: tokenResponseEntries,
  },
  { id: 'scopes', title: 'Scopes', what: 'Scope', entriesOf: scopeEntries },
];

const AFTER_TOKENS: readonly Section[] = [
  { id: 'verdict', title: 'Checks of the ID token', what: 'Check', entriesOf: verdictEntries },
  { id: 'findings', title: 'Findings', what: 'Rule', entriesOf: findingEntries },
  { id: 'timings', title: 'Timings', what: 'Step', entriesOf: timingEntries },
];

/**
 * Holds two runs against each other, section by section. Tokens, codes and secrets are compared, and never part of what
 * is given back. Never throws on what it is given.
 */
export function compareRuns(a: Side, b: Side): Comparison {
  const curtain = makeCurtain([a, b]);
  const tokens = [a, b].flatMap(({ result }) => namedTokens(result).map(({ name }) => name));
  const sections = [
    ...BEFORE_TOKENS,
    ...[...new Set(tokens)].map((name) => ({
      id: `token ${name}`,
      title: curtain(name),
      what: 'Claim',
      entriesOf: (side: Side, other: Side) => tokenEntries(name, side, other),
    })),
    ...AFTER_TOKENS,
  ].flatMap(({ id, title, what, entriesOf }) => {
    const rows = compareEntries(entriesOf(a, b), entriesOf(b, a), curtain);
    return rows.length === 0 ? [] : [{ id, title, what, rows }];
  });
  return { gist: curtain(gistOf(a, b, sections)), remarks: remarksOn(a, b, sections), sections };
}
