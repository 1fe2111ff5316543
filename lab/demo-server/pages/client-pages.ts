import type { DemoClient } from '../clients.ts';
import { html, type Markup } from '../../common/html.ts';
import { layout } from './layout.ts';

/** The home page of a client, behind its `client_uri`. */
export function clientPage(client: DemoClient): Markup {
  return page(
    client,
    client.clientName,
    html`
      <p>${client.summary}</p>
      <p>Questions: ${client.contacts.join(', ')}</p>
      <p class="links">
        <a href="${client.policyUri}">Privacy policy</a>
        <a href="${client.tosUri}">Terms of service</a>
      </p>
    `,
  );
}

/** The privacy policy of a client, behind its `policy_uri`. */
export function clientPolicyPage(client: DemoClient): Markup {
  return page(
    client,
    'Privacy policy',
    html`
      <p>
        ${client.clientName} uses what you allow for the work you ask of it, and for nothing else.
      </p>
      <p>It is an invented app of a demo server: no data leaves this computer.</p>
      <p class="links"><a href="${client.clientUri}">About ${client.clientName}</a></p>
    `,
  );
}

/** The terms of service of a client, behind its `tos_uri`. */
export function clientTermsPage(client: DemoClient): Markup {
  return page(
    client,
    'Terms of service',
    html`
      <p>You may use ${client.clientName} as long as this demo server runs, at no cost.</p>
      <p>It is an invented app: there is nothing behind it that could be relied on.</p>
      <p class="links"><a href="${client.clientUri}">About ${client.clientName}</a></p>
    `,
  );
}

function page(client: DemoClient, heading: string, text: Markup): Markup {
  return layout({
    title: heading === client.clientName ? heading : `${heading} of ${client.clientName}`,
    host: new URL(client.clientUri).host,
    body: html`
      <div class="heading">
        <img class="logo" src="${client.logoUri}" alt="" width="48" height="48" />
        <div>
          <h1>${heading}</h1>
          ${heading !== client.clientName && html`<p class="muted">${client.clientName}</p>`}
        </div>
      </div>
      <div class="prose">${text}</div>
    `,
  });
}
