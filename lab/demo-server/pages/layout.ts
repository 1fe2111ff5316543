import { html, type Markup } from '../../common/html.ts';

type Layout = {
  readonly title: string;
  /** Where this server answers, for the footer. */
  readonly host: string;
  readonly body: Markup;
  /** Whether the page holds more than one short form. */
  readonly isWide?: boolean;
};

/** The name under which the demo server introduces itself to users. */
export const brandName = 'Harbour & Fern';

/** The frame of every page: brand, one card, and the word that all of it is a demo. */
export function layout({ title, host, body, isWide = false }: Layout): Markup {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title} – ${brandName}</title>
        <link rel="icon" href="/assets/harbour-fern.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/assets/style.css" />
      </head>
      <body class="${isWide && 'is-wide'}">
        <header class="brand">
          <img src="/assets/harbour-fern.svg" alt="" width="28" height="28" />
          <span>${brandName}</span>
        </header>
        <main class="card">${body}</main>
        <footer class="colophon">Demo server at ${host}, with invented people and apps.</footer>
      </body>
    </html>`;
}
