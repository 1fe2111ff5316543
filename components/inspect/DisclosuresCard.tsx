import {
  checkDisclosures,
  type Disclosure,
  type DisclosureCheck,
  type SdJwt,
} from '@/utils/tokens/sd-jwt';
import { Card } from '../common/Card';
import { Notice } from '../common/Notice';
import { Pill, type Tone } from '../common/Pill';
import tables from '../common/table.module.css';
import { useGrowingList } from '../common/use-growing-list';
import styles from './DisclosuresCard.module.css';
import { useComputed } from './use-computed';

const STEP = 50;

/** What the holder of an SD-JWT chose to show, and whether its issuer signed it. */
export function DisclosuresCard({ sdJwt }: { readonly sdJwt: SdJwt }) {
  const { disclosures, problems } = sdJwt;
  const checks = useComputed(sdJwt, checkDisclosures);
  const { shown, endRef } = useGrowingList(disclosures, STEP);
  return (
    <Card title={`Disclosures (${disclosures.length})`}>
      {problems.map((problem) => (
        <div key={problem} className={styles.line}>
          <Notice tone="caution">{problem}</Notice>
        </div>
      ))}
      {disclosures.length === 0 ? (
        <p className={styles.line}>Nothing is disclosed beyond the claims of the token.</p>
      ) : (
        <table className={`${tables.table} ${styles.disclosures}`} aria-label="Disclosures">
          <thead>
            <tr>
              <th scope="col">Name</th>
              <th scope="col">Value</th>
              <th scope="col">Salt</th>
              <th scope="col">Digest</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((disclosure, index) => (
              // Disclosures may repeat, and their list never changes its order.
              // oxlint-disable-next-line react/no-array-index-key
              <Row key={index} disclosure={disclosure} check={checks?.[index]} />
            ))}
          </tbody>
        </table>
      )}
      <div ref={endRef} />
    </Card>
  );
}

type RowProps = {
  readonly disclosure: Disclosure;
  readonly check: DisclosureCheck | undefined;
};

function Row({ disclosure, check }: RowProps) {
  const { encoded, name, value, salt, problem } = disclosure;
  return (
    <tr>
      <td className={name === undefined ? tables.quiet : tables.name}>
        {name ?? (problem === undefined ? 'Element of a list' : 'Unknown')}
      </td>
      <td>
        <code>
          {value === undefined
            ? encoded
            : typeof value === 'string'
              ? value
              : JSON.stringify(value)}
        </code>
        {problem === undefined ? null : <p className={styles.problem}>{problem}</p>}
      </td>
      <td className={tables.quiet}>
        <code>{salt ?? ''}</code>
      </td>
      <td>
        {check === undefined ? null : (
          <span title={check.digest}>
            <Pill tone={TONES[check.found]}>{WORDS[check.found]}</Pill>
          </span>
        )}
      </td>
    </tr>
  );
}

const TONES = {
  'in the token': 'good',
  'in another disclosure': 'good',
  nowhere: 'bad',
  'more than once': 'bad',
  unknown: 'neutral',
} as const satisfies Record<DisclosureCheck['found'], Tone>;

const WORDS = {
  'in the token': 'In the token',
  'in another disclosure': 'In another disclosure',
  nowhere: 'Not signed: found nowhere',
  'more than once': 'Refused: found more than once',
  unknown: 'Not checked: unknown hash function',
} as const satisfies Record<DisclosureCheck['found'], string>;
