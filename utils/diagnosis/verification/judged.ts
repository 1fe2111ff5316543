import type { Client } from '../../clients/client';
import { lastTokenExchange } from '../../oauth/exchange';
import type { Run } from '../../oauth/run';
import type { Check } from '../../tokens/check';
import type { DecodedToken } from '../../tokens/decode-token';
import type { JsonObject, JsonValue } from '../../tokens/json';
import { memberOf } from '../../tokens/members';
import type { CauseRule, Suspicion } from '../diagnosis';
import { step } from '../look';

/** An ID token of which a check failed. */
export type Judged = {
  readonly run: Run;
  readonly client: Client;
  readonly idToken: DecodedToken | undefined;
  readonly header: JsonObject;
  readonly claims: JsonObject;
  readonly checks: readonly Check[];
  /** When the token response came, in milliseconds by the clock of this machine. */
  readonly cameAt: number;
  /** The check of that name, where it failed. */
  readonly failed: (name: Check['name']) => Check | undefined;
  readonly claim: (name: string) => JsonValue | undefined;
};

type VerificationRule = Omit<CauseRule, 'part' | 'find' | 'places'> &
  Partial<Pick<CauseRule, 'places'>> & {
    readonly find: (judged: Judged) => Suspicion | undefined;
  };

/** A rule about ID tokens of which a check failed. */
export function ofIdToken({ find, ...rule }: VerificationRule): CauseRule {
  return {
    places: [step('verification')],
    ...rule,
    part: 'verification',
    find: ({ place, run, client, result }) => {
      const checks = run?.idTokenVerdict?.checks;
      const exchange = run === undefined ? undefined : lastTokenExchange(run.exchanges);
      if (place !== 'verification' || run === undefined || client === undefined) return undefined;
      if (checks === undefined || exchange === undefined) return undefined;
      const { idToken } = result ?? {};
      const claims =
        (idToken !== undefined && 'claims' in idToken ? idToken.claims : undefined) ?? {};
      const header =
        (idToken !== undefined && 'header' in idToken ? idToken.header : undefined) ?? {};
      return find({
        run,
        client,
        idToken,
        header,
        claims,
        checks,
        cameAt: exchange.startedAt + exchange.durationMs,
        failed: (name) => checks.find((check) => check.name === name && check.outcome === 'failed'),
        claim: (name) => memberOf(claims, name),
      });
    },
  };
}
