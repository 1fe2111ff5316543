/** A switch before it is moved. The first choice is how it stands at the start. */
export type SwitchDefinition = {
  readonly description: string;
  readonly choices: readonly [string, ...string[]];
};

/** A switch as it stands. */
export type Switched<Definition> = Definition & { readonly value: string };

type Definitions = Readonly<Record<string, SwitchDefinition>>;

/** The switches of one server. */
export type Switches<Defined extends Definitions> = {
  get<Name extends keyof Defined>(name: Name): Defined[Name]['choices'][number];
  /** @throws RangeError for an unknown name or value. */
  readonly set: (name: string, value: string) => void;
  list(): Readonly<Record<string, Switched<Defined[keyof Defined]>>>;
};

/** Switches, each at its first choice. */
export function createSwitches<const Defined extends Definitions>(
  definitions: Defined,
): Switches<Defined> {
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
    list: () => {
      const entries = Object.entries(definitions) as [string, Defined[keyof Defined]][];
      return Object.fromEntries(
        entries.map(([name, definition]) => [
          name,
          { ...definition, value: valueOf(name, definition) },
        ]),
      );
    },
  };
}
