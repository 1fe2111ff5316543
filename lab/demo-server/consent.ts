import { alwaysGrantedScope, type DemoScope } from './scopes.ts';
import type { DemoUser } from './users.ts';

/** How one requested scope stands on the consent page. */
export type ScopeChoice =
  | { readonly scope: DemoScope; readonly state: 'optional' | 'always' }
  | { readonly scope: DemoScope; readonly state: 'withheld'; readonly reason: string };

/** What the user decided: every requested scope is in exactly one of the two lists. */
export type ConsentDecision = {
  readonly granted: readonly DemoScope[];
  readonly refused: readonly DemoScope[];
};

/** Which of the requested scopes this user may choose. */
export function offerScopes(
  requested: readonly DemoScope[],
  user: DemoUser,
): readonly ScopeChoice[] {
  return requested.map((scope) => {
    const reason = user.withheldScopes[scope.name];
    if (reason !== undefined) return { scope, state: 'withheld', reason };
    return { scope, state: scope.name === alwaysGrantedScope ? 'always' : 'optional' };
  });
}

/** Turns the ticked names into a decision. A name that was not on offer counts for nothing: forms can be posted by hand. */
export function decideConsent(
  choices: readonly ScopeChoice[],
  ticked: readonly string[],
): ConsentDecision {
  const isGranted = ({ scope, state }: ScopeChoice) =>
    state === 'always' || (state === 'optional' && ticked.includes(scope.name));
  return {
    granted: choices.filter(isGranted).map(({ scope }) => scope),
    refused: choices.filter((choice) => !isGranted(choice)).map(({ scope }) => scope),
  };
}
