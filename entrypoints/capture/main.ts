import { handOverCallback } from '@/utils/platform/capture-page';

void handOverCallback();
