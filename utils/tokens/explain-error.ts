import { type ErrorMeaning, errorMeaning, type ErrorPlace } from './error-meanings';
import type { Recognised } from './recognised';

/** What the error in an answer means, by who answered; nothing where there is none, or an unknown one. */
export function explainError({
  what,
  parameters,
}: Pick<Recognised, 'what' | 'parameters'>):
  (ErrorMeaning & { readonly code: string }) | undefined {
  const code = parameters?.find(([name]) => name.toLowerCase() === 'error')?.[1];
  const found = code === undefined ? undefined : errorMeaning(code, placeOf(what));
  return code === undefined || found === undefined ? undefined : { code, ...found };
}

function placeOf(what: string): ErrorPlace {
  if (what.startsWith('Callback URL')) return 'authorization';
  return what.includes('WWW-Authenticate header') ? 'resource' : 'token';
}
