import { markdownReport } from './markdown';
import { markdownText } from './markdown-text';
import { rankedConfigs } from './ranked-configs';
import type { ScenarioReport } from './summarize';

/** How a change came to a scenario: a file, the pattern it matches. */
export interface SelectionReason {
  readonly scenario: string;
  readonly file: string;
  readonly pattern: string;
}

/** GitHub takes 65,536 characters, GitLab a million. */
const LONGEST = 60_000;
const MOST_REASONS = 100;
const MOST_LEFT_OUT = 10;

/**
 * The comment for a pull request: the run, what of it could not be read, and in a fold what led from the changed files to
 * it.
 *
 * @param marker first line, by which the comment is found again
 * @param reasons in the order to show them
 * @param leftOut why each result is missing that could not be read, as sentences
 */
export function pullRequestComment(
  marker: string,
  runId: string,
  reports: readonly ScenarioReport[],
  reasons: readonly SelectionReason[],
  leftOut: readonly string[],
): string {
  const configs = reports.reduce((sum, { variants }) => sum + variants.length, 0);
  for (let most = configs; ; most = Math.floor(most / 2)) {
    const report = `${marker}\n${markdownReport(runId, reports, most)}`;
    const parts = [report, ...missing(leftOut), ...chain(reports, reasons)];
    const text = parts.join('\n\n');
    if (text.length <= LONGEST || most === 0) return text.slice(0, LONGEST);
  }
}

/** Who reads the comment does not see what the job wrote to its log. */
function missing(leftOut: readonly string[]): string[] {
  if (leftOut.length === 0) return [];
  const shown = leftOut.slice(0, MOST_LEFT_OUT).map((reason) => `* ${markdownText(reason)}`);
  const left = leftOut.length - shown.length;
  return [
    [
      '**Left out**, and in no count above:',
      '',
      ...shown,
      ...(left > 0 ? [`* … and ${left} more`] : []),
    ].join('\n'),
  ];
}

function chain(reports: readonly ScenarioReport[], reasons: readonly SelectionReason[]): string[] {
  if (reasons.length === 0) return [];
  const worst = new Map<string, string>();
  for (const { report, words } of rankedConfigs(reports)) {
    const { scenario } = report.manifest;
    if (!worst.has(scenario)) worst.set(scenario, words);
  }
  const rows = reasons
    .slice(0, MOST_REASONS)
    .map(
      ({ scenario, file, pattern }) =>
        `| ${code(file)} | ${code(pattern)} | ${code(scenario)} | ${worst.get(scenario) ?? 'not measured'} |`,
    );
  const left = reasons.length - rows.length;
  return [
    [
      '<details>',
      '<summary>Why these scenarios</summary>',
      '',
      '| changed file | matches | scenario | verdict |',
      '|:--|:--|:--|:--|',
      ...rows,
      ...(left > 0 ? ['', `… and ${left} more ways.`] : []),
      '',
      '</details>',
    ].join('\n'),
  ];
}

function code(raw: string): string {
  return `\`${raw.replace(/[`|]/g, ' ')}\``;
}
