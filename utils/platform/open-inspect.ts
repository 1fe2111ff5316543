import { handOver } from './handed-over';
import { openWorkbench, type Place } from './pages';

/**
 * Opens Inspect with a text. It goes there through memory, since addresses end up in the history.
 * @throws Error when the browser has no room for the text; nothing is opened then.
 */
export async function openInspect(text: string, place?: Place): Promise<void> {
  await handOver('text', text);
  await openWorkbench('#/inspect', place);
}
