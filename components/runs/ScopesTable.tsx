import { scopeMeaning } from '@/utils/clients/templates/all-templates';
import { isDenied, type ScopeRow } from '@/utils/tokens/scopes';
import { Breakable } from '../common/Breakable';
import { Icon } from '../common/Icon';
import tables from '../common/table.module.css';
import styles from './ScopesTable.module.css';

type ScopesTableProps = {
  readonly scopes: readonly ScopeRow[];
  /** Whose scopes they are. */
  readonly provider: string;
};

/** Scopes requested, granted and in the token. */
export function ScopesTable({ scopes, provider }: ScopesTableProps) {
  return (
    <table className={`${tables.table} ${tables.scopes}`} aria-label="Scopes">
      <thead>
        <tr>
          <th scope="col">Scope</th>
          <th scope="col">Requested</th>
          <th scope="col">Granted</th>
          <th scope="col">In token</th>
          <th scope="col">Meaning</th>
        </tr>
      </thead>
      <tbody>
        {scopes.map((row) => {
          const { scope, requested, granted, inToken, meaning } = row;
          return (
            <tr key={scope}>
              <td className={tables.name}>
                <Breakable text={scope} />
              </td>
              <td>
                {requested === 'registered' ? (
                  <span className={styles.unknown}>at the provider</span>
                ) : (
                  <Answer value={requested} />
                )}
              </td>
              <td>
                <Answer value={granted} isMissed={isDenied(row)} />
              </td>
              <td>
                <Answer value={inToken} />
              </td>
              <td className={tables.quiet}>
                {scopeMeaning(provider, scope) ?? meaning ?? 'Defined by this server'}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

type AnswerProps = {
  readonly value: boolean | 'unknown';
  /** It was asked for: a “no” deserves a look. */
  readonly isMissed?: boolean;
};

function Answer({ value, isMissed = false }: AnswerProps) {
  if (value === 'unknown') return <span className={styles.unknown}>unknown</span>;
  if (value) {
    return (
      <span className={styles.yes}>
        <Icon name="check" /> yes
      </span>
    );
  }
  return (
    <span className={isMissed ? styles.missed : styles.no}>
      <Icon name={isMissed ? 'cross' : 'dash'} /> no
    </span>
  );
}
