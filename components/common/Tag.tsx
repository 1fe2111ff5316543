import styles from './Tag.module.css';

/** A quiet fact beside a name, such as a provider or an environment. */
export function Tag({ children }: { readonly children: string }) {
  return <span className={styles.tag}>{children}</span>;
}
