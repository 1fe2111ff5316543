import styles from './ClientMark.module.css';

/** Two letters that help the eye find a client again. */
export function ClientMark({ label }: { readonly label: string }) {
  const words = label.match(/[\p{L}\p{N}]+/gu) ?? ['?'];
  const [first = '?', second] = words;
  const letters = second === undefined ? first.slice(0, 2) : first.charAt(0) + second.charAt(0);
  return (
    <span className={styles.mark} aria-hidden="true">
      {letters.toUpperCase()}
    </span>
  );
}
