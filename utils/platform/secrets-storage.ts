import * as v from 'valibot';
import { exclusively, readKey, followKey, writeKeys } from './storage';

const KEY = 'secrets';
const secretsSchema = v.fallback(v.record(v.string(), v.string()), {});

/** Client secrets by the id of their client. In memory only: they die with the browser. */
export type Secrets = Readonly<Record<string, string>>;

export async function readSecrets(): Promise<Secrets> {
  return toSecrets(await readKey('session', KEY));
}

export function followSecrets(onValue: (secrets: Secrets) => void): () => void {
  return followKey('session', KEY, (value) => onValue(toSecrets(value)));
}

/** Keeps the secret of a client, or forgets it when it is empty. */
export async function writeSecret(clientId: string, secret: string): Promise<void> {
  await exclusively(KEY, async () => {
    const { [clientId]: _replaced, ...others } = await readSecrets();
    await writeKeys('session', {
      [KEY]: secret === '' ? others : { ...others, [clientId]: secret },
    });
  });
}

/** Without a prototype: an id may be the name of something that every object has. */
function toSecrets(value: unknown): Secrets {
  return Object.assign(Object.create(null) as object, v.parse(secretsSchema, value));
}
