import type { Run } from '../oauth/run';
import type { RunResult } from '../oauth/run-result';
import { callbackSeen } from './callback-seen';
import type { Finding, FindingRule, Severity } from './finding';
import { grantedScopes } from './granted-scopes';
import { idToken } from './id-token';
import { issuerIdentification } from './issuer-identification';
import { pkce } from './pkce';
import { plainHttp } from './plain-http';
import { refreshRotation } from './refresh-rotation';
import { registration } from './registration';
import { scopeMarker } from './scope-marker';
import { silentCheck } from './silent-check';
import { stateReturned } from './state-returned';
import { strictVerdict } from './strict-verdict';
import { tokenAnswerForm } from './token-answer-form';
import { tokenLifetime } from './token-lifetime';
import { tokenType } from './token-type';

const RULES: readonly FindingRule[] = [
  silentCheck,
  grantedScopes,
  scopeMarker,
  registration,
  refreshRotation,
  callbackSeen,
  stateReturned,
  issuerIdentification,
  pkce,
  plainHttp,
  strictVerdict,
  tokenAnswerForm,
  tokenType,
  tokenLifetime,
  idToken,
];

const ORDER = { error: 0, warning: 1, info: 2, passed: 3 } as const satisfies Record<
  Severity,
  number
>;

/** Everything that the rules have to say of a run, the gravest first. */
export function findAll(run: Run, result: RunResult): readonly Finding[] {
  return RULES.flatMap((rule) => rule(run, result)).toSorted(
    (a, b) => ORDER[a.severity] - ORDER[b.severity],
  );
}
