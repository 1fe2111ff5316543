import { Breakable } from './Breakable';
import tables from './table.module.css';

type NameValueTableProps = {
  readonly name: string;
  readonly entries: readonly (readonly [name: string, value: string])[];
};

/** Parameters or headers, in their order; a name may repeat. */
export function NameValueTable({ name, entries }: NameValueTableProps) {
  return (
    <table className={tables.table} aria-label={name}>
      <thead>
        <tr>
          <th scope="col">Name</th>
          <th scope="col">Value</th>
        </tr>
      </thead>
      <tbody>
        {entries.map(([entry, value], index) => (
          // Names may repeat, and the list never changes its order.
          // oxlint-disable-next-line react/no-array-index-key
          <tr key={index}>
            <td className={tables.name}>
              <Breakable text={entry} />
            </td>
            <td>
              <code>{value}</code>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
