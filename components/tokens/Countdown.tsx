import { formatCountdown } from '@/utils/tokens/times';
import { useNow } from '../common/use-now';
import styles from './Countdown.module.css';

/** How long something is still good for, live. */
export function Countdown({ expiresAt }: { readonly expiresAt: number }) {
  const now = useNow();
  const left = (expiresAt - now) / 1000;
  return left > 0 ? (
    <span className={styles.countdown}>
      <b>{formatCountdown(left)}</b> left
    </span>
  ) : (
    <span className={styles.over}>expired</span>
  );
}
