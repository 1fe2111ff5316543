import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { makeOutline } from '../../../utils/share/outline';
import type { JsonValue } from '../../../utils/tokens/json';

const leftOut: string[] = [];
const outline = makeOutline({
  known: new Map([['the-known-token', 'access token']]),
  secret: (kind) => `<${kind}>`,
  name: (name) => name,
  leaveOut: (what) => leftOut.push(what),
});

describe('makeOutline', () => {
  test('keeps names, structure, booleans and null', () => {
    expect(
      outline.json({
        guestName: 'Wilhelmina',
        stays: [{ nights: 3, isPaid: true, note: null }, 'x'],
        refresh_token: 'r',
        seen: 'the-known-token',
      }),
    ).toEqual({
      guestName: '‹text›',
      stays: [{ nights: '‹number›', isPaid: true, note: null }, '‹text›'],
      refresh_token: '<refresh token>',
      seen: '<access token>',
    });
    expect(leftOut.filter((what) => what === 'text')).toHaveLength(2);
  });

  test('keeps what certainly tells of nobody', () => {
    const harmless = { error: 'invalid_token', status: 401, code: 404, type: 'about:blank' };
    expect(outline.json(harmless)).toEqual(harmless);
    const typed = { type: 'https://tools.ietf.org/html/rfc9110#section-15.5.5' };
    expect(outline.json(typed)).toEqual(typed);
    expect(
      outline.json({
        error: 'no such guest',
        status: 1984,
        code: '404',
        type: 'https://a.example/guests/ada',
        title: 'Ada',
      }),
    ).toEqual({
      error: '‹text›',
      status: '‹number›',
      code: '‹text›',
      type: '‹text›',
      title: '‹text›',
    });
  });

  test('takes names that are values for values', () => {
    expect(outline.json({ 'Ada Lindqvist': 1, Ольга: true, '4711': null, room_no: false })).toEqual(
      { '‹text›': null, '‹text› 2': '‹number›', '‹text› 3': true, room_no: false },
    );
  });

  test('shows of a form its names', () => {
    expect(
      outline.pairs([
        ['guest', 'Ada'],
        ['client_secret', '<client_secret>'],
        ['code', 'abc'],
      ]),
    ).toEqual([
      ['guest', '‹text›'],
      ['client_secret', '<client_secret>'],
      ['code', '<code>'],
    ]);
  });

  test('holds no text and no number of any body', () => {
    const walk = (value: JsonValue): readonly JsonValue[] =>
      typeof value === 'object' && value !== null ? Object.values(value).flatMap(walk) : [value];
    fc.assert(
      fc.property(fc.array(fc.jsonValue()), (values) => {
        const body = JSON.parse(JSON.stringify({ values })) as JsonValue;
        for (const leaf of walk(outline.json(body))) {
          expect(JSON.stringify(leaf)).toMatch(
            /^(?:null|true|false|"(?:‹text›|‹number›|\(left out\)|<[\w -]+>)")$/,
          );
        }
      }),
    );
  });
});
