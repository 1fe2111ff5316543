import { html, type Markup } from '../../common/html.ts';
import { faultSteps, type FaultStep } from '../faults/fault.ts';
import type { SwitchedFault } from '../faults/fault-switches.ts';
import { layout } from './layout.ts';

type FaultsPage = { readonly faults: readonly SwitchedFault[]; readonly host: string };

/** The page on which the faults of this server are switched on and off. */
export function faultsPage({ faults, host }: FaultsPage): Markup {
  const on = faults.filter(({ isOn }) => isOn);
  return layout({
    title: 'Faults',
    host,
    isWide: true,
    body: html`
      <h1>Faults</h1>
      <p class="muted">
        Each is something that servers, or what stands before them, do wrong in the field. Tick one,
        press <b>Set faults</b>, run a client, and read what the workbench makes of it. They hold
        for everybody who uses this server, until they are switched off or it stops.
      </p>
      <form method="post" action="/faults">
        <div role="status" aria-label="Faults that are on" class="faults-on">
          ${
            on.length === 0
              ? html`<p>No fault is on.</p>`
              : html`<p>${on.length === 1 ? 'One fault is on:' : `${on.length} faults are on:`}</p>
                  <ul>
                    ${on.map(({ title, id }) => html`<li>${title} <code>${id}</code></li>`)}
                  </ul>`
          }
        </div>
        ${faultSteps.map((step, index) =>
          faultGroup(
            step,
            faults.filter((fault) => fault.step === step),
            on.length === 0 && index === 0,
          ),
        )}
        <div class="decision">
          <div class="actions">
            <button class="button primary">Set faults</button>
            <button class="button" name="action" value="all-off">All off</button>
          </div>
        </div>
      </form>
    `,
  });
}

function faultGroup(step: FaultStep, faults: readonly SwitchedFault[], isFirst: boolean): Markup {
  const on = faults.filter(({ isOn }) => isOn).length;
  return html`<details ${(on > 0 || isFirst) && html`open`}>
    <summary>
      ${step} <span class="muted small">${faults.length} faults${on > 0 && `, ${on} on`}</span>
    </summary>
    <fieldset>
      <legend class="visually-hidden">${step}</legend>
      ${faults.map(faultRow)}
    </fieldset>
  </details>`;
}

function faultRow({ id, title, effect, isOn }: SwitchedFault): Markup {
  const field = `fault-${id}`;
  return html`
    <div class="scope is-optional">
      <input
        type="checkbox"
        id="${field}"
        name="fault"
        value="${id}"
        aria-describedby="${field}-text"
        ${isOn && html`checked`}
      />
      <div>
        <p class="scope-title">
          <label for="${field}">${title}</label>
          <code>${id}</code>
        </p>
        <p class="muted" id="${field}-text">${effect}</p>
      </div>
    </div>
  `;
}
