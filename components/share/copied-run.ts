import { createContext } from 'react';
import type { Run } from '@/utils/oauth/run';

/** The run whose requests are copied: its tokens are replaced in them. */
export const CopiedRun = createContext<Run | undefined>(undefined);
