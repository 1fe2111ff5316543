import { useState } from 'react';
import { useFormContext } from 'react-hook-form';
import type { ClientFormValues } from '@/utils/clients/client-form';
import { providerName } from '@/utils/clients/providers';
import { templateOf } from '@/utils/clients/templates/all-templates';
import type { ScopeEntry } from '@/utils/clients/templates/template';
import { splitScopes } from '@/utils/tokens/scopes';
import { Button } from '../../common/Button';
import { useFormSurroundings, useFormValues } from './form-context';
import layout from './layout.module.css';
import styles from './ScopesField.module.css';
import { TextField } from './TextField';

const MAX_OFFERED_SCOPES = 40;

type ScopesFieldProps = {
  readonly term?: string | undefined;
  readonly hint?: string | undefined;
};

/** The scopes: typed, picked from the provider's catalogue, or from what the server announced. */
export function ScopesField({ term, hint }: ScopesFieldProps) {
  const { setValue } = useFormContext<ClientFormValues>();
  const { server } = useFormSurroundings();
  const { provider, scopes: typed } = useFormValues();
  const catalogue = templateOf(provider).scopes;
  const chosen = splitScopes(typed);
  const choose = (scopes: readonly string[]) =>
    setValue('scopes', scopes.join(' '), { shouldDirty: true, shouldTouch: true });
  const announced = (server?.scopes_supported ?? [])
    .filter((scope) => !chosen.includes(scope))
    .slice(0, MAX_OFFERED_SCOPES);
  return (
    <>
      <TextField
        label="Scopes"
        term={term}
        wireName="scope"
        path="scopes"
        field="scopes"
        rows={2}
        hint={hint ?? 'Separated by blanks or commas.'}
      />
      {announced.length === 0 ? null : (
        <div className={layout.offered} role="group" aria-label="Announced by the server">
          {announced.map((scope) => (
            <Button key={scope} size="small" icon="plus" onClick={() => choose([...chosen, scope])}>
              {scope}
            </Button>
          ))}
        </div>
      )}
      {catalogue.length === 0 ? null : (
        <Catalogue
          title={`Scopes of ${providerName(provider)} (${catalogue.length})`}
          scopes={catalogue}
          chosen={chosen}
          onChange={choose}
        />
      )}
    </>
  );
}

type CatalogueProps = {
  readonly title: string;
  readonly scopes: readonly ScopeEntry[];
  readonly chosen: readonly string[];
  readonly onChange: (scopes: readonly string[]) => void;
};

/** Every scope that the provider's documents name, to search in and to tick. */
function Catalogue({ title, scopes, chosen, onChange }: CatalogueProps) {
  const [query, setQuery] = useState('');
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const found = scopes.filter(({ name, meaning = '' }) => {
    const text = `${name}\n${meaning}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
  const toggle = (name: string) =>
    onChange(chosen.includes(name) ? chosen.filter((scope) => scope !== name) : [...chosen, name]);
  return (
    <details>
      <summary>{title}</summary>
      <div className={styles.catalogue}>
        <input
          type="search"
          className={styles.search}
          aria-label="Search the catalogue"
          placeholder="Search the catalogue"
          value={query}
          onChange={(event) => setQuery(event.target.value)}
        />
        {found.length === 0 ? <p className={styles.quiet}>No scope matches.</p> : null}
        <ul className={styles.list} aria-label="Catalogue">
          {found.map(({ name, meaning, isUnofficial = false }) => (
            <li key={name}>
              <label className={styles.entry}>
                <input
                  type="checkbox"
                  checked={chosen.includes(name)}
                  onChange={() => toggle(name)}
                />
                <code>{name}</code>
                <span className={styles.quiet}>
                  {[meaning, isUnofficial ? 'seen at third parties only' : undefined]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
              </label>
            </li>
          ))}
        </ul>
      </div>
    </details>
  );
}
