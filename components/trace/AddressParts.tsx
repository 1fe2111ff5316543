import type { Mask } from '@/utils/trace/mask';
import { parametersOfAddress } from '@/utils/trace/parameters';
import type { TraceContent } from '@/utils/trace/trace';
import { Parameters } from './Parameters';
import styles from './MessageView.module.css';
import type { Writing } from './writing';

type AddressPartsProps = {
  readonly address: Extract<TraceContent, { readonly kind: 'address' }>;
  readonly mask: Mask;
  readonly writing: Writing;
};

/** What an address carries that the browser was sent to. */
export function AddressParts({ address, mask, writing }: AddressPartsProps) {
  return (
    <>
      {address.remarks.map((remark) => (
        <p key={remark} className={styles.words}>
          {remark}
        </p>
      ))}
      {writing === 'raw' ? null : (
        <Parameters name="Parameters" parameters={parametersOfAddress(address.url)} mask={mask} />
      )}
    </>
  );
}
