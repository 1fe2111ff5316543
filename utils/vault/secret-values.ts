/** Client secrets: by the id of their client, then by their own. */
export type SecretValues = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** Reads secrets that were stored; undefined where something else was. */
export function parseSecretValues(value: unknown): SecretValues | undefined {
  if (!isRecord(value)) return undefined;
  const clients: [string, Readonly<Record<string, string>>][] = [];
  for (const [clientId, secrets] of Object.entries(value)) {
    if (!isRecord(secrets)) return undefined;
    const entries = Object.entries(secrets);
    if (!entries.every(isTextEntry)) return undefined;
    clients.push([clientId, recordOf(entries)]);
  }
  return recordOf(clients);
}

export function noSecretValues(): SecretValues {
  return recordOf([]);
}

/** The same secrets, but for those of one client. A client without any is left out. */
export function replaceClientValues(
  values: SecretValues,
  clientId: string,
  entries: readonly (readonly [id: string, value: string])[],
): SecretValues {
  const others = Object.entries(values).filter(([id]) => id !== clientId);
  return recordOf(entries.length === 0 ? others : [...others, [clientId, recordOf(entries)]]);
}

/** The secrets of both; of a secret that is in both, the second. */
export function mergeSecretValues(first: SecretValues, second: SecretValues): SecretValues {
  const merged = Object.entries(second).map(
    ([clientId, secrets]) => [clientId, recordOf(entriesOf(first[clientId], secrets))] as const,
  );
  return recordOf([...Object.entries(first), ...merged]);
}

function entriesOf(
  ...records: readonly (Readonly<Record<string, string>> | undefined)[]
): readonly [string, string][] {
  return records.flatMap((record) => Object.entries(record ?? {}));
}

/** Without a prototype: an id may be the name of something that every object has. */
function recordOf<Value>(
  entries: readonly (readonly [string, Value])[],
): Readonly<Record<string, Value>> {
  const record = Object.create(null) as Record<string, Value>;
  for (const [name, value] of entries) record[name] = value;
  return record;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isTextEntry(entry: [string, unknown]): entry is [string, string] {
  return typeof entry[1] === 'string';
}
