import type { EmulationSwitch } from './emulation.ts';

/** A switch before it is moved. The first choice is how it stands at the start. */
export type SwitchDefinition = {
  readonly description: string;
  readonly choices: readonly [string, ...string[]];
  readonly source: string;
};

/** The switches of one emulation. */
export type Switches<Definitions extends Readonly<Record<string, SwitchDefinition>>> = {
  get<Name extends keyof Definitions>(name: Name): Definitions[Name]['choices'][number];
  /** @throws RangeError for an unknown name or value. */
  readonly set: (name: string, value: string) => void;
  list(): Readonly<Record<string, EmulationSwitch>>;
};

/** Switches, each at its first choice. */
export function createSwitches<
  const Definitions extends Readonly<Record<string, SwitchDefinition>>,
>(definitions: Definitions): Switches<Definitions> {
  const moved = new Map<string, string>();

  function valueOf(name: string, definition: SwitchDefinition): string {
    return moved.get(name) ?? definition.choices[0];
  }

  return {
    get: (name) => {
      const definition = definitions[name];
      if (definition === undefined) throw new RangeError(`There is no switch "${String(name)}".`);
      return valueOf(String(name), definition);
    },
    set: (name, value) => {
      const definition = Object.hasOwn(definitions, name) ? definitions[name] : undefined;
      if (definition === undefined) throw new RangeError(`There is no switch "${name}".`);
      if (!definition.choices.includes(value)) {
        const choices = definition.choices.join(', ');
        throw new RangeError(`The switch "${name}" takes ${choices}, not "${value}".`);
      }
      moved.set(name, value);
    },
    list: () =>
      Object.fromEntries(
        Object.entries(definitions).map(([name, definition]) => [
          name,
          { ...definition, value: valueOf(name, definition) },
        ]),
      ),
  };
}
