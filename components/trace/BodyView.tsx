import { prettyJson } from '@/utils/tokens/pretty-json';
import type { Mask } from '@/utils/trace/mask';
import { parametersOfBody } from '@/utils/trace/parameters';
import { RawText } from '../common/RawText';
import styles from './MessageView.module.css';
import { Parameters } from './Parameters';
import type { Writing } from './writing';

type BodyViewProps = {
  readonly name: string;
  readonly body: string;
  readonly mask: Mask;
  readonly writing: Writing;
  /** What has to be known of it, a sentence each. */
  readonly remarks?: readonly string[];
};

/** A body: JSON laid out with its numbers and names as they stand, a form as a table, anything else as it came. */
export function BodyView({ name, body, mask, writing, remarks }: BodyViewProps) {
  const form = writing === 'raw' ? undefined : parametersOfBody(body);
  return (
    <>
      {form === undefined ? null : <Parameters name={name} parameters={form} mask={mask} />}
      <div className={styles.body}>
        {body === '' ? <p className={styles.quiet}>The body is empty.</p> : null}
        {body === '' || form !== undefined ? null : (
          <RawText
            label={name}
            text={writing === 'raw' ? body : prettyJson(body, true)}
            mask={mask.body}
          />
        )}
        {remarks?.map((remark) => (
          <p key={remark} className={styles.quiet}>
            {remark}
          </p>
        ))}
      </div>
    </>
  );
}
