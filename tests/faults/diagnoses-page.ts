import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const file = join(import.meta.dirname, '..', '..', 'docs', 'diagnoses.md');

/** The environment variable with which the tests write the page instead of comparing it. */
export const isWriting = process.env['WRITE_DIAGNOSES'] === '1';

/** One fault, and what a run makes of it. */
export type DiagnosisRow = {
  /** What the server does, or how the client was wrong. */
  readonly fault: string;
  readonly status: string;
  readonly cause: string;
  readonly certainty: string;
  readonly remedy: string;
  readonly places: readonly string[];
};

const head = `# What a run says of each fault

Written by \`tests/e2e/faults.spec.ts\`, which has a real browser run into each: \`npm run faults-table\` writes it anew.
The faults of the demo server are switched on at its page \`/faults\`, or with \`npm run lab -- --fault <id>\`; addresses
that differ from run to run are shortened.
`;

/** A part of the page, under its heading. */
export function sectionOf(title: string, rows: readonly DiagnosisRow[]): string {
  return [
    `## ${title}`,
    '',
    '| Fault | The run says | First diagnosis | How sure | Remedy | Where to click |',
    '| --- | --- | --- | --- | --- | --- |',
    ...rows.map(({ fault, ...row }) => {
      const { status, cause, certainty, remedy, places } = row;
      const cells = [status, cause, certainty, remedy, places.join(', ')].map(said);
      return `| ${[fault, ...cells].join(' | ').replace(/\s+/g, ' ').trim()} |`;
    }),
  ].join('\n');
}

/** What servers say is text, and no markup. */
function said(text: string): string {
  return withoutChance(text).replaceAll(/[\\`*_[\]<>~#|]/g, (character) => `\\${character}`);
}

/** Ports, times, sizes and random values that differ from run to run. */
function withoutChance(text: string): string {
  return text
    .replace(/(127\.0\.0\.1):\d+/g, '$1')
    .replace(/(\bport \([^)]*)“\d{4,5}”/g, '$1“…”')
    .replace(/\d+\.\d s\b/g, '… s')
    .replace(/(Request Id )“[\w:]+”/g, '$1“…”')
    .replace(/\b\d{4}-\d\d-\d\dT[\d:.]+Z/g, '…')
    .replace(/\(in \d+:\d\d\)/g, '(in …)')
    .replace(/(only|into) [\d,]+ bytes/g, '$1 … bytes')
    .replace(/(["“])[\w-]{22}(?:[\w-]{21})?(["”])/g, '$1…$2');
}

/** The part of the page with this heading, as it is committed. */
export function committedSection(title: string): string {
  const text = readPage();
  const start = text.indexOf(`## ${title}\n`);
  if (start < 0) return '';
  const end = text.indexOf('\n## ', start + 1);
  return end < 0 ? text.slice(start).trim() : text.slice(start, end).trim();
}

/** Puts a part in the place of the one with its heading, in the order of these headings. */
export function writeSection(title: string, section: string, titles: readonly string[]): void {
  const sections = titles.map((one) => (one === title ? section : committedSection(one)));
  writeFileSync(
    file,
    [head, ...sections.filter(Boolean)].map((part) => `${part.trim()}\n`).join('\n'),
  );
}

function readPage(): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
