import { formatLocalTime, formatRelative } from '@/utils/tokens/times';
import { useNow } from '../common/use-now';
import tables from '../common/table.module.css';

/** A NumericDate as local time and, live, relative to now. */
export function TimeValue({ seconds }: { readonly seconds: number }) {
  const now = useNow();
  return (
    <>
      {formatLocalTime(seconds)}{' '}
      <span className={tables.quiet}>{formatRelative(seconds, now)}</span>{' '}
      <code className={tables.quiet}>{String(seconds)}</code>
    </>
  );
}
