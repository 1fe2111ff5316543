import { html, type Markup } from '../../../common/html.ts';
import type { Person } from '../person.ts';
import type { ScopeInWords } from '../scope-in-words.ts';
import { layout } from './layout.ts';

/** What differs between the consent pages of the providers. */
export type ConsentWording = {
  readonly provider: string;
  /** The heading, for the name of a client. */
  readonly heading: (clientName: string) => string;
  readonly scopesLegend: string;
  /** Shown in place of scopes when a request asks for none. */
  readonly noScopes: string;
  readonly allow: string;
  readonly deny: string;
};

type ConsentPage = {
  readonly wording: ConsentWording;
  readonly clientName: string;
  readonly people: readonly Person[];
  readonly scopes: readonly ScopeInWords[];
  /** Where the form is posted to. */
  readonly action: string;
  readonly redirectUri: string;
};

/** Sign-in and consent in one step: who answers, for which client, for which scopes. */
export function consentPage(page: ConsentPage): Markup {
  const { wording, clientName, people, scopes, action, redirectUri } = page;
  const heading = wording.heading(clientName);
  return layout({
    provider: wording.provider,
    title: heading,
    body: html`
      <h1>${heading}</h1>
      <form method="post" action="${action}" class="fields">
        <fieldset>
          <legend>Sign in as</legend>
          ${people.map(personRow)}
        </fieldset>
        <section aria-labelledby="scopes">
          <h2 id="scopes">${wording.scopesLegend}</h2>
          ${
            scopes.length === 0
              ? html`<p class="muted">${wording.noScopes}</p>`
              : html`<ul class="scope-list">
                  ${scopes.map(scopeRow)}
                </ul>`
          }
        </section>
        <div class="decision">
          <div class="actions">
            <button class="button primary" name="decision" value="allow">${wording.allow}</button>
            <button class="button" name="decision" value="deny">${wording.deny}</button>
          </div>
          <p class="muted small">Your answer goes to <code>${redirectUri}</code></p>
        </div>
      </form>
    `,
  });
}

function personRow(person: Person, index: number): Markup {
  const id = `person-${person.id}`;
  return html`
    <div class="scope is-optional">
      <input
        type="radio"
        id="${id}"
        name="person"
        value="${person.id}"
        aria-describedby="${id}-place"
        ${index === 0 && html`checked`}
      />
      <div>
        <label for="${id}">${person.name}</label>
        <p class="muted" id="${id}-place">${person.place}</p>
      </div>
    </div>
  `;
}

function scopeRow({ name, title }: ScopeInWords): Markup {
  return html`<li>
    <span>${title}</span>
    <code class="muted">${name}</code>
  </li>`;
}
