import { TOKEN } from '../share/redaction';
import { isPersonal, type SensitiveKind } from '../share/sensitive-names';
import { searchesFor } from '../share/search-known';
import { type SensitiveValues, sensitiveValuesOfRun } from '../share/sensitive-values';
import type { Curtain } from './compare-entries';
import type { Side } from './comparison';

/**
 * Takes every token, code and secret of both runs out of a text, in each form in which it travels: servers repeat them
 * in their messages. Who somebody is stays: that is what runs of two users are compared for.
 */
export function makeCurtain(sides: readonly Pick<Side, 'run' | 'result'>[]): Curtain {
  const known: SensitiveValues = new Map(
    sides
      .flatMap(({ run, result }) => [...sensitiveValuesOfRun(run, result)])
      .filter(([, kind]) => !isPersonal(kind)),
  );
  const searches = searchesFor(known, markOf);
  const seen = new Map<string, string>();
  return (text) => {
    const before = seen.get(text);
    if (before !== undefined) return before;
    const shown = searches
      .reduce((result, search) => search(result), text)
      .replace(TOKEN, markOf('token'));
    seen.set(text, shown);
    return shown;
  };
}

function markOf(kind: SensitiveKind): string {
  return `‹${kind}›`;
}
