import { Card } from '../common/Card';
import { RawText } from '../common/RawText';
import styles from './parts.module.css';

/** The words of an error page or message, without its markup. */
export function ErrorTextCard({ text }: { readonly text: string }) {
  return (
    <Card title="What it says">
      <div className={styles.line}>
        <RawText label="What it says" text={text} />
      </div>
    </Card>
  );
}
