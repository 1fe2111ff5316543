import { isSecretEntry } from '@/utils/tokens/secret-entries';
import { Breakable } from '../common/Breakable';
import tables from '../common/table.module.css';
import { useGrowingList } from '../common/use-growing-list';
import { SecretValue } from './SecretValue';

type EntriesTableProps = {
  readonly name: string;
  readonly entries: readonly (readonly [name: string, value: string])[];
};

const STEP = 100;

/** Parameters or headers as they were pasted: there may be many, and secrets among them. */
export function EntriesTable({ name, entries }: EntriesTableProps) {
  const { shown, endRef } = useGrowingList(entries, STEP);
  return (
    <>
      <table className={tables.table} aria-label={name}>
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Value</th>
          </tr>
        </thead>
        <tbody>
          {shown.map(([entry, value], index) => (
            // Names may repeat. With another value it is another entry: a secret is hidden again.
            // oxlint-disable-next-line react/no-array-index-key
            <tr key={`${index} ${value}`}>
              <td className={tables.name}>
                <Breakable text={entry} />
              </td>
              <td>
                {isSecretEntry(entry, value) ? (
                  <SecretValue name={entry} value={value} />
                ) : (
                  <code>{value}</code>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <div ref={endRef} />
    </>
  );
}
