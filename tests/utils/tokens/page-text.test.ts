import { describe, expect, test } from 'vitest';
import { pageText, readPage, saidInBody } from '../../../utils/tokens/page-text';

describe('readPage', () => {
  test.each<[string, string, string]>([
    [
      '<title>No  entry</title><h1>Unknown\n client</h1><p>a<b>b</b></p>',
      'No entry',
      'Unknown\nclient\nab',
    ],
    ['plain: 1 < 2 & 3', '', 'plain: 1 < 2 & 3'],
    ['&lt;x&gt; &amp; &#8220;q&#x201D; &eacute; &nope; &#0;', '', '<x> & “q” é &nope; &#0;'],
    ['<SCRIPT>a("<b>")</SCRIPT><style>b{}</style><!-- <p>c</p> -->d', '', 'd'],
    ['a<script>never closed', '', 'a'],
    ['a<p never closed', '', 'a'],
    ['İ<title>İİ</title>b', 'İİ', 'İ\nb'],
    ['', '', ''],
  ])('reads %j', (body, title, text) => {
    expect(readPage(body)).toEqual({ title, text });
  });

  test.each(['<', '<script>', '<!--', '</', '<p ', '&', '&#'])(
    'takes no longer for a page of %j',
    (part) => {
      const start = performance.now();
      readPage(part.repeat(100_000));
      expect(performance.now() - start).toBeLessThan(2000);
    },
  );
});

test('pageText is one line with the title', () => {
  expect(pageText('<title>T</title><p>a</p><p>b</p>')).toBe('T a b');
});

test('saidInBody prefers the error that JSON names', () => {
  expect(saidInBody('{"error":"invalid_client","error_description":"No."}')).toBe(
    'invalid_client: No.',
  );
  expect(saidInBody('<p>No.</p>')).toBe('No.');
});
