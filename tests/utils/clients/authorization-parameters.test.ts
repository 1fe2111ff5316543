import { describe, expect, test } from 'vitest';
import {
  PARAMETER_FIELDS,
  parseParameterLines,
  reservedReason,
  withOverrides,
} from '../../../utils/clients/authorization-parameters';
import type { Parameter } from '../../../utils/clients/client';

const reserved = [
  ['client_id', 'it comes from the field Client ID'],
  ['redirect_uri', 'it comes from the redirect URI of this client'],
  ['scope', 'it comes from the field Scopes'],
  ['response_type', 'every run uses the authorization code flow'],
  ['state', 'each run makes its own random value'],
  ['nonce', 'each run makes its own random value'],
  ['code_challenge', 'it is computed from the code verifier of the run'],
  ['code_challenge_method', 'it comes from the field PKCE'],
  ['code_verifier', 'it must never be in a URL'],
  ['client_secret', 'a secret must never be in a URL'],
] as const;

describe('reservedReason', () => {
  test.each(reserved)('%s: %s', (name, reason) => {
    expect(reservedReason(name)).toBe(reason);
  });

  test.each([...PARAMETER_FIELDS, 'response_mode', 'toString', '__proto__', ''])(
    'leaves %j to the user',
    (name) => {
      expect(reservedReason(name)).toBeUndefined();
    },
  );
});

describe('parseParameterLines', () => {
  test('reads name=value in order, names may repeat', () => {
    expect(parseParameterLines('b=1\na=2\nb=3')).toEqual({
      ok: true,
      parameters: [
        ['b', '1'],
        ['a', '2'],
        ['b', '3'],
      ],
    });
  });

  test.each([
    ['', []],
    ['\n  \n\t\n', []],
    [' tenant = one two \r\n', [['tenant', 'one two']]],
    ['empty=', [['empty', '']]],
    ['claims={"a":"b=c"}', [['claims', '{"a":"b=c"}']]],
    ['__proto__=x', [['__proto__', 'x']]],
  ])('reads %j', (text, parameters) => {
    expect(parseParameterLines(text)).toEqual({ ok: true, parameters });
  });

  test.each([
    ['tenant', 'Line 1 is not name=value: “tenant”.'],
    ['a=1\n\n=x', 'Line 3 is not name=value: “=x”.'],
    ['y'.repeat(90), `Line 1 is not name=value: “${'y'.repeat(60)}”.`],
  ])('refuses %j', (text, message) => {
    expect(parseParameterLines(text)).toEqual({ ok: false, message });
  });

  test.each(reserved)('refuses %s, and says why', (name, reason) => {
    expect(parseParameterLines(`tenant=1\n${name}=x`)).toEqual({
      ok: false,
      message: `Line 2: ${name} cannot be set here, ${reason}.`,
    });
  });
});

describe('withOverrides', () => {
  const own = [
    ['prompt', 'login'],
    ['resource', 'https://a.example'],
    ['tenant', '1'],
    ['resource', 'https://b.example'],
  ] as const;

  test.each<[string, readonly Parameter[], readonly Parameter[]]>([
    ['nothing', [], own],
    ['one more', [['login_hint', 'ada']], [...own, ['login_hint', 'ada']]],
    ['another value', [['prompt', 'none']], [own[1], own[2], own[3], ['prompt', 'none']]],
    [
      'one in the place of several',
      [['resource', 'https://c.example']],
      [own[0], own[2], ['resource', 'https://c.example']],
    ],
    [
      'several in the place of one',
      [
        ['tenant', '2'],
        ['tenant', '3'],
      ],
      [own[0], own[1], own[3], ['tenant', '2'], ['tenant', '3']],
    ],
    ['a name in capitals', [['Prompt', 'none']], [...own, ['Prompt', 'none']]],
  ])('puts %s behind the others', (_, overrides, expected) => {
    const before = structuredClone(own);
    expect(withOverrides(own, overrides)).toEqual(expected);
    expect(own).toEqual(before);
  });
});
