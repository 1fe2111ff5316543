import type { Breach } from '@/utils/clients/registration-rules';
import { Button } from '../common/Button';
import { Notice } from '../common/Notice';

type RuleNoticeProps = {
  readonly breaches: readonly Breach[];
  readonly onSave: () => void;
};

/** Says which rules of the provider a client breaks, before it is saved so. */
export function RuleNotice({ breaches, onSave }: RuleNoticeProps) {
  return (
    <Notice tone="caution" role="alert">
      <p>
        <b>Not saved yet.</b> The provider would not register this client:
      </p>
      <ul>
        {breaches.map(({ rule, message }) => (
          <li key={`${rule.says} ${message}`}>
            {rule.says} {message}{' '}
            <a href={rule.source.url} target="_blank" rel="noopener noreferrer">
              {rule.source.name}
            </a>
          </li>
        ))}
      </ul>
      <Button onClick={onSave}>Save anyway, to test it</Button>
    </Notice>
  );
}
