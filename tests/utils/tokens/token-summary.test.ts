import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../utils/tokens/json';
import { summarise } from '../../../utils/tokens/token-summary';

const now = 1_800_000_000_000;
const lineOf = (claims: JsonObject, label: string) =>
  summarise(claims, now).find((line) => line.label === label)?.text;

describe('summarise', () => {
  test('answers five questions, in order', () => {
    const claims = {
      iss: 'https://op.example',
      sub: '123',
      name: 'Ada Lindqvist',
      email: 'ada@example.com',
      azp: 'shop',
      aud: ['https://api.example', 'x'],
      scope: 'read write',
      roles: ['admin'],
      exp: 1_800_000_065,
    };
    expect(summarise(claims, now)).toEqual([
      { label: 'Whose', text: 'Ada Lindqvist, ada@example.com (sub 123); client: shop' },
      { label: 'Issued by', text: 'https://op.example' },
      { label: 'For', text: 'https://api.example, x' },
      { label: 'Allows', text: '2 scopes: read, write; 1 role: admin' },
      { label: 'Valid', text: 'yes: expires in 1:05' },
    ]);
    expect(summarise({}, now)).toEqual([]);
  });

  test('says which host is meant by one with letters that only look familiar', () => {
    const iss = 'https://g\u043e\u043egle.com';
    expect(lineOf({ iss }, 'Issued by')).toBe(`${iss} (in ASCII: xn--ggle-55da.com)`);
  });

  test.each<readonly [JsonObject, string]>([
    [{ sub: 'svc', client_id: 'svc' }, 'no user: the client itself (svc)'],
    [{ sub: 'x@clients', azp: 'x', gty: 'client-credentials' }, 'no user: the client itself (x)'],
    [{ sub: 'guid', oid: 'guid', appid: 'app', idtyp: 'app' }, 'no user: the client itself (app)'],
    [{ idtyp: 'app' }, 'no user: the client itself'],
    [{ sub: '1' }, '1'],
    [{ sub: '1', client_id: 'shop' }, '1; client: shop'],
    [{ email: 'a@b.example' }, 'a@b.example'],
    [{ sub: 'ada', preferred_username: 'ada' }, 'ada'],
    [{ cid: 'shop' }, 'client: shop'],
  ])('says whose it is: %j', (claims, text) => {
    expect(lineOf(claims, 'Whose')).toBe(text);
  });

  test.each<readonly [JsonObject, string | undefined]>([
    [{ exp: 1_799_999_940 }, 'expired 1 min ago'],
    [{ exp: 1_800_000_000 }, 'expired now'],
    [{ nbf: 1_800_000_060, exp: 1_800_000_100 }, 'not yet: begins in 1:00'],
    [{ nbf: 1_700_000_000, exp: 1_800_000_100 }, 'yes: expires in 1:40'],
    [{ exp: 'soon' }, 'unclear: its "exp" is no time in seconds'],
    [{ exp: 1_800_000_000_000 }, 'unclear: its "exp" is no time in seconds'],
    [{ iat: 1 }, 'without an end: there is no "exp"'],
    [{}, undefined],
  ])('says until when it is valid: %j', (claims, text) => {
    expect(lineOf(claims, 'Valid')).toBe(text);
  });

  test.each<readonly [JsonObject, string | undefined]>([
    [{ scp: ['a', 'b'] }, '2 scopes: a, b'],
    [{ scope: 'a', scp: 'a' }, '1 scope: a'],
    [{ permissions: ['read:x'] }, '1 permission: read:x'],
    [{ realm_access: { roles: ['r'] }, roles: 'q' }, '2 roles: q, r'],
    [{ scope: '' }, undefined],
    [{ scope: 5, roles: [5], permissions: {} }, undefined],
  ])('says what it allows: %j', (claims, text) => {
    expect(lineOf(claims, 'Allows')).toBe(text);
  });

  test('stays short', () => {
    const scope = Array.from({ length: 500 }, (_, index) => `s${index}`).join(' ');
    const long = 'x'.repeat(5000);
    const claims = { scope, sub: long, iss: long, aud: [long, long], name: long };
    for (const { text } of summarise(claims, now)) expect(text.length).toBeLessThan(500);
    expect(lineOf(claims, 'Allows')).toContain('s11 and 488 more');
  });

  test('never throws', () => {
    const names = fc.constantFrom(
      ...'iss sub aud azp client_id scope scp roles realm_access exp nbf iat name email gty __proto__'.split(
        ' ',
      ),
    );
    fc.assert(
      fc.property(fc.dictionary(names, fc.jsonValue()), (claims) => {
        const parsed = JSON.parse(JSON.stringify(claims)) as JsonObject;
        expect(summarise(parsed, now).length).toBeLessThanOrEqual(5);
      }),
    );
  });
});
