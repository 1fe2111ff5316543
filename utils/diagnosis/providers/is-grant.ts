import { sentParameter } from '../../oauth/exchange';
import type { RunGrant } from '../../oauth/run';
import type { Symptoms } from '../symptoms';

/** Whether the request at hand is a token request of this grant. */
export function isGrant({ exchange }: Symptoms, grant: RunGrant): boolean {
  return exchange !== undefined && sentParameter(exchange, 'grant_type') === grant;
}
