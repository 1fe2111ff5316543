import type { SwitchDefinition, Switched } from '../../common/switches.ts';

/** A running emulation of a provider on loopback. */
export type Emulation = {
  /** `http://127.0.0.1:<port>`. */
  readonly origin: string;
  /** The clients as they are now: their secrets change on rotation. */
  readonly clients: readonly EmulatedClient[];
  /** Every request that came, oldest first; of very many the last thousand. */
  readonly requests: readonly SeenRequest[];
  /** The switches as they stand now, by name. */
  readonly switches: Readonly<Record<string, EmulationSwitch>>;
  /** @throws RangeError for an unknown name or value. */
  setSwitch(name: string, value: string): void;
  /** Stops it and drops the connections that are still open. */
  close(): Promise<void>;
};

/** A client that is registered at an emulation. */
export type EmulatedClient = {
  readonly kind: 'apaleo-store-app' | 'apaleo-custom-app' | 'pleo' | 'pipedrive';
  readonly clientId: string;
  readonly clientName: string;
  /** All are valid at once. */
  readonly secrets: readonly EmulatedSecret[];
  readonly redirectUris: readonly string[];
  readonly scopes: readonly string[];
  /** How an apaleo client gets its access. The type is fixed when the client is made. */
  readonly accessType?: 'scope' | 'fine-grained';
};

/** A client secret. Always fake, and shown on the home page of the emulation. */
export type EmulatedSecret = { readonly description: string; readonly value: string };

/** A request as it arrived. Names that came twice are kept: see `URLSearchParams.getAll`. */
export type SeenRequest = {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  /** Empty unless the body was `application/x-www-form-urlencoded`. */
  readonly form: URLSearchParams;
  /** The media type of the body, without parameters. */
  readonly contentType: string | undefined;
  readonly authorization: string | undefined;
  readonly origin: string | undefined;
};

/** Something the documents leave open or disagree about, or that the lab itself lets one choose. */
export type EmulationSwitchDefinition = SwitchDefinition & {
  /** Which documents disagree or are silent, or that the choice is the lab's own. */
  readonly source: string;
};

/** Such a switch as it stands. */
export type EmulationSwitch = Switched<EmulationSwitchDefinition>;

/** What every emulation needs to start. */
export type EmulationOptions = {
  /** 0 takes any free port. */
  readonly port: number;
  /** The clock, in milliseconds since 1970. */
  readonly now?: () => number;
};
