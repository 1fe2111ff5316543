import { mountPage } from '@/components/common/mount-page';
import { Workbench } from '@/components/workbench/Workbench';
import { connectStores } from '@/utils/state/connect-stores';

connectStores();
mountPage(<Workbench />);
