import { describe, expect, test } from 'vitest';
import {
  importsOf,
  listFiles,
  reachableFrom,
  readSource,
  type SourceFile,
  withoutComments,
} from './source-files';

const paths = listFiles(['entrypoints', 'components', 'utils']);
const modules = paths.filter((path) => /\.tsx?$/.test(path)).map(readSource);

type Room = {
  readonly folder: string;
  /** The rooms it may import from, itself among them. */
  readonly below: readonly string[];
  /** Packages that have no place in it. */
  readonly forbidden: RegExp;
  /** Where the code belongs instead. */
  readonly remedy: string;
};

const BROWSER = /^(?:wxt\/browser|webextension-polyfill)(?:\/|$)/;
const SCREENS = /^(?:react|react-dom|react-hook-form|wouter|zustand|@base-ui\/react)(?:\/|$)/;
const PURE = new RegExp(`${BROWSER.source}|${SCREENS.source}|^wxt(?:/|$)`);
const pureRemedy =
  'This room is pure: take fetch, clock, randomness and window as arguments, and wire them in utils/platform; what screens show belongs in components, what they keep in utils/state.';
/** The core: a room may import from those after it. The vault stands for itself. */
const CORE = [
  'utils/comparison/',
  'utils/history/',
  'utils/trace/',
  'utils/learn/',
  'utils/share/',
  'utils/diagnosis/',
  'utils/findings/',
  'utils/oauth/',
  'utils/clients/',
  'utils/tokens/',
] as const;
const pureRoom = (folder: string, ...below: readonly string[]): Room => ({
  folder,
  below: [folder, ...below],
  forbidden: PURE,
  remedy: pureRemedy,
});
const PURE_ROOMS = [...CORE, 'utils/vault/'];

const rooms: readonly Room[] = [
  {
    folder: 'entrypoints/',
    below: ['entrypoints/', 'components/', 'utils/'],
    forbidden: /^(?:jose|oauth4webapi)(?:\/|$)/,
    remedy: 'An entrypoint only wires: put what it does in components or utils, and call it here.',
  },
  {
    folder: 'components/',
    below: ['components/', 'utils/state/', ...PURE_ROOMS],
    forbidden: BROWSER,
    remedy:
      'A component knows the stores, never the browser: put the call in utils/platform and offer it from utils/state. What wires pages belongs in entrypoints.',
  },
  {
    folder: 'utils/state/',
    below: ['utils/state/', 'utils/platform/', ...PURE_ROOMS],
    forbidden: BROWSER,
    remedy:
      'A store does not touch the browser and knows no screen: put the call in utils/platform, the control in components.',
  },
  {
    folder: 'utils/platform/',
    below: ['utils/platform/', ...PURE_ROOMS],
    forbidden: SCREENS,
    remedy:
      'The platform touches the browser only: what screens show belongs in utils/state, the controls in components.',
  },
  ...CORE.map((folder, index) => pureRoom(folder, ...CORE.slice(index + 1))),
  pureRoom('utils/vault/'),
];

/** What a module imports that its room must not. */
function faultsOf({ path, imports }: SourceFile, room: Room): readonly string[] {
  return imports
    .filter(({ specifier, file }) =>
      file === undefined
        ? room.forbidden.test(specifier)
        : !room.below.some((folder) => file.startsWith(folder)),
    )
    .map(({ specifier }) => `${path} imports ${specifier}. ${room.remedy}`);
}

