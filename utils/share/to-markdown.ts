import { capitalised } from '../tokens/capitalised';
import type { JsonValue } from '../tokens/json';
import type {
  Facts,
  Report,
  ReportedBody,
  ReportedCheck,
  ReportedRequest,
  ReportedToken,
  ReportedUse,
} from './report';

/** A report as Markdown (GitHub's). Values from outside are code, or escaped: they can make no link and no picture. */
export function toMarkdown(report: Report): string {
  const blocks = [
    `# ${report.report}`,
    `Made by ${report.made_by} at ${report.made_at}. Secrets and personal values are replaced by their kind and a fingerprint, such as ${code('‹access token #4f2a91c0›')}: within this report the same value has the same fingerprint, in another report it has another.`,
    ...(report.recognised_as === undefined
      ? []
      : [`Recognised as: ${words(report.recognised_as)}`]),
    ...section('Run', facts(report.run)),
    ...section('Client', facts(report.client)),
    ...section(
      'Diagnosis',
      (report.diagnoses ?? []).map(({ certainty, cause, reasons, remedy, specification }) =>
        [
          `- **${certainty}**: ${words(cause)}`,
          ...reasons.map(words),
          words(remedy),
          ...(specification === undefined ? [] : [`(${specification})`]),
        ].join(' '),
      ),
    ),
    ...section(
      'Findings',
      (report.findings ?? []).map(({ severity, title, detail, remedy, specification }) =>
        [
          `- **${severity}**: ${words(title)}.`,
          ...(detail === undefined ? [] : [words(detail)]),
          ...(remedy === undefined ? [] : [words(remedy)]),
          ...(specification === undefined ? [] : [`(${specification})`]),
        ].join(' '),
      ),
    ),
    ...section(
      'Steps',
      (report.steps ?? []).map(
        ({ name, progress, detail }) =>
          `- ${name}: ${progress}${detail === '' ? '' : ` (${words(detail)})`}`,
      ),
    ),
    ...address('Authorization request', report.authorization_request),
    ...address('Authorization response', report.authorization_response),
    ...section(
      'Scopes',
      table(
        ['Scope', 'Requested', 'Granted', 'In token'],
        (report.scopes ?? []).map(({ scope, requested, granted, in_token: inToken }) => [
          code(scope),
          requested,
          granted,
          inToken,
        ]),
      ),
    ),
    ...section('Parameters', pairs(report.parameters ?? [])),
    ...(report.parts ?? []).flatMap(({ name, members }) => section(name, [json(members)])),
    ...(report.tokens ?? []).flatMap(token),
    ...section('ID token checks', checks(report.id_token_checks ?? [])),
    ...(report.requests ?? []).flatMap(request),
    ...(report.uses_of_tokens ?? []).flatMap(use),
    ...section(
      'What was removed',
      report.removed.length === 0
        ? ['Nothing had to be removed.']
        : report.removed.map(({ what, count }) => `- ${count} × ${words(what)}`),
    ),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [`## ${words(title)}`, lines.join('\n')];
}

function facts(entries: Facts = {}): readonly string[] {
  return Object.entries(entries).map(([name, value]) => `- ${nameInWords(name)}: ${code(value)}`);
}

function address(title: string, found: Report['authorization_request']): readonly string[] {
  return found === undefined
    ? []
    : [`## ${title}`, code(found.address), ...together(pairs(found.parameters))];
}

function token({ name, kind, value, problems, header, claims }: ReportedToken): readonly string[] {
  return [
    `## ${words(name)}`,
    `${code(value)}, ${kind}`,
    ...together((problems ?? []).map((problem) => `- ${words(problem)}`)),
    ...(header === undefined ? [] : ['Header:', json(header)]),
    ...(claims === undefined ? [] : ['Claims:', json(claims)]),
  ];
}

function checks(made: readonly ReportedCheck[]): readonly string[] {
  return made.map(({ name, outcome, detail }) =>
    [`- ${name}: **${outcome}**.`, words(detail)].join(' ').trim(),
  );
}

function request(sent: ReportedRequest): readonly string[] {
  const { purpose, method, url, duration, outcome } = sent;
  const times = [sent.sent_at, duration].filter((time) => time !== undefined).join(', ');
  return [
    `## Request${purpose === undefined ? '' : `: ${words(purpose)}`}`,
    code(`${method} ${url}`),
    ...together([
      ...(outcome === undefined ? [] : [`- Answer: ${words(outcome)}`]),
      ...(times === '' ? [] : [`- Sent: ${times}`]),
    ]),
    ...(sent.headers.length === 0 ? [] : ['Request headers:', ...together(pairs(sent.headers))]),
    ...(sent.body === undefined ? [] : ['Request body:', body(sent.body)]),
    ...(sent.response_headers === undefined || sent.response_headers.length === 0
      ? []
      : ['Response headers:', ...together(pairs(sent.response_headers))]),
    ...(sent.response_body === undefined ? [] : ['Response body:', body(sent.response_body)]),
  ];
}

function use({ kind, token: used, judged_at, outcome, claims, ...rest }: ReportedUse) {
  const { request: sent, status, checks: made } = rest;
  const about = [
    words(kind),
    ...(sent === undefined ? [] : [code(sent)]),
    ...(status === undefined ? [] : [`HTTP ${words(status)}`]),
  ];
  return [
    `## Use of a token: ${about.join(', ')}`,
    `${words(used)}, ${judged_at}: ${words(outcome)}`,
    ...(claims === undefined ? [] : [json(claims)]),
    ...together(checks(made ?? [])),
  ];
}

function body(shown: ReportedBody): string {
  if ('json' in shown) return json(shown.json);
  return 'form' in shown ? pairs(shown.form).join('\n') : words(shown.note);
}

function pairs(
  entries: readonly { readonly name: string; readonly value: string }[],
): readonly string[] {
  return table(
    ['Name', 'Value'],
    entries.map(({ name, value }) => [code(name), code(value)]),
  );
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  if (rows.length === 0) return [];
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', String.raw`\|`)).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)];
}

function together(lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [lines.join('\n')];
}

function json(value: JsonValue): string {
  const text = JSON.stringify(value, null, 2);
  const fence = '`'.repeat(Math.max(3, longestRun(text) + 1));
  return `${fence}json\n${text}\n${fence}`;
}

/** A code span of one line (CommonMark §6.1): its fence is longer than any run of backticks in it. */
function code(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  if (line.trim() === '') return '(empty)';
  const fence = '`'.repeat(longestRun(line) + 1);
  const space = line.startsWith('`') || line.endsWith('`') ? ' ' : '';
  return fence + space + line + space + fence;
}

function longestRun(text: string): number {
  return (text.match(/`+/g) ?? []).reduce((longest, run) => Math.max(longest, run.length), 0);
}

/** A sentence in which no character means anything to Markdown or HTML. */
function words(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\`*_[\]<>&~|]/g, (sign) => `\\${sign}`);
}

function nameInWords(name: string): string {
  const spaced = name
    .replaceAll('_', ' ')
    .replace(/\b(?:pkce|uri|id)\b/g, (term) => term.toUpperCase());
  return capitalised(spaced);
}
