import { pageAnswered, pageCauses as answeredPageCauses } from './answer/page-causes';
import { reachCauses, reachRefused } from './answer/reach-causes';
import { asItFailed } from './as-it-failed';
import { callbackCauses } from './callback/callback-causes';
import { stateCauses } from './callback/state-causes';
import type { CauseRule } from './diagnosis';
import { documentCauses, documentMissing } from './discovery/document-causes';
import { issuerCauses } from './discovery/issuer-causes';
import { errorCodeMeaning } from './error-code-meaning';
import { outcomeCauses, slowServer } from './outcome/answer-causes';
import { scopeCauses } from './outcome/scope-causes';
import { providerCauses } from './providers/catalogues';
import { authorizationCauses } from './sign-in/authorization-causes';
import { endedCauses } from './sign-in/ended-causes';
import { pageCauses } from './sign-in/page-causes';
import { startCauses } from './start/start-causes';
import { authenticationCauses } from './token/authentication-causes';
import { bindingCauses } from './token/binding-causes';
import { clientCauses, clientRefused } from './token/client-causes';
import { codeCauses, codeNotAccepted } from './token/code-causes';
import { endpointCauses, endpointRefused } from './token/endpoint-causes';
import { errorCauses } from './token/error-causes';
import { pastedCodeCauses } from './token/pasted-code-causes';
import { refreshCauses, refreshNotAccepted } from './token/refresh-causes';
import { requestCauses, requestRefused } from './token/request-causes';
import { useCauses } from './use/use-causes';
import { identityCauses } from './verification/identity-causes';
import { signatureCauses, tokenRefused } from './verification/signature-causes';
import { timeCauses } from './verification/time-causes';

/** Causes at the authorization endpoint, in its answer, and of runs that ended without one. */
const atSignIn: readonly CauseRule[] = [
  ...stateCauses,
  ...callbackCauses,
  ...authorizationCauses,
  ...pageCauses,
  ...endedCauses,
];

/** Causes at discovery. */
const atDiscovery: readonly CauseRule[] = [...issuerCauses, ...documentCauses];

/** What may have answered in place of a server, at discovery and at the token endpoint. */
const whatAnswered: readonly CauseRule[] = [...reachCauses, ...answeredPageCauses];

/** Causes at the token endpoint. */
const atTokenRequest: readonly CauseRule[] = [
  ...bindingCauses,
  ...endpointCauses,
  ...clientCauses,
  ...authenticationCauses,
  ...codeCauses,
  ...pastedCodeCauses,
  ...refreshCauses,
  ...requestCauses,
  ...errorCauses,
];

/** Where nothing tells which cause it is, before the failure in its own words. */
const general: readonly CauseRule[] = [
  documentMissing,
  pageAnswered,
  reachRefused,
  clientRefused,
  codeNotAccepted,
  refreshNotAccepted,
  ...requestRefused,
  ...endpointRefused,
];

/** Causes of a refused ID token. */
const atVerification: readonly CauseRule[] = [
  ...identityCauses,
  ...timeCauses,
  ...signatureCauses,
  ...tokenRefused,
];

/** What makes the outcome of a run other than was asked for. */
const ofOutcome: readonly CauseRule[] = [...scopeCauses, ...outcomeCauses, slowServer];

/** Every cause that is known, from the particular to the general. */
export const ALL_CAUSES: readonly CauseRule[] = [
  ...providerCauses,
  ...atSignIn,
  ...atDiscovery,
  ...startCauses,
  ...whatAnswered,
  ...atTokenRequest,
  ...atVerification,
  ...ofOutcome,
  ...useCauses,
  ...general,
  errorCodeMeaning,
  asItFailed,
];
