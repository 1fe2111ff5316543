import { html, type Markup } from '../../../common/html.ts';

type Layout = {
  /** The provider that is emulated, as it writes its name. */
  readonly provider: string;
  readonly title: string;
  readonly body: Markup;
  /** Whether the page holds more than one short form. */
  readonly isWide?: boolean;
};

/** The frame of every page. It says in head and foot that none of this is the provider's. */
export function layout({ provider, title, body, isWide = false }: Layout): Markup {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title} – ${provider} emulation</title>
        <link rel="stylesheet" href="/assets/style.css" />
        <link rel="stylesheet" href="/assets/emulations.css" />
      </head>
      <body class="${isWide && 'is-wide'}">
        <header class="brand"><a href="/">${provider} emulation — loopback lab</a></header>
        <main class="card">${body}</main>
        <footer class="colophon">
          Runs on this computer only, with invented people and companies. Not made or run by
          ${provider}.
        </footer>
      </body>
    </html>`;
}
