import { useRefusal } from '@/utils/state/runs-store';
import { Notice } from '../common/Notice';

/** Why a run could not start. */
export function RefusalNotice() {
  const message = useRefusal();
  return message === undefined ? null : (
    <Notice tone="bad" role="alert">
      {message}
    </Notice>
  );
}