describe('the rooms', () => {
  test.each(rooms.map((room) => [room.folder, room] as const))(
    '%s imports from below only',
    (folder, room) => {
      const inside = modules.filter(({ path }) => path.startsWith(folder));
      expect(inside).not.toEqual([]);
      expect(inside.flatMap((module) => faultsOf(module, room))).toEqual([]);
    },
  );

  test('hold every module', () => {
    const homeless = modules
      .filter(({ path }) => !rooms.some(({ folder }) => path.startsWith(folder)))
      .map(
        ({ path }) =>
          `${path} is in no room: put it into one of ${rooms.map(({ folder }) => folder).join(', ')}`,
      );
    expect(homeless).toEqual([]);
  });

  test('tell a module that imports upward, and where its code belongs', () => {
    const room = rooms.find(({ folder }) => folder === 'utils/tokens/');
    if (room === undefined) throw new Error('There is no room for tokens.');
    const module: SourceFile = {
      path: 'utils/tokens/x.ts',
      text: '',
      imports: [
        { specifier: '../oauth/run', file: 'utils/oauth/run.ts', isTypeOnly: true, isLater: false },
        { specifier: 'react', file: undefined, isTypeOnly: false, isLater: false },
        { specifier: 'jose', file: undefined, isTypeOnly: false, isLater: false },
        { specifier: './json', file: 'utils/tokens/json.ts', isTypeOnly: false, isLater: false },
      ],
    };
    expect(faultsOf(module, room)).toEqual([
      `utils/tokens/x.ts imports ../oauth/run. ${pureRemedy}`,
      `utils/tokens/x.ts imports react. ${pureRemedy}`,
    ]);
  });
});

describe('importsOf', () => {
  test('reads every kind of import', () => {
    const text = `
import * as a from 'a';
import { b, type B } from "b";
import {
  type C,
  type D,
} from 'c';
import type { E } from 'e';
import './f.css';
export { g } from './g';
export type { H } from './h';
const i = await import('i');
// import { no } from 'no';
/* import { no } from 'no'; */
export const j = { from: 'no' };
`;
    expect(importsOf(text)).toEqual([
      { specifier: 'a', isTypeOnly: false, isLater: false },
      { specifier: 'b', isTypeOnly: false, isLater: false },
      { specifier: 'c', isTypeOnly: true, isLater: false },
      { specifier: 'e', isTypeOnly: true, isLater: false },
      { specifier: './g', isTypeOnly: false, isLater: false },
      { specifier: './h', isTypeOnly: true, isLater: false },
      { specifier: './f.css', isTypeOnly: false, isLater: false },
      { specifier: 'i', isTypeOnly: false, isLater: true },
    ]);
  });
});

