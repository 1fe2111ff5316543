import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative, sep } from 'node:path';

const root = join(import.meta.dirname, '..', '..');

export type Import = {
  /** As it is written. */
  readonly specifier: string;
  /** The file of this repository that it leads to; undefined for a package. */
  readonly file: string | undefined;
  /** Gone when the code runs. */
  readonly isTypeOnly: boolean;
  /** Loaded when the code asks for it, and not with the module. */
  readonly isLater: boolean;
};

export type SourceFile = {
  /** From the root of the repository, with slashes. */
  readonly path: string;
  readonly text: string;
  readonly imports: readonly Import[];
};

/** Every file of these folders, code and style. */
export function listFiles(folders: readonly string[]): readonly string[] {
  return folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/')),
  );
}

export function readSource(path: string): SourceFile {
  const text = readFileSync(join(root, path), 'utf8');
  return {
    path,
    text,
    imports: importsOf(text).map((one) => ({ ...one, file: resolve(path, one.specifier) })),
  };
}

const STATEMENT = /^\s*(?:import|export)\s(?<clause>[^'"`;]*?\sfrom\s*)['"](?<from>[^'"]+)['"]/gm;
const SIDE_EFFECT = /^\s*import\s*['"](?<from>[^'"]+)['"]/gm;
const DYNAMIC = /\bimport\(\s*['"](?<from>[^'"]+)['"]\s*\)/g;

/** The import and re-export statements of a module, and its dynamic imports. */
export function importsOf(text: string): readonly Omit<Import, 'file'>[] {
  const code = withoutComments(text);
  const statements = [...code.matchAll(STATEMENT)].map(({ groups }) => ({
    specifier: groups?.['from'] ?? '',
    isTypeOnly: isTypeOnly(groups?.['clause'] ?? ''),
    isLater: false,
  }));
  const others = [SIDE_EFFECT, DYNAMIC].flatMap((pattern) =>
    [...code.matchAll(pattern)].map(({ groups }) => ({
      specifier: groups?.['from'] ?? '',
      isTypeOnly: false,
      isLater: pattern === DYNAMIC,
    })),
  );
  return [...statements, ...others];
}

/** Whether nothing of the clause is left when types are gone. */
function isTypeOnly(clause: string): boolean {
  if (/^type\s/.test(clause)) return true;
  const named = /^\{(?<names>[^}]*)\}\s*from/.exec(clause)?.groups?.['names'];
  return (
    named !== undefined &&
    named
      .split(',')
      .map((name) => name.trim())
      .filter(Boolean)
      .every((name) => name.startsWith('type '))
  );
}

/** The code without comments that stand on lines of their own or between statements. */
export function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(?<=^|\s)\/\/.*$/gm, '');
}

function resolve(from: string, specifier: string): string | undefined {
  const target = specifier.startsWith('@/')
    ? specifier.slice(2)
    : specifier.startsWith('.')
      ? normalize(join(dirname(from), specifier))
          .split(sep)
          .join('/')
      : undefined;
  if (target === undefined) return undefined;
  const found = ['', '.ts', '.tsx']
    .map((end) => target + end)
    .find((path) => existsSync(join(root, path)));
  if (found === undefined) throw new Error(`${from} imports ${specifier}, which is not there.`);
  return found;
}

/**
 * Every module that is loaded with this one, and through which it is reached: at once, or also later, when code asks
 * for it.
 */
export function reachableFrom(
  entry: string,
  when: 'at once' | 'ever',
): ReadonlyMap<string, readonly string[]> {
  const reached = new Map<string, readonly string[]>([[entry, [entry]]]);
  for (const [path, way] of reached) {
    if (!/\.tsx?$/.test(path) || !existsSync(join(root, path))) continue;
    for (const { specifier, file, isTypeOnly: isGone, isLater } of readSource(path).imports) {
      const next = file ?? specifier;
      const isLoaded = !isGone && (when === 'ever' || !isLater);
      if (isLoaded && !reached.has(next)) reached.set(next, [...way, next]);
    }
  }
  return reached;
}
