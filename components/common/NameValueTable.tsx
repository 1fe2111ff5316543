import type { ReactNode } from 'react';
import { Breakable } from './Breakable';
import tables from './table.module.css';

type NameValueTableProps = {
  readonly name: string;
  readonly entries: readonly (readonly [name: string, value: string])[];
  /** How a value is shown, where that is not as it is. */
  readonly renderValue?: (name: string, value: string) => ReactNode;
};

/** Parameters or headers, in their order; a name may repeat. */
export function NameValueTable({ name, entries, renderValue = asItIs }: NameValueTableProps) {
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
          // Names may repeat. With another value it is another entry: what was shown of one is not shown of the next.
          // oxlint-disable-next-line react/no-array-index-key
          <tr key={`${index} ${value}`}>
            <td className={tables.name}>
              <Breakable text={entry} />
            </td>
            <td>{renderValue(entry, value)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function asItIs(_name: string, value: string): ReactNode {
  return <code>{value}</code>;
}
