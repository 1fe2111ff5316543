import { withEscapes } from './hidden-characters';
import { makeMarks, type Receipt } from './marks';
import { redactionOf, type ReportSource } from './redaction-of';
import type { Report, ReportOptions } from './report';
import { reportPasted } from './report-pasted';
import { reportRun } from './report-run';
import { toMarkdown } from './to-markdown';

export type ReportPorts = {
  /** HMAC-SHA256, random, for this report alone: fingerprints of two reports cannot be compared. */
  readonly key: CryptoKey;
  readonly now: Date;
  /** Of the extension. */
  readonly version: string;
};

/** A report in both of its forms, and what was taken out of it. */
export type SharedReport = {
  readonly markdown: string;
  readonly json: string;
  readonly receipt: Receipt;
};

/**
 * Tells of a run, or of what was pasted, without anything that lets somebody in or says who they are. Each secret and
 * each personal value is replaced by its kind and a keyed fingerprint, wherever it occurs and however it is encoded;
 * bodies are shown only where they can be read member by member. Never throws on what it is given.
 */
export async function makeReport(
  source: ReportSource,
  options: ReportOptions,
  ports: ReportPorts,
): Promise<SharedReport> {
  const marks = makeMarks();
  const isRun = source.kind === 'run';
  const redaction = redactionOf(source, options, marks);
  const contents = isRun
    ? reportRun(source.run, source.result, redaction, options)
    : reportPasted(source.recognised, redaction, options, ports.now.getTime());
  const { resolved, receipt } = await marks.resolve(contents, ports.key);
  const report: Report = {
    report: isRun ? 'Report of an OAuth run' : 'Report of a pasted text',
    made_at: ports.now.toISOString(),
    made_by: `OAuth Workbench ${ports.version}`,
    ...resolved,
    removed: receipt,
  };
  return {
    markdown: withEscapes(toMarkdown(report)),
    json: withEscapes(`${JSON.stringify(report, null, 2)}\n`),
    receipt,
  };
}
