import { describe, expect, test } from 'vitest';
import { ALL_CAUSES } from '../../../utils/diagnosis/all-causes';
import { diagnose } from '../../../utils/diagnosis/diagnose';
import { toDiagnosis } from '../../../utils/diagnosis/diagnosis';
import { authorizationCases } from './cases/authorization-cases';
import { callbackCases } from './cases/callback-cases';
import { clientCases } from './cases/client-cases';
import { endedCases } from './cases/ended-cases';
import { pageCases } from './cases/page-cases';
import { redirectUriCases } from './cases/redirect-uri-cases';
import { requestCases } from './cases/request-cases';
import { scopeCases } from './cases/scope-cases';
import { startCases } from './cases/start-cases';
import { answerCases } from './cases/answer-cases';
import { tokenClientCases } from './cases/token-client-cases';
import { discoveryCases } from './cases/discovery-cases';
import { grantCases } from './cases/grant-cases';
import { outcomeCases } from './cases/outcome-cases';
import { tokenRequestCases } from './cases/token-request-cases';
import { pastedCases } from './cases/pasted-cases';
import { providerCases } from './cases/provider-cases';
import { useCases } from './cases/use-cases';
import type { CauseCase } from './cases/symptoms';
import { verificationCases } from './cases/verification-cases';
import { wordedCases } from './cases/worded-cases';

const cases: Readonly<Record<string, CauseCase>> = {
  ...providerCases,
  ...useCases,
  ...pastedCases,
  ...startCases,
  ...callbackCases,
  ...redirectUriCases,
  ...clientCases,
  ...requestCases,
  ...scopeCases,
  ...wordedCases,
  ...authorizationCases,
  ...pageCases,
  ...endedCases,
  ...discoveryCases,
  ...answerCases,
  ...tokenClientCases,
  ...grantCases,
  ...tokenRequestCases,
  ...verificationCases,
  ...outcomeCases,
};

describe('each cause', () => {
  test.each(ALL_CAUSES.map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
    const { fault = [], sound = [] } = cases[id] ?? {};
    expect(fault.length, `${id} needs symptoms that it explains`).toBeGreaterThan(0);
    expect(sound.length, `${id} needs symptoms that it does not explain`).toBeGreaterThan(0);
    for (const [index, symptoms] of fault.entries()) {
      const suspicion = rule.find(symptoms);
      if (suspicion === undefined) throw new Error(`${id} does not see its fault ${index}.`);
      const { cause, remedy, reasons } = toDiagnosis(rule, suspicion);
      for (const text of [cause, remedy, ...reasons]) {
        expect(text, `${id}, fault ${index}`).toMatch(/^[A-Z“0-9].*[.?”)]$/s);
      }
    }
    for (const [index, symptoms] of sound.entries()) {
      expect(rule.find(symptoms), `${id}, sound ${index}`).toBeUndefined();
    }
  });

  test.each(
    ALL_CAUSES.filter(({ id }) => cases[id]?.isNotFirst !== true).map(({ id }) => [id] as const),
  )('%s is the first diagnosis of its faults', (id) => {
    for (const [index, symptoms] of (cases[id]?.fault ?? []).entries()) {
      expect(diagnose(symptoms)[0]?.rule, `${id}, fault ${index}`).toBe(id);
    }
  });
});

describe('the causes', () => {
  test('have ids of their own, in kebab-case, and a case each', () => {
    const ids = ALL_CAUSES.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)*$/);
    expect(Object.keys(cases).toSorted()).toEqual(ids.toSorted());
  });
});
