import { ALL_RULES } from './all-rules';
import { ABOUT, type About, type FindingRule } from './finding';

const TITLES = {
  request: 'The authorization request',
  response: 'The authorization response',
  'token response': 'The token response',
  token: 'Tokens',
  scopes: 'Scopes',
  use: 'Use of tokens',
  registration: 'Client, server and keys',
} as const satisfies Record<About, string>;

/** A page in Markdown that lists every rule. */
export function findingsPage(): string {
  return `# Findings

What OAuth Workbench looks for in a run and in what is pasted into _Inspect_: ${ALL_RULES.length} rules. Made from the rules in
\`utils/findings/\` by \`npm run findings\`.

An **error** breaks a specification, or security; a **warning** is a risk, or breaks some clients; a **note** is worth
knowing. A check that passed is listed too, where one would want to see that it was made.

${ABOUT.map((about) => sectionOf(about)).join('\n')}`;
}

function sectionOf(about: About): string {
  const rules = ALL_RULES.filter((rule) => rule.about === about);
  return `## ${TITLES[about]}

| Rule | Looks for | Severity | Why | What to do | Specification |
| --- | --- | --- | --- | --- | --- |
${rules.map(rowOf).join('\n')}
`;
}

const WORDS = { error: 'error', warning: 'warning', info: 'note', passed: 'passed' } as const;

function rowOf(rule: FindingRule): string {
  const { id, looksFor, severities, why, remedy, specifications } = rule;
  const links = specifications.map(({ name, url }) => `[${name}](${url})`).join(', ');
  return `| ${[
    `\`${id}\``,
    escaped(looksFor),
    severities.map((severity) => WORDS[severity]).join(', '),
    escaped(why),
    escaped(remedy),
    links,
  ].join(' | ')} |`;
}

function escaped(text: string): string {
  return text.replaceAll(/[|\\`*_[\]<>~#]/g, (character) => `\\${character}`);
}
