import { capitalised } from '@/utils/tokens/capitalised';
import { claimMeaning, headerMeaning, isTimeClaim } from '@/utils/tokens/claims';
import { explainClaim, explainParameter } from '@/utils/tokens/explain-member';
import type { JsonObject } from '@/utils/tokens/json';
import type { JsonMember } from '@/utils/tokens/json-members';
import { prettyJson } from '@/utils/tokens/pretty-json';
import { visibleText } from '@/utils/tokens/show-value';
import { Breakable } from '../common/Breakable';
import { CopyButton } from '../common/CopyButton';
import { Icon } from '../common/Icon';
import tables from '../common/table.module.css';
import { FoldedText } from './FoldedText';
import { TimeValue } from './TimeValue';
import { VisibleText } from './VisibleText';
import styles from './ClaimRow.module.css';

type ClaimRowProps = {
  readonly kind: 'claim' | 'parameter';
  readonly member: JsonMember;
  readonly claims: JsonObject;
  readonly scopeMeaning: ((scope: string) => string | undefined) | undefined;
};

/** What is longer is shown as it stands: nobody reads it through. */
const MAX_LAID_OUT = 200_000;

/** A claim, or a parameter of the header: its name, its value, and what is known of both. */
export function ClaimRow({ kind, member, claims, scopeMeaning }: ClaimRowProps) {
  const { name, value, remarks } = member;
  const known = kind === 'claim' ? claimMeaning(name) : headerMeaning(name);
  const explain = kind === 'claim' ? explainClaim : explainParameter;
  const explanations = explain({ name, value, claims, scopeMeaning });
  const shownName = visibleText(name);
  return (
    <tr className={styles.row}>
      <td className={tables.name}>
        <bdi>
          <Breakable text={shownName} />
        </bdi>
      </td>
      <td>
        {kind === 'claim' && isTimeClaim(name) && typeof value === 'number' ? (
          <TimeValue seconds={value} source={member.source} />
        ) : (
          <FoldedText of={`${kind} ${shownName}`} text={textOf(member)} />
        )}
      </td>
      <td className={`${tables.quiet} ${styles.meaning}`}>
        {known?.meaning}
        {known?.spec === undefined ? null : (
          <>
            {' '}
            <span className={styles.spec}>{known.spec}</span>
          </>
        )}
        {explanations.length === 0 ? null : (
          <ul className={styles.explanations}>
            {explanations.map(({ term, text }, index) => (
              // Entries may repeat, and never change their order.
              // oxlint-disable-next-line react/no-array-index-key
              <li key={index}>
                {term === undefined ? null : (
                  <code>
                    <VisibleText text={term} />
                  </code>
                )}
                {term === undefined || text === '' ? null : ' '}
                <VisibleText text={text} />
              </li>
            ))}
          </ul>
        )}
        {remarks.length === 0 ? null : (
          <ul className={styles.remarks}>
            {remarks.map((remark) => (
              <li key={remark}>
                <Icon name="warning" />
                <VisibleText text={capitalised(remark)} />
              </li>
            ))}
          </ul>
        )}
        <span className={styles.copy}>
          <CopyButton
            name={`Copy ${kind} ${shownName}`}
            label=""
            kind="plain"
            text={typeof value === 'string' ? value : member.source}
          />
        </span>
      </td>
    </tr>
  );
}

function textOf({ value, source }: JsonMember): string {
  if (typeof value === 'string') return value;
  const isNested = typeof value === 'object' && value !== null;
  return isNested && source.length <= MAX_LAID_OUT ? prettyJson(source) : source;
}
