import { findAlgorithm, isLackedByBrowsers, isUnsigned } from '../../tokens/algorithms';
import { showValue } from '../../tokens/show-value';
import type { FindingRule } from '../finding';
import { rfc } from '../specifications';
import { capitalised } from '../../tokens/capitalised';
import { memberOf } from '../../tokens/members';

const unknown: FindingRule = {
  id: 'algorithm-unknown',
  about: 'token',
  looksFor: 'A signed token names an algorithm that is not registered (alg).',
  why: 'Nobody can check such a signature. A recipient that does not refuse it takes what anyone can have made.',
  remedy:
    'Refuse it. The issuer has to name a registered algorithm, such as RS256, ES256 or EdDSA.',
  severities: ['error', 'warning'],
  specifications: [rfc(7515, '4.1.1'), rfc(8725, '3.1')],
  find: ({ tokens }) =>
    tokens.flatMap(({ token, header, called }) => {
      if ((token.kind !== 'jwt' && token.kind !== 'jws') || token.segments[2] === '') return [];
      const alg = memberOf(header, 'alg');
      if (typeof alg !== 'string' || isUnsigned(alg) || isRegistered(alg)) return [];
      const meant = meantBy(alg);
      return [
        {
          severity: meant === undefined && alg.trim() !== '' ? 'warning' : 'error',
          title: `${capitalised(called)} names an algorithm that nobody knows`,
          seen: `alg is ${showValue(alg, 40)}.${meant === undefined ? '' : ` It is spelled like ${meant}, and is not the same.`}`,
        },
      ];
    }),
};

function isRegistered(alg: string): boolean {
  return findAlgorithm(alg) !== undefined || isLackedByBrowsers(alg);
}

/** Names are compared character by character; some libraries do not, and attackers try which. */
function meantBy(alg: string): string | undefined {
  const plain = alg.replaceAll(/[^\w-]/g, '');
  if (isUnsigned(plain)) return 'none';
  return [plain, plain.toUpperCase()].find(isRegistered);
}

export const algorithmRules: readonly FindingRule[] = [unknown];
