import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** The scripts that a page of a built extension names in its HTML, and their sizes in bytes, compressed. */
export function startScripts(
  folder: string,
  page: string,
): readonly { readonly path: string; readonly gzip: number }[] {
  const html = readFileSync(join(folder, page), 'utf8');
  const tags = html.matchAll(/<(?:script|link)\b[^>]*?(?:src|href)="(?<path>[^"]+\.js)"/g);
  return [...tags].map(({ groups }) => {
    const path = groups?.['path'] ?? '';
    return { path, gzip: gzipSync(readFileSync(join(folder, path))).length };
  });
}
