import { html, type Markup } from '../../../common/html.ts';
import type { EmulatedClient, EmulatedSecret, EmulationSwitch } from '../emulation.ts';
import { layout } from './layout.ts';

/** What a provider lets one do with the secrets of a client. */
export type SecretActions = 'add-and-remove' | 'refresh' | 'none';

type HomePage = {
  readonly provider: string;
  readonly origin: string;
  readonly clients: readonly EmulatedClient[];
  readonly switches: Readonly<Record<string, EmulationSwitch>>;
  readonly secretActions: SecretActions;
  /** What differs from the provider, and what is not emulated. */
  readonly notes: readonly string[];
};

/** The start page of an emulation: what to type into an OAuth client, and how the server is set. */
export function homePage(page: HomePage): Markup {
  const { provider, origin, clients, switches, secretActions, notes } = page;
  return layout({
    provider,
    title: `${provider} emulation`,
    isWide: true,
    body: html`
      <h1>${provider} emulation</h1>
      <p class="muted">
        Answers at <code>${origin}</code> the way the public documents of ${provider} describe it.
        Where they are silent the lab chose, and says so: “not documented” means not found in the
        pages that were read.
      </p>
      <section aria-labelledby="clients">
        <h2 id="clients">Clients</h2>
        ${clients.map((client) => clientFacts(client, secretActions))}
      </section>
      <section aria-labelledby="switches">
        <h2 id="switches">Switches</h2>
        ${Object.entries(switches).map(switchForm)}
      </section>
      <section aria-labelledby="notes">
        <h2 id="notes">Notes of this lab</h2>
        <ul class="note-list">
          ${notes.map((note) => html`<li>${note}</li>`)}
        </ul>
      </section>
    `,
  });
}

function clientFacts(client: EmulatedClient, secretActions: SecretActions): Markup {
  const { clientName, kind, accessType, clientId, secrets, redirectUris, scopes } = client;
  return html`
    <article class="client" aria-label="${clientName}">
      <h3>${clientName}</h3>
      <p class="muted small">
        <code>${kind}</code>${accessType !== undefined && html`, ${accessType} client`}
      </p>
      <dl class="facts">
        <dt>Client ID</dt>
        <dd><code>${clientId}</code></dd>
        <dt>Client secrets (fake)</dt>
        <dd>${secrets.map((secret) => secretRow(client, secret, secretActions))}</dd>
        <dt>Redirect URIs</dt>
        <dd>${codes(redirectUris)}</dd>
        <dt>Scopes</dt>
        <dd>${codes(scopes)}</dd>
      </dl>
      ${secretActions === 'add-and-remove' && addSecretForm(client)}
      ${secretActions === 'refresh' && refreshSecretForm(client)}
    </article>
  `;
}

function codes(values: readonly string[]): Markup {
  if (values.length === 0) return html`<span class="muted">none</span>`;
  return html`<ul class="codes">
    ${values.map((value) => html`<li><code>${value}</code></li>`)}
  </ul>`;
}

function secretRow(
  { clientId }: EmulatedClient,
  { description, value }: EmulatedSecret,
  secretActions: SecretActions,
): Markup {
  return html`<div class="secret">
    <p><code>${value}</code> <span class="muted small">${description}</span></p>
    ${
      secretActions === 'add-and-remove' &&
      html`<form method="post" action="/lab/secrets/remove">
        <input type="hidden" name="client_id" value="${clientId}" />
        <input type="hidden" name="description" value="${description}" />
        <button class="button small">
          Remove<span class="visually-hidden"> secret ${description} of ${clientId}</span>
        </button>
      </form>`
    }
  </div>`;
}

function addSecretForm({ clientId }: EmulatedClient): Markup {
  const id = `description-${clientId}`;
  return html`<form method="post" action="/lab/secrets/add" class="one-line">
    <input type="hidden" name="client_id" value="${clientId}" />
    <div class="field">
      <label for="${id}"
        >Description of a new secret<span class="visually-hidden"> for ${clientId}</span></label
      >
      <input id="${id}" name="description" required maxlength="80" />
    </div>
    <button class="button">Add secret<span class="visually-hidden"> to ${clientId}</span></button>
  </form>`;
}

function refreshSecretForm({ clientId }: EmulatedClient): Markup {
  return html`<form method="post" action="/lab/secrets/refresh" class="one-line">
    <input type="hidden" name="client_id" value="${clientId}" />
    <button class="button">
      Generate new client secret<span class="visually-hidden"> for ${clientId}</span>
    </button>
  </form>`;
}

function switchForm([name, { description, choices, value, source }]: [
  string,
  EmulationSwitch,
]): Markup {
  const id = `switch-${name}`;
  return html`<form method="post" action="/lab/switches" class="switch">
    <input type="hidden" name="name" value="${name}" />
    <div class="one-line">
      <div class="field">
        <label for="${id}">${name}</label>
        <select id="${id}" name="value" aria-describedby="${id}-text">
          ${choices.map(
            (choice) =>
              html`<option value="${choice}" ${choice === value && html`selected`}>
                ${choice}
              </option>`,
          )}
        </select>
      </div>
      <button class="button">Set<span class="visually-hidden"> ${name}</span></button>
    </div>
    <div id="${id}-text" class="small">
      <p>${description}</p>
      <p class="muted">${source}</p>
    </div>
  </form>`;
}
