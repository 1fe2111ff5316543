import { mountPage } from '@/components/common/mount-page';
import { Popup } from '@/components/popup/Popup';
import { connectStores } from '@/utils/state/connect-stores';
import { connectPageRequest } from '@/utils/state/page-request-store';
import { keepWorkerReady } from '@/utils/state/runs-store';

connectPageRequest();
connectStores();
keepWorkerReady();
mountPage(<Popup />);
