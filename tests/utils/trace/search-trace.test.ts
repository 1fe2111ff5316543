import { describe, expect, test } from 'vitest';
import { searchTrace } from '../../../utils/trace/search-trace';
import { splitHits } from '../../../utils/trace/split-hits';
import { messagesOf } from '../../../utils/trace/trace';
import { traceOf } from '../../../utils/trace/trace-of';
import { accessToken, tellingRun, told } from '../share/telling-run';

const messages = messagesOf(traceOf(tellingRun()));
const found = (query: string) => searchTrace(messages, query).map(({ label }) => label);

describe('searchTrace', () => {
  test('finds all without a query', () => {
    expect(found('  ')).toEqual(messages.map(({ label }) => label));
  });

  test.each([
    ['a label', 'token REQUEST', ['Token request']],
    ['a participant', 'browser', ['Authorization request']],
    ['a method', 'POST https', ['Token request']],
    ['a host', 'openid-configuration', ['Discovery request']],
    ['a status', '200 ok', ['Discovery request', 'Token request']],
    ['the name of a parameter', 'login_hint', ['Authorization request']],
    ['a value as it was sent', encodeURIComponent(told.email), ['Authorization request']],
    ['a header', 'cookie: sess=', ['Discovery request']],
    ['a pair of a form', 'grant_type=authorization_code', ['Token request']],
    ['a secret', told.code, ['Authorization response', 'Token request']],
    ['a token', accessToken, ['Token request']],
    ['what stands within a token', told.jti, ['Token request']],
    ['nothing that is there', 'no such text', []],
  ])('finds %s', (_what, query, labels) => {
    expect(found(query)).toEqual(labels);
  });

  test('finds a value decoded', () => {
    expect(found(told.email)).toContain('Authorization request');
  });
});

describe('splitHits', () => {
  const marked = (text: string, query: string) =>
    splitHits(text, query)
      .map((piece) => (piece.isHit ? `[${piece.text}]` : piece.text))
      .join('');

  test.each([
    ['Token token', 'TOKEN', '[Token] [token]'],
    ['a.b (c)', '.b (', 'a[.b (]c)'],
    ['a/b-c', '/b-', 'a[/b-]c'],
    ['İstanbul', 'stan', 'İ[stan]bul'],
    ['nothing', 'x', 'nothing'],
    ['nothing', ' ', 'nothing'],
    ['', 'x', ''],
  ])('marks in %s what %s finds', (text, query, shown) => {
    expect(marked(text, query)).toBe(shown);
  });

  test('loses nothing of a text with very many hits', () => {
    const text = 'ab'.repeat(5000);
    expect(
      splitHits(text, 'a')
        .map((piece) => piece.text)
        .join(''),
    ).toBe(text);
  });
});
