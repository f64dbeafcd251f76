import { UserError } from '../domain/user-error';
import { againstJson } from '../report/against/against-json';
import { againstMarkdown } from '../report/against/against-markdown';
import type { AgainstReport } from '../report/against/against-report';
import { againstTerminal } from '../report/against/against-terminal';
import { summarizeAgainst } from '../report/against/summarize-against';
import type { ScenarioReport } from '../report/summarize';
import { summarizeStored } from '../report/summarize-stored';
import type { TerminalStyle } from '../report/terminal/terminal-style';
import { findRun, readRounds } from '../results/read-results';
import type { StoredScenario } from '../results/read-scenario';
import type { ReportForm } from './report-form';
import { tellLeftOut } from './tell-left-out';

/** Which two runs, and how their comparison is shown. */
export interface AgainstRequest {
  readonly artifacts: string;
  /** The run that is looked at; the newest without it. */
  readonly runId: string | undefined;
  /** The run it is compared with. */
  readonly against: string;
  readonly scenario: string | undefined;
  readonly form: ReportForm | 'prComment';
}

/**
 * Two saved runs against each other, in the form asked for: every scenario that both hold.
 *
 * @throws UserError naming the runs there are where one of the two is not, and where there is nothing to compare
 */
export function analyzeAgainst(request: AgainstRequest, style: TerminalStyle): string {
  const { form } = request;
  if (form !== 'terminal' && form !== 'json' && form !== 'markdown') {
    throw new UserError(
      `--against and --${form} exclude each other.`,
      'Ask for it with --json or --markdown, or with neither.',
    );
  }
  const reports = comparedScenarios(request);
  if (form === 'json') return againstJson(reports);
  return form === 'markdown' ? againstMarkdown(reports) : againstTerminal(reports, style);
}

function comparedScenarios({
  artifacts,
  runId,
  against,
  scenario,
}: AgainstRequest): readonly AgainstReport[] {
  const reference = tellLeftOut(findRun(artifacts, against, scenario));
  const current = tellLeftOut(findRun(artifacts, runId, scenario));
  if (current.runId === reference.runId) {
    throw new UserError(
      `The run ${against} cannot be compared with itself.`,
      runId === undefined ? 'It is the newest; name the other one: --runId.' : 'Name another --against.',
    );
  }
  const pairs = current.scenarios.flatMap((stored) => {
    const other = reference.scenarios.find(({ manifest }) => manifest.scenario === stored.manifest.scenario);
    return other === undefined ? [] : [{ reference: other, current: stored }];
  });
  if (pairs.length === 0) {
    throw new UserError(
      `The runs ${current.runId} and ${reference.runId} have no scenario in common: ${names(current.scenarios)}; ${names(reference.scenarios)}.`,
      'Name two runs of one scenario: --runId and --against.',
    );
  }
  return pairs.map(({ reference, current }) => {
    if (reference.manifest.runId === current.manifest.runId) {
      throw new UserError(
        `${current.manifest.scenario} of both runs is one measurement, ${current.manifest.runId}: one of them took it from the cache.`,
        'Measure it again: --skip-nx-cache.',
      );
    }
    const reports = { reference: compared(reference), current: compared(current) };
    return summarizeAgainst(reports, (report, variant) =>
      readRounds(report === reports.current ? current : reference, variant),
    );
  });
}

/** @throws UserError for a scenario that compares nothing by itself */
function compared(stored: StoredScenario): ScenarioReport {
  const { alone, state, runId, scenario } = stored.manifest;
  const why = alone
    ? 'measured one side alone, so there is no change to compare'
    : state === 'unusable'
      ? 'found its machine not usable, so there is no change to compare'
      : stored.recovered && 'has no manifest, so nobody knows what it measured';
  if (!why) return summarizeStored(stored);
  throw new UserError(`The run ${runId} of ${scenario} ${why}.`);
}

function names(scenarios: readonly StoredScenario[]): string {
  return scenarios.map(({ manifest }) => manifest.scenario).join(', ');
}
