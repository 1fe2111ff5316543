import { isSameOrigin } from '../../common/same-origin.ts';
import type { Middleware } from '../middleware.ts';
import { errorPage } from '../pages/error-page.ts';
import { faultsPage } from '../pages/faults-page.ts';
import { readForm } from '../read-form.ts';
import { sendPage } from '../send-page.ts';
import type { FaultServer } from './fault.ts';
import type { FaultSwitches } from './fault-switches.ts';

/** The page on which faults are switched, and the faults that are on around all that follows. */
export function serveFaults(faults: FaultSwitches, server: FaultServer): Middleware {
  return async (ctx, next) => {
    if (ctx.path === '/faults') return serveFaultsPage(ctx, faults, server);
    const on = faults.list().filter(({ isOn }) => isOn);
    const go = (index: number): Promise<void> => {
      const fault = on[index];
      return fault === undefined ? next() : fault.handle(ctx, () => go(index + 1), server);
    };
    return go(0);
  };
}

async function serveFaultsPage(
  ctx: Parameters<Middleware>[0],
  faults: FaultSwitches,
  { issuer }: FaultServer,
): Promise<void> {
  const { host } = ctx;
  if (ctx.method !== 'POST') return sendPage(ctx, faultsPage({ faults: faults.list(), host }));
  const refuse = (status: number, error: string, description: string) =>
    sendPage(ctx, errorPage({ error, description, host }), status);
  if (!isSameOrigin(ctx.get('Origin'), issuer)) {
    return refuse(403, 'foreign_origin', 'Only the page of this server may post this form.');
  }
  const form = await readForm(ctx.req);
  try {
    faults.setExactly(form.get('action') === 'all-off' ? [] : form.getAll('fault'));
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return refuse(400, 'unknown_fault', error.message);
  }
  ctx.status = 303;
  ctx.redirect('/faults');
}
