import { html, type Markup } from '../../../common/html.ts';
import { layout } from './layout.ts';

type MessagePage = {
  readonly provider: string;
  readonly title: string;
  readonly lines: readonly string[];
  /** What the lab adds to explain the page: nothing that the provider would say. */
  readonly note?: string;
};

/** A page with a heading and a few lines: what a person sees when the app is not told. */
export function messagePage({ provider, title, lines, note }: MessagePage): Markup {
  return layout({
    provider,
    title,
    body: html`
      <h1>${title}</h1>
      <div class="prose">${lines.map((line) => html`<p>${line}</p>`)}</div>
      ${
        note !== undefined &&
        html`<p class="lab-note small"><strong>Note of this lab:</strong> ${note}</p>`
      }
    `,
  });
}
