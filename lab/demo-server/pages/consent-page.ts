import type { DemoClient } from '../clients.ts';
import type { ScopeChoice } from '../consent.ts';
import { html, type Markup } from '../../common/html.ts';
import type { DemoScope } from '../scopes.ts';
import type { DemoUser } from '../users.ts';
import { avatar } from './avatar.ts';
import { layout } from './layout.ts';

type ConsentPage = {
  readonly client: DemoClient;
  readonly host: string;
  /** Where the form is posted to. */
  readonly action: string;
  readonly user: DemoUser;
  readonly choices: readonly ScopeChoice[];
  readonly redirectUri: string;
};

/** Consent: who asks, for whose account, for what, and where the answer goes. */
export function consentPage({
  client,
  host,
  action,
  user,
  choices,
  redirectUri,
}: ConsentPage): Markup {
  return layout({
    title: `${client.clientName} asks for access`,
    host,
    body: html`
      <div class="heading">
        <img class="logo" src="${client.logoUri}" alt="" width="56" height="56" />
        <div>
          <h1>${client.clientName} asks for access to your account</h1>
          <a class="small" href="${client.clientUri}">${withoutScheme(client.clientUri)}</a>
        </div>
      </div>
      ${accountRow(user, action)}
      <form method="post" action="${action}">
        <div class="scope-groups">
          ${scopeGroup('About you', 'identity', choices)}
          ${scopeGroup('Hotel data', 'api', choices)}
        </div>
        <p class="small links">
          <a href="${client.policyUri}">Privacy policy</a>
          <a href="${client.tosUri}">Terms of service</a>
        </p>
        <div class="decision">
          <div class="actions">
            <button class="button primary" name="action" value="allow">Allow</button>
            <button class="button" name="action" value="deny">Deny</button>
          </div>
          <p class="muted small">Your answer goes to <code>${destination(redirectUri)}</code></p>
        </div>
      </form>
    `,
  });
}

function accountRow(user: DemoUser, action: string): Markup {
  return html`
    <div class="account">
      ${avatar(user)}
      <p class="person-text">
        <span class="person-name">${user.name}</span>
        <span class="muted small">${user.role}</span>
      </p>
      <a class="small" href="${action}?account=another">Use another account</a>
    </div>
  `;
}

function scopeGroup(
  legend: string,
  kind: DemoScope['kind'],
  choices: readonly ScopeChoice[],
): Markup | undefined {
  const members = choices.filter(({ scope }) => scope.kind === kind);
  if (members.length === 0) return undefined;
  return html`<fieldset>
    <legend>${legend}</legend>
    ${members.map(scopeRow)}
  </fieldset>`;
}

function scopeRow(choice: ScopeChoice): Markup {
  const { scope, state } = choice;
  const id = `scope-${scope.name}`;
  return html`
    <div class="scope is-${state}">
      <input
        type="checkbox"
        id="${id}"
        name="scope"
        value="${scope.name}"
        aria-describedby="${id}-text"
        ${state !== 'withheld' && html`checked`}
        ${state !== 'optional' && html`disabled`}
      />
      <div>
        <p class="scope-title">
          <label for="${id}">${scope.title}</label>
          ${state === 'always' && html`<span class="tag">Always on</span>`}
          <code>${scope.name}</code>
        </p>
        <div id="${id}-text">
          <p class="muted">${scope.description}</p>
          ${choice.state === 'withheld' && html`<p class="reason">${choice.reason}</p>`}
        </div>
      </div>
    </div>
  `;
}

function withoutScheme(uri: string): string {
  return uri.replace(/^https?:\/\//, '');
}

function destination(redirectUri: string): string {
  const { host, protocol } = new URL(redirectUri);
  return ['http:', 'https:'].includes(protocol) ? host : protocol;
}
