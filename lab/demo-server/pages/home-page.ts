import type { DemoClient } from '../clients.ts';
import { html, type Markup } from '../../common/html.ts';
import { layout } from './layout.ts';

type HomePage = {
  readonly clients: readonly DemoClient[];
  readonly host: string;
  /** How many faults are switched on. */
  readonly faultsOn: number;
};

/** The start page: what this server is, and what to type into an OAuth client. */
export function homePage({ clients, host, faultsOn }: HomePage): Markup {
  return layout({
    title: 'Demo authorization server',
    host,
    body: html`
      <h1>Demo authorization server</h1>
      <p class="muted">An OpenID provider with invented users, to show sign-in and consent.</p>
      <dl class="facts">
        <dt>Issuer</dt>
        <dd><code>http://${host}</code></dd>
        <dt>Metadata</dt>
        <dd><a href="/.well-known/openid-configuration">/.well-known/openid-configuration</a></dd>
        ${clients.map(
          (client) => html`
            <dt>${client.clientName}</dt>
            <dd><code>${client.clientId}</code>, <code>${client.tokenEndpointAuthMethod}</code></dd>
          `,
        )}
      </dl>
      <p>
        <a href="/faults">Faults</a> that servers have in the field, to be switched on:
        ${faultsOn === 0 ? 'none is on' : faultsOn === 1 ? 'one is on' : `${faultsOn} are on`}.
      </p>
    `,
  });
}
