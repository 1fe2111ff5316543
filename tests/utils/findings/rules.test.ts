import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { format, resolveConfig } from 'prettier';
import { describe, expect, test } from 'vitest';
import { ALL_RULES } from '../../../utils/findings/all-rules';
import type { Evidence } from '../../../utils/findings/evidence';
import { findAll, findingsOf } from '../../../utils/findings/find-all';
import { findingsPage } from '../../../utils/findings/findings-page';
import { ABOUT } from '../../../utils/findings/finding';
import { evidenceOfPasted } from '../../../utils/findings/gather-evidence';
import { templates } from '../../../utils/clients/templates/all-templates';
import { recognise } from '../../../utils/tokens/recognise/recognise';
import { answerCases } from './cases/answer-cases';
import {
  accessToken,
  ACCESS_CLAIMS,
  answer,
  callback,
  type Case,
  idToken,
  jwt,
  NOW,
  pasted,
  request,
  SOUND_ANSWER,
  SOUND_CALLBACK,
} from './cases/evidence';
import { registrationCases } from './cases/registration-cases';
import { requestCases } from './cases/request-cases';
import { responseCases } from './cases/response-cases';
import { scopeAndUseCases } from './cases/scope-and-use-cases';
import { tokenCases } from './cases/token-cases';

const cases: Readonly<Record<string, Case>> = {
  ...requestCases,
  ...responseCases,
  ...answerCases,
  ...tokenCases,
  ...scopeAndUseCases,
  ...registrationCases,
};

const all = (evidence: Evidence | readonly Evidence[]): readonly Evidence[] => [evidence].flat();

describe('each rule', () => {
  test.each(ALL_RULES.map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
    const { fault, sound } = cases[id] ?? { fault: [], sound: [] };
    expect(all(fault).length, `${id} needs evidence of the fault`).toBeGreaterThan(0);
    expect(all(sound).length, `${id} needs sound evidence`).toBeGreaterThan(0);
    for (const [index, evidence] of all(fault).entries()) {
      const faults = findingsOf(rule, evidence).filter(({ severity }) => severity !== 'passed');
      expect(faults, `${id}, fault ${index}`).not.toEqual([]);
      for (const { severity, title, detail = '', remedy } of faults) {
        expect(rule.severities, `${id}, fault ${index}`).toContain(severity);
        expect(title).toMatch(/^\S.*[^.\s]$|\.$/);
        expect(detail).not.toContain(title);
        expect(remedy ?? 'nothing').not.toBe('');
      }
    }
    for (const [index, evidence] of all(sound).entries()) {
      const faults = findingsOf(rule, evidence).filter(({ severity }) => severity !== 'passed');
      expect(faults, `${id}, sound ${index}`).toEqual([]);
    }
  });

  test('shows every severity that it names', () => {
    const unseen = ALL_RULES.flatMap((rule) => {
      const seen = new Set(
        all(cases[rule.id]?.fault ?? []).flatMap((evidence) =>
          findingsOf(rule, evidence).map(({ severity }) => severity),
        ),
      );
      return rule.severities.filter((severity) => !seen.has(severity)).map((s) => [rule.id, s]);
    });
    expect(unseen).toEqual([]);
  });
});

/** What rules look for in tokens and answers. */
const MEMBERS =
  'iss aud sub exp iat nbf scope cnf events htu htm alg kid jwk crit typ zip active expires_in error roles access_token id_token refresh_token issuer response_types_supported'.split(
    ' ',
  );

describe('the rules', () => {
  test('have ids of their own, in kebab-case, and a case each', () => {
    const ids = ALL_RULES.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)*$/);
    expect(Object.keys(cases).toSorted()).toEqual(ids.toSorted());
  });

  test('speak in sentences', () => {
    for (const { looksFor, why, remedy } of ALL_RULES) {
      for (const sentence of [looksFor, why, remedy]) {
        expect(sentence).toMatch(/^[A-Za-z].*[.):]$|\.$/);
      }
    }
  });

  test('link to specifications', () => {
    const hosts = new Set(['www.rfc-editor.org', 'openid.net', 'www.iana.org']);
    for (const { specifications } of ALL_RULES) {
      for (const { url, name } of specifications) {
        expect(url).toMatch(/^https:\/\//);
        expect(hosts).toContain(URL.parse(url)?.hostname);
        expect(name).not.toBe('');
      }
    }
  });

  test('look at everything that they can be about', () => {
    expect(new Set(ALL_RULES.map(({ about }) => about))).toEqual(new Set(ABOUT));
  });

  test('say nothing where there is nothing', () => {
    expect(findAll(pasted({}))).toEqual([]);
  });

  test.each<[string, Evidence]>([
    ['a request', request()],
    ['a callback', callback(SOUND_CALLBACK)],
    ['a token response', answer(SOUND_ANSWER)],
    ['an access token', accessToken()],
    ['an ID token', idToken()],
  ])('have nothing against %s as it should be', (_, evidence) => {
    expect(findAll(evidence).filter(({ severity }) => severity !== 'passed')).toEqual([]);
  });

  test('never throw, whatever is pasted', () => {
    const value = fc.jsonValue({ maxDepth: 2 });
    const members = fc.dictionary(fc.constantFrom(...MEMBERS), value);
    fc.assert(
      fc.property(members, members, fc.webUrl({ withQueryParameters: true }), (one, two, url) => {
        const object = JSON.parse(JSON.stringify(one));
        const evidence = pasted({
          tokens: (
            ['Access token', 'ID token', 'DPoP proof', 'Logout token', 'Token'] as const
          ).map((name) => ({ name, value: jwt(one, two) })),
          tokenResponse: object,
          introspection: object,
          userInfo: object,
          metadata: object,
          keys: [object],
          callbackUrl: `${url}#response=${jwt(one, two)}`,
          request: {
            endpoint: url,
            clientId: '',
            parameters: Object.entries(two).map(([name, text]) => [name, JSON.stringify(text)]),
          },
          httpRequest: { method: 'GET', url, headers: [], form: [] },
        });
        for (const { title } of findAll(evidence)) expect(title).not.toBe('');
      }),
      { numRuns: 100 },
    );
  });
});

describe('findAll of many tokens', () => {
  const text = (count: number) =>
    Array.from({ length: count }, (_, index) => jwt({ ...ACCESS_CLAIMS, jti: `${index}` })).join(
      '\n',
    );

  test('lists at most 20 findings of one rule, and says how many more there are', () => {
    const rule = 'access-token-untyped';
    const found = findAll(evidenceOfPasted(recognise(text(100)), NOW)).filter(
      (finding) => finding.rule === rule,
    );
    expect(found).toHaveLength(21);
    expect(found.at(-1)?.title).toBe(
      'And 80 more like this: The token (no. 21) does not say that it is an access token (typ) …',
    );
    const few = findAll(evidenceOfPasted(recognise(text(20)), NOW));
    expect(few.filter((finding) => finding.rule === rule)).toHaveLength(20);
  });
});

describe('the provider rules that findings link to', () => {
  test('are on public pages', () => {
    for (const { rules } of Object.values(templates)) {
      for (const { source } of rules) expect(source.url).toMatch(/^https:\/\//);
    }
  });
});

describe('docs/findings.md', () => {
  const path = join(import.meta.dirname, '..', '..', '..', 'docs', 'findings.md');

  test('is what the rules say: run npm run findings', async () => {
    const options = await resolveConfig(path);
    const page = await format(findingsPage(), { ...options, filepath: path });
    expect(await readFile(path, 'utf8')).toBe(page);
  });
});
