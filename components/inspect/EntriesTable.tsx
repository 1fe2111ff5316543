import { asciiHostOf } from '@/utils/tokens/ascii-host';
import { isSecretEntry } from '@/utils/tokens/secret-entries';
import { NameValueTable } from '../common/NameValueTable';
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
      <NameValueTable
        name={name}
        entries={shown}
        renderValue={(entry, value) =>
          isSecretEntry(entry, value) ? (
            <SecretValue name={entry} value={value} />
          ) : (
            <PlainValue value={value} />
          )
        }
      />
      <div ref={endRef} />
    </>
  );
}

/** A value as it is; beside an address with letters that only look familiar, the host that is meant. */
function PlainValue({ value }: { readonly value: string }) {
  const host = asciiHostOf(value);
  return (
    <>
      <code>{value}</code>
      {host === undefined ? null : ` (in ASCII: ${host})`}
    </>
  );
}
