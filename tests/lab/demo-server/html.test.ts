import { describe, expect, test } from 'vitest';
import { html } from '../../../lab/common/html.ts';

describe('html', () => {
  test.each([
    ['text', html`<p>${`<&>"'`}</p>`, '<p>&lt;&amp;&gt;&quot;&#39;</p>'],
    ['markup', html`<p>${html`<b>${'<'}</b>`}</p>`, '<p><b>&lt;</b></p>'],
    ['lists', html`<p>${['a', html`<b>b</b>`]}</p>`, '<p>a<b>b</b></p>'],
    ['nothing', html`<p>${undefined}${false}${0}</p>`, '<p>0</p>'],
  ])('takes %s', (_name, markup, text) => {
    expect(markup.toString()).toBe(text);
  });
});
