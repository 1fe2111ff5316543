import { useMemo } from 'react';
import type { DecodedToken } from '@/utils/tokens/decode-token';
import { sizeOfToken } from '@/utils/tokens/token-size';
import styles from './TokenRegion.module.css';

/** How large a token is, and whether that is too large to be sent. */
export function TokenSizes({ token }: { readonly token: DecodedToken }) {
  const { characters, bytes, parts, remark } = useMemo(() => sizeOfToken(token), [token]);
  const inBytes = parts.map(({ name, bytes: size }) => `${name} ${show(size)}`).join(', ');
  return (
    <p className={styles.size}>
      {`Size: ${show(characters)} characters, ${show(bytes)} bytes${inBytes === '' ? '' : `; in bytes: ${inBytes}`}.`}
      {remark === undefined ? null : <span className={styles.tooLarge}> {remark}</span>}
    </p>
  );
}

function show(count: number): string {
  return count.toLocaleString('en');
}
