import { useMemo } from 'react';
import type { JsonObject } from '@/utils/tokens/json';
import { membersOfObject, type JsonMember } from '@/utils/tokens/json-members';
import { useGrowingList } from '../common/use-growing-list';
import tables from '../common/table.module.css';
import { ClaimRow } from './ClaimRow';
import styles from './ClaimsTable.module.css';

type ClaimsTableProps = {
  /** `Claims`, or `Header` for the JOSE header. */
  readonly name: 'Claims' | 'Header';
  /** As they stand in the token; of an object alone, what its text was is not known. */
  readonly members: JsonObject | readonly JsonMember[];
  /** What a scope means at the provider; for others, the standard meanings are shown. */
  readonly scopeMeaning?: ((scope: string) => string | undefined) | undefined;
};

const ROWS_AT_ONCE = 500;

/** The members of a token's payload or header, each with its meaning. */
export function ClaimsTable({ name, members, scopeMeaning }: ClaimsTableProps) {
  const list = useMemo(() => (isList(members) ? members : membersOfObject(members)), [members]);
  const claims = useMemo(() => (isList(members) ? objectOf(members) : members), [members]);
  const { shown, endRef } = useGrowingList(list, ROWS_AT_ONCE);
  return (
    <>
      <table className={`${tables.table} ${tables.claims} ${styles.table}`} aria-label={name}>
        <thead>
          <tr>
            <th scope="col">{name === 'Claims' ? 'Claim' : 'Parameter'}</th>
            <th scope="col">Value</th>
            <th scope="col">Meaning</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((member, index) => (
            <ClaimRow
              // Names may repeat, and the list never changes its order.
              // oxlint-disable-next-line react/no-array-index-key
              key={index}
              kind={name === 'Claims' ? 'claim' : 'parameter'}
              member={member}
              claims={claims}
              scopeMeaning={scopeMeaning}
            />
          ))}
        </tbody>
      </table>
      <div ref={endRef} />
    </>
  );
}

function isList(members: JsonObject | readonly JsonMember[]): members is readonly JsonMember[] {
  return Array.isArray(members);
}

function objectOf(members: readonly JsonMember[]): JsonObject {
  return Object.fromEntries(members.map(({ name, value }) => [name, value]));
}
