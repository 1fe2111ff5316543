import { claimMeaning, headerMeaning, isTimeClaim } from '@/utils/tokens/claims';
import type { JsonObject, JsonValue } from '@/utils/tokens/json';
import { Breakable } from '../common/Breakable';
import tables from '../common/table.module.css';
import { TimeValue } from './TimeValue';

type ClaimsTableProps = {
  /** `Claims`, or `Header` for the JOSE header. */
  readonly name: 'Claims' | 'Header';
  readonly members: JsonObject;
};

/** The members of a token's payload or header, each with its meaning. */
export function ClaimsTable({ name, members }: ClaimsTableProps) {
  const meaningOf = name === 'Claims' ? claimMeaning : headerMeaning;
  return (
    <table className={`${tables.table} ${tables.claims}`} aria-label={name}>
      <thead>
        <tr>
          <th scope="col">{name === 'Claims' ? 'Claim' : 'Parameter'}</th>
          <th scope="col">Value</th>
          <th scope="col">Meaning</th>
        </tr>
      </thead>
      <tbody>
        {Object.entries(members).map(([member, value]) => (
          <tr key={member}>
            <td className={tables.name}>
              <Breakable text={member} />
            </td>
            <td>
              {name === 'Claims' && isTimeClaim(member) && typeof value === 'number' ? (
                <TimeValue seconds={value} />
              ) : (
                <code>{textOf(value)}</code>
              )}
            </td>
            <td className={tables.quiet}>{meaningOf(member)?.meaning ?? ''}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function textOf(value: JsonValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
