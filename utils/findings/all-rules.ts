import { answerContentRules } from './answer/answer-content';
import { answerFormRules } from './answer/answer-form';
import { idTokenRules } from './answer/id-token';
import { refreshTokenRules } from './answer/refresh-rotation';
import { strictVerdict } from './answer/strict-verdict';
import { tokenLifetimeRules } from './answer/token-lifetime';
import { tokenTypeRules } from './answer/token-type';
import type { FindingRule } from './finding';
import { keyRules } from './registration/keys';
import { metadataRules } from './registration/metadata';
import { plainHttp } from './registration/plain-http';
import { registration } from './registration/registration';
import { requestContentRules } from './request/content';
import { pkceRules } from './request/pkce';
import { redirectUriRules } from './request/redirect-uri';
import { requestObjectRules } from './request/request-object';
import { responseTypeRules } from './request/response-type';
import { signInRules } from './request/sign-in';
import { stateAndNonceRules } from './request/state-and-nonce';
import { callbackRules } from './response/callback';
import { callbackSeen } from './response/callback-seen';
import { issuerIdentificationRules } from './response/issuer-identification';
import { silentCheck } from './response/silent-check';
import { stateReturnedRules } from './response/state-returned';
import { grantedScopeRules } from './scopes/granted-scopes';
import { scopeMarker } from './scopes/scope-marker';
import { scopeRules } from './scopes/scopes-in-token';
import { algorithmRules } from './token/algorithm';
import { brokenRules } from './token/broken';
import { claimRules } from './token/required-claims';
import { contentRules } from './token/content';
import { disclosureRules } from './token/disclosures';
import { duplicateRules } from './token/duplicates';
import { profileRules } from './token/profiles';
import { providerTokenRules } from './token/provider-tokens';
import { signatureRules } from './token/signature';
import { timeRules } from './token/times';
import { httpRequestRules } from './use/http-request';
import { tokenUseRules } from './use/token-use';

/** Every rule. Among findings that are as grave, those of the rules further up come first. */
export const ALL_RULES: readonly FindingRule[] = [
  silentCheck,
  ...grantedScopeRules,
  scopeMarker,
  registration,
  ...refreshTokenRules,
  callbackSeen,
  ...stateReturnedRules,
  ...issuerIdentificationRules,
  ...pkceRules,
  plainHttp,
  strictVerdict,
  ...answerFormRules,
  ...tokenTypeRules,
  ...tokenLifetimeRules,
  ...idTokenRules,
  ...tokenUseRules,
  ...scopeRules,
  ...answerContentRules,
  ...stateAndNonceRules,
  ...redirectUriRules,
  ...responseTypeRules,
  ...signInRules,
  ...requestContentRules,
  ...requestObjectRules,
  ...callbackRules,
  ...brokenRules,
  ...duplicateRules,
  ...disclosureRules,
  ...algorithmRules,
  ...signatureRules,
  ...timeRules,
  ...claimRules,
  ...contentRules,
  ...profileRules,
  ...providerTokenRules,
  ...httpRequestRules,
  ...keyRules,
  ...metadataRules,
];