describe('the code', () => {
  test.each([
    [
      /\bconsole\s*\./,
      'A product says nothing on the console: return a value, or show it on a screen.',
    ],
    [
      /dangerouslySetInnerHTML|\b(?:inner|outer)HTML\b|insertAdjacentHTML|document\.write/,
      'Values from outside are only ever text: render them as children.',
    ],
    [
      /\beval\s*\(|\bnew Function\b|set(?:Timeout|Interval)\(\s*['"`]/,
      'The content security policy forbids code from text: write a function.',
    ],
  ])('holds nothing of %s', (pattern, remedy) => {
    const faults = modules
      .filter(({ text }) => pattern.test(withoutComments(text)))
      .map(({ path }) => `${path}: ${remedy}`);
    expect(faults).toEqual([]);
  });

  test('stores nothing where web pages could read it', () => {
    const faults = modules
      .filter(({ text }) => /\b(?:localStorage|sessionStorage|document\.cookie)\b/.test(text))
      .map(({ path }) => `${path}: keep it with utils/platform/storage.`);
    expect(faults).toEqual([]);
  });
});

describe('the files', () => {
  test('have names that say what they hold', () => {
    const isGood = (path: string) =>
      /\/[a-z0-9]+(?:-[a-z0-9]+)*\.(?:ts|css|html)$/.test(path) ||
      /\/[A-Z][A-Za-z0-9]*\.(?:tsx|module\.css)$/.test(path) ||
      /\/[a-z]+(?:-[a-z]+)*\.module\.css$/.test(path) ||
      // What mounts a page is no component.
      /\/(?:main|mount-page)\.tsx$/.test(path);
    const faults = paths
      .filter((path) => !isGood(path))
      .map((path) => `${path}: a module is kebab-case.ts, a component PascalCase.tsx.`);
    expect(faults).toEqual([]);
  });

  test('give each component a file of its name', () => {
    const faults = modules
      .filter(({ path }) => /\/[A-Z][A-Za-z0-9]*\.tsx$/.test(path))
      .filter(({ path, text }) => {
        const name = /(?<name>[^/]+)\.tsx$/.exec(path)?.groups?.['name'] ?? '';
        const exported = [...text.matchAll(/^export (?:default )?function (?<name>[A-Z]\w*)/gm)];
        return exported.length !== 1 || exported[0]?.groups?.['name'] !== name;
      })
      .map(({ path }) => `${path}: export one component, with the name of the file.`);
    expect(faults).toEqual([]);
  });

  test('use each style, and only those that are there', () => {
    const used = new Set(modules.flatMap(({ imports }) => imports.map(({ file }) => file)));
    const faults = paths
      .filter((path) => path.endsWith('.css') && !used.has(path))
      .map((path) => `${path}: no component uses it. Delete it.`);
    expect(faults).toEqual([]);
  });

  test('gather nothing', () => {
    const faults = paths
      .filter((path) => /\/index\.tsx?$/.test(path))
      .map((path) => `${path}: import a module by its own path, not through a barrel.`);
    expect(faults).toEqual([]);
  });

  test('export by name', () => {
    const faults = modules
      .filter(({ path }) => path !== 'entrypoints/background.ts')
      .filter(({ text }) => /^export default /m.test(text))
      .map(({ path }) => `${path}: export by name.`);
    expect(faults).toEqual([]);
  });
});

describe('the popup', () => {
  const entry = 'entrypoints/popup/main.tsx';
  const atOnce = reachableFrom(entry, 'at once');
  const ever = reachableFrom(entry, 'ever');
  const waysTo = (reached: typeof ever, pattern: RegExp, remedy: string) =>
    [...reached]
      .filter(([path]) => pattern.test(path))
      .map(([path, way]) => `${path} is loaded through ${way.join(' → ')}: ${remedy}`);

  test('stays light: it loads nothing that only the workbench or the worker needs', () => {
    const heavy = /^(?:jose|idb|oauth4webapi|react-hook-form|@base-ui\/react|wouter)(?:\/|$)/;
    expect(waysTo(ever, heavy, 'keep it out of the popup.')).toEqual([]);
    const ofKeptRuns = /^(?:utils\/history\/|utils\/platform\/kept-runs|components\/history\/)/;
    expect(waysTo(ever, ofKeptRuns, 'kept runs are shown by the workbench.')).toEqual([]);
  });

  test('knows providers by name, and loads none of their forms, rules and scopes', () => {
    const remedy = 'the popup takes names and flags from utils/clients/providers.';
    expect(waysTo(ever, /^utils\/clients\/templates\//, remedy)).toEqual([]);
  });

  test('shows clients before it loads what reads a run or a paste', () => {
    const later =
      /^(?:utils\/findings\/|utils\/diagnosis\/|components\/diagnosis\/|utils\/tokens\/(?:recognise\/.*|decode-token|claims|.*-meanings)\.ts|utils\/oauth\/run-result\.ts|components\/(?:tokens|vault)\/)/;
    const remedy = 'load it with usePart, when it is needed.';
    expect(waysTo(atOnce, later, remedy)).toEqual([]);
    expect([...ever.keys()]).toEqual(
      expect.arrayContaining([
        'utils/tokens/recognise/recognise.ts',
        'utils/tokens/decode-token.ts',
        'utils/oauth/run-result.ts',
        'components/tokens/ClaimsTable.tsx',
      ]),
    );
  });

  test('is walked to its end', () => {
    expect([...atOnce.keys()]).toEqual(
      expect.arrayContaining([
        'react',
        'components/popup/Popup.tsx',
        'utils/clients/stored-client.ts',
        'utils/clients/providers.ts',
      ]),
    );
  });
});
