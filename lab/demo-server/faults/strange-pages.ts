import { html, type Markup } from '../../common/html.ts';

/** A page of something that stands before a server: none of it looks like the server's own. */
export function strangePage(title: string, ...lines: readonly string[]): Markup {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <title>${title}</title>
      </head>
      <body>
        <h1>${title}</h1>
        ${lines.map((line) => html`<p>${line}</p>`)}
      </body>
    </html>`;
}

/** The sign-in page of a company's network. */
export const gatewayPage = strangePage(
  'Sign in to the network',
  'Your device must sign in to the company network before it can reach this address.',
);

/** What a proxy says when the server behind it is gone. */
export const badGatewayPage = strangePage('502 Bad Gateway', 'proxy/1.0');

/** What a firewall says. */
export const blockedPage = strangePage(
  'Request blocked',
  'This request was blocked by the security rules of the web application firewall.',
  'Reference: 18.6f2d1602.1700000000.4c3a9e1',
);

/** What a server says when its program has failed. */
export const crashPage = strangePage(
  '500 Internal Server Error',
  'The server met a condition that it did not expect.',
);
