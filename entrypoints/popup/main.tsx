import { mountPage } from '@/components/common/mount-page';
import { Popup } from '@/components/popup/Popup';
import { connectStores } from '@/utils/state/connect-stores';
import { keepWorkerReady } from '@/utils/state/runs-store';

connectStores();
keepWorkerReady();
mountPage(<Popup />);
