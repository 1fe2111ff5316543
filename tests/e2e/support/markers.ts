import { randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

/** A value that must not be found where it does not belong. */
export type Marker = {
  readonly name: string;
  readonly value: string;
  /** The client that it authenticates. */
  readonly clientId?: string;
};

/** Text or bytes in which markers are looked for. */
export type Trace = { readonly where: string; readonly content: string | Buffer };

/** Long, random, and with every kind of character that some encoding changes. */
export function makeSecret(): string {
  const random = () => randomBytes(16).toString('hex');
  return `${random()}-_.~+/=%&"\\${random()}`;
}

/** How a value looks in a query, a form, JSON, HTML and Basic credentials, whoever wrote it. */
export function spellingsOf({ value, clientId }: Marker): readonly string[] {
  const percent = [encodeURIComponent(value), formEncode(value), strictEncode(value)];
  const json = JSON.stringify(value).slice(1, -1);
  const credentials =
    clientId === undefined
      ? []
      : [value, ...percent].map((secret) => toBase64(`${clientId}:${secret}`));
  const spellings = [
    value,
    ...percent,
    ...percent.map((text) => text.replace(/%../g, (hex) => hex.toLowerCase())),
    ...percent.map(encodeURIComponent),
    json,
    json.replaceAll('/', String.raw`\/`),
    value.replaceAll('&', '&amp;').replaceAll('"', '&quot;'),
    ...[toBase64(value), ...credentials].flatMap((text) => [
      text.replace(/=+$/, ''),
      text.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, ''),
    ]),
  ];
  return [...new Set(spellings)];
}

const START_BYTES = 4;

/** A search for markers in every spelling, and for what no spelling changes of them. @returns where each was found. */
export function makeSearch(markers: readonly Marker[]): (traces: readonly Trace[]) => string[] {
  const byStart = new Map<number, { readonly name: string; readonly bytes: Buffer }[]>();
  for (const marker of markers) {
    const texts = new Set([
      ...spellingsOf(marker),
      ...[marker.value, strictEncode(marker.value)].flatMap(insideBase64),
      ...(marker.value.match(/[0-9a-f]{32,}/g) ?? []),
    ]);
    for (const bytes of [...texts].flatMap((text) => [
      Buffer.from(text),
      Buffer.from(text, 'utf16le'),
    ])) {
      const start = bytes.readUInt32LE(0);
      byStart.set(start, [...(byStart.get(start) ?? []), { name: marker.name, bytes }]);
    }
  }
  const namesIn = (bytes: Buffer) => {
    const names = new Set<string>();
    for (let at = 0; at + START_BYTES <= bytes.length; at++) {
      for (const needle of byStart.get(bytes.readUInt32LE(at)) ?? []) {
        const end = at + needle.bytes.length;
        if (bytes.subarray(at, end).equals(needle.bytes)) names.add(needle.name);
      }
    }
    return names;
  };
  return (traces) =>
    traces.flatMap(({ where, content }) =>
      [...namesIn(Buffer.from(content))].map((name) => `${name} in ${where}`),
    );
}

/** Every file below a folder; those that are compressed with gzip, unpacked. */
export async function readFolder(folder: string): Promise<readonly Trace[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  return Promise.all(
    paths.map(async (path) => {
      const content = await readFile(path);
      const isGzip = content[0] === 0x1f && content[1] === 0x8b;
      return { where: path.slice(folder.length), content: isGzip ? gunzipSync(content) : content };
    }),
  );
}

function formEncode(text: string): string {
  return new URLSearchParams([['', text]]).toString().slice(1);
}

/** Every character but letters and digits. */
function strictEncode(text: string): string {
  return encodeURIComponent(text).replace(
    /[-_.!~*'()]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function toBase64(text: string): string {
  return Buffer.from(text).toString('base64');
}

/** The part of a text's base64 that does not depend on what stands around it, for each place it can begin at. */
function insideBase64(text: string): readonly string[] {
  return [0, 1, 2].map((before) => {
    const encoded = toBase64(' '.repeat(before) + text);
    const end = Math.floor((before + text.length) / 3) * 4;
    return encoded.slice([0, 2, 3][before], end);
  });
}
