import { createSwitches, type SwitchDefinition } from '../../common/switches.ts';
import { allFaults } from './all-faults.ts';
import type { Fault } from './fault.ts';

/** Which faults a server has at the moment. */
export type FaultSwitches = {
  /** Every fault, and whether it is on. */
  list(): readonly SwitchedFault[];
  /** @throws RangeError for an id that no fault has. */
  readonly set: (id: string, isOn: boolean) => void;
  /** Switches these on, and all others off. @throws RangeError as `set`, before anything is changed */
  readonly setExactly: (ids: readonly string[]) => void;
};

/** A fault as it stands. */
export type SwitchedFault = Fault & { readonly isOn: boolean };

const choices = ['off', 'on'] as const;

/** The switches of all faults, each off. */
export function createFaultSwitches(): FaultSwitches {
  const definitions: Record<string, SwitchDefinition> = Object.fromEntries(
    allFaults.map(({ id, effect }) => [id, { description: effect, choices }]),
  );
  const switches = createSwitches(definitions);
  const set = (id: string, isOn: boolean) => switches.set(id, isOn ? 'on' : 'off');
  return {
    list: () => allFaults.map((fault) => ({ ...fault, isOn: switches.get(fault.id) === 'on' })),
    set,
    setExactly: (ids) => {
      ids.forEach((id) => switches.get(id));
      for (const { id } of allFaults) set(id, ids.includes(id));
    },
  };
}
