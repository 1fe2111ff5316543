import { Notice } from '../common/Notice';

/** Stands where a part of the popup should be that the browser could not load. */
export function PartMissing() {
  return (
    <Notice tone="bad" role="alert">
      A part of the popup could not be loaded. Close the popup and open it again, or go on in the
      workbench.
    </Notice>
  );
}
