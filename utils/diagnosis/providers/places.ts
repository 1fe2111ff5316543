import type { ClientSetting, Place, RemedyAction } from '../diagnosis';

/** A setting of the client as a place to click. */
export function setting(name: ClientSetting): Place {
  return { kind: 'client', setting: name };
}

/** An action as a place to click. */
export function action(name: RemedyAction): Place {
  return { kind: 'action', action: name };
}
