import { capitalised } from '../tokens/capitalised';
import { type Run, stepName } from '../oauth/run';
import { holdsFingerprint } from '../share/marks';
import { memberOf } from '../tokens/members';
import { endInWords } from './compare-outcomes';
import { LABEL } from './compare-clients';
import { type ComparedSection, isDifference, onlySideOf, type Side } from './comparison';

/** The sections that a user or an app decides on, in the order in which they are likely to matter. */
const INPUTS = ['client', 'server', 'request', 'token-request'];

/** How many names are told one by one. */
const MAX_NAMES = 5;

/** What there is to say first of two runs: who ran, how they ended, and what differs. */
export function gistOf(a: Side, b: Side, sections: readonly ComparedSection[]): string {
  if (a.run.id === b.run.id) return 'This is the same run twice.';
  const who = capitalised(
    [clientInWords(a.run, b.run), userInWords(a, b)].filter(Boolean).join(', '),
  );
  const [earlier, later] = a.run.startedAt <= b.run.startedAt ? [a.run, b.run] : [b.run, a.run];
  const [before, now] = [endInWords(earlier), endInWords(later)];
  if (before !== now) {
    return `${who}: ${placeInWords(before, earlier)} before, ${placeInWords(now, later)} in the later run. ${changesInWords(a.run, b.run, sections)}`;
  }
  if (now === 'failed') {
    const isSame = sections.some(
      ({ id, rows }) => id === 'outcome' && rows.every(({ outcome }) => outcome === 'same'),
    );
    return `${who}: both failed${isSame ? ' at the same step, with the same cause' : ', differently'}. ${changesInWords(a.run, b.run, sections)}`;
  }
  return now === 'done'
    ? `${who}: ${resultsInWords(a.run, b.run, sections)}`
    : `${who}: both ${now}. ${changesInWords(a.run, b.run, sections)}`;
}

function clientInWords({ client: one }: Run, { client: other }: Run): string {
  const environments =
    one.environment === other.environment
      ? ''
      : `other environment (${[one.environment, other.environment].map((name) => name || 'none').join(', ')})`;
  const client =
    one.id === other.id
      ? 'same client'
      : one.clientId === other.clientId
        ? 'same client ID'
        : 'another client';
  return [client, environments].filter(Boolean).join(', ');
}

/** Whether it was the same user: by issuer and subject (OpenID Connect Core §5.7). */
function userInWords(a: Side, b: Side): string {
  const [one, other] = [userOf(a), userOf(b)];
  if (one === undefined || other === undefined) return '';
  // A run that was kept redacted has a fingerprint of its own in the place of the subject.
  if (one !== other && [one, other].some(holdsFingerprint)) return '';
  return one === other ? 'same user' : 'other user';
}

function userOf({ run, result }: Side): string | undefined {
  const token = [result.idToken, result.accessToken].find((one) => one?.kind === 'jwt');
  if (run.grant === 'client_credentials' || token?.kind !== 'jwt') return undefined;
  const sub = memberOf(token.claims, 'sub');
  return typeof sub === 'string'
    ? JSON.stringify([memberOf(token.claims, 'iss') ?? '', sub])
    : undefined;
}

function placeInWords(end: string, { state }: Run): string {
  return 'step' in state ? `${end} at the step “${stepName(state.step)}”` : end;
}

/** What was sent or registered otherwise: the cause of another outcome is likely to be there. */
function changesInWords(a: Run, b: Run, sections: readonly ComparedSection[]): string {
  const names = inputsThatDiffer(a, b, sections);
  return names.length === 0
    ? 'Nothing that was registered or sent has changed: look at the server, the user and the clock.'
    : `What changed: ${listed(names)}.`;
}

/** The names of what differs in what went in. What one run did not get to has not changed. */
function inputsThatDiffer(a: Run, b: Run, sections: readonly ComparedSection[]): readonly string[] {
  // Another grant has other parameters throughout.
  if (a.grant !== b.grant) return ['Grant'];
  const isDiscovered = (run: Run) => run.server !== undefined;
  const reached = INPUTS.filter((id) => {
    const section = sections.find((one) => one.id === id);
    if (section === undefined || onlySideOf(section) !== undefined) return false;
    return id !== 'server' || isDiscovered(a) === isDiscovered(b);
  });
  // A label is a name for people: no server hears of it.
  return [...new Set(reached.flatMap((id) => differencesIn(sections, id)))].filter(
    (name) => name !== LABEL,
  );
}

function resultsInWords(a: Run, b: Run, sections: readonly ComparedSection[]): string {
  const allClaims = sections
    .filter(({ id }) => id.startsWith('token '))
    .flatMap(({ rows }) => rows.filter(({ key }) => key.startsWith('["claim"')));
  const claims = [...new Set(allClaims.filter(isDifference).map(({ name }) => name))];
  // Of a run that was kept redacted, not all of them are there.
  const comparable = allClaims.some(({ outcome }) => outcome === 'unknown')
    ? 'the claims that were kept'
    : 'the claims';
  const scopes = differencesIn(sections, 'scopes');
  const inputs = inputsThatDiffer(a, b, sections);
  const results = [
    claims.length === 0
      ? `${comparable} say the same`
      : `${count(claims.length, 'claim differs', 'claims differ')} (${listed(claims)})`,
    scopes.length === 0
      ? 'the scopes are the same'
      : `${count(scopes.length, 'scope differs', 'scopes differ')} (${listed(scopes)})`,
  ].join('; ');
  return `${results}.${inputs.length === 0 ? '' : ` What was asked for differs in ${listed(inputs)}.`}`;
}

function differencesIn(sections: readonly ComparedSection[], id: string): readonly string[] {
  const rows = sections.find((section) => section.id === id)?.rows ?? [];
  return rows.filter(isDifference).map(({ name }) => name);
}

function listed(names: readonly string[]): string {
  const more = names.length - MAX_NAMES;
  return more > 0 ? `${names.slice(0, MAX_NAMES).join(', ')} and ${more} more` : names.join(', ');
}

function count(number: number, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}`;
}
