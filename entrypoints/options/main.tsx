import { mountPage } from '@/components/common/mount-page';
import { Workbench } from '@/components/workbench/Workbench';
import { connectStores } from '@/utils/state/connect-stores';
import { connectSecrets } from '@/utils/state/secrets-store';

connectStores();
connectSecrets();
mountPage(<Workbench />);
