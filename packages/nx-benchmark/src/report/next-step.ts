import type { Manifest } from '../results/manifest';
import { counted } from './counted';
import { headline } from './headline';
import { type RankedConfig, rankedConfigs } from './ranked-configs';
import { benchmarkProject, benchmarkTask, settling } from './settling';
import type { ScenarioReport } from './summarize';
import { waitingTime } from './units';

/** What to do next. */
export interface NextStep {
  /** What came of the run, and what to do about the worst of it. */
  readonly sentence: string;
  /** The command that does it, if one does. */
  readonly command?: string;
}

/** What whoever reads a run should do next, about what is worst first; also where that is nothing. */
export function nextStep(reports: readonly ScenarioReport[]): NextStep {
  const configs = rankedConfigs(reports);
  const urgent = configs.filter(({ severity }) => severity > 0);
  const stopped = reports.find(({ manifest }) => STOPPED.includes(manifest.state));
  const [worst] = urgent;
  if (worst === undefined) {
    return stopped === undefined
      ? { sentence: calm(configs) }
      : goOn('stopped early; go on', stopped.manifest);
  }
  const came = whatCame(urgent);
  if (worst.report.recovered) return { sentence: `${came}; measure in lock-step for a verdict to trust` };
  const { manifest } = worst.report;
  if (manifest.state === 'unusable') {
    return { sentence: `${came}: measure on other CPUs (--cpus) or on another machine` };
  }
  if (worst.variant.failure !== undefined) {
    return goOn(`${came}; mend what its last words say, then go on`, manifest);
  }
  if (urgent.some(({ variant }) => variant.verdict.kind === 'regression')) return explain(came, urgent);
  if (urgent.some(({ variant }) => variant.memory?.level !== undefined)) {
    return { sentence: `${came}; look at what the change keeps alive` };
  }
  return settle(came, urgent, reports.length > 1);
}

/** `1 regression (blocking), 2 inconclusive, memory grew in 1 config`. */
function whatCame(urgent: readonly RankedConfig[]): string {
  const slow = urgent.filter(({ timeWords }) => !/^(no change|improvement)/.test(timeWords));
  const grown = urgent.filter(({ variant }) => variant.memory?.level !== undefined).length;
  return [
    ...(slow.length === 0 ? [] : [headline(slow.map((config) => ({ ...config, words: config.timeWords })))]),
    ...(grown === 0 ? [] : [`memory grew in ${counted(grown, 'config')}`]),
  ].join(', ');
}

const STOPPED: readonly Manifest['state'][] = ['running', 'interrupted'];

function goOn(sentence: string, manifest: Manifest): NextStep {
  return { sentence, command: `nx run ${benchmarkTask(manifest)} --runId=${manifest.runId}` };
}

/** The functions of a regression that was recorded, or how to record it. */
function explain(came: string, urgent: readonly RankedConfig[]): NextStep {
  const regressions = urgent.filter(({ variant }) => variant.verdict.kind === 'regression');
  const recorded = regressions.find(isRecorded);
  const { manifest } = (recorded ?? regressions[0]!).report;
  return recorded === undefined
    ? {
        sentence: `${came}; to record which functions moved`,
        command: `nx run ${benchmarkTask(manifest)} --runId=${manifest.runId} --profile=regressions`,
      }
    : {
        sentence: `${came}; look at the functions that moved`,
        command: `nx run ${benchmarkProject(manifest)}:analyze --runId=${manifest.runId} --profileCompare`,
      };
}

/** Also where nobody has read the traces yet, as at the end of a command over many scenarios. */
function isRecorded({ report, variant }: RankedConfig): boolean {
  const record = report.manifest.variants.find(({ name }) => name === variant.name);
  return variant.movers !== undefined || record?.traces !== undefined;
}

/** What settles the first scenario that more rounds can settle; else the witness that needs none. */
function settle(came: string, urgent: readonly RankedConfig[], several: boolean): NextStep {
  for (const { report } of urgent) {
    const found = settling(report.manifest, ...report.variants);
    if (found === undefined) continue;
    const whom = several ? `those of ${report.manifest.scenario}` : urgent.length === 1 ? 'it' : 'them';
    return {
      sentence: `${came}; to settle ${whom} (about ${waitingTime(found.seconds)})`,
      command: found.command,
    };
  }
  const { manifest } = urgent[0]!.report;
  return {
    sentence: `${came}, and more rounds would not settle it; to count instead of timing`,
    command: `nx run ${benchmarkTask(manifest)} --runId=${manifest.runId} --metric=instructions`,
  };
}

/** Of a run in which nothing is to be looked at. */
function calm(configs: readonly RankedConfig[]): string {
  if (configs.length === 0) return 'nothing was measured';
  if (configs.every(({ report }) => report.manifest.alone)) {
    return 'measured alone: name a --candidate to compare it with';
  }
  const better = configs.filter(({ variant }) => variant.verdict.kind === 'improvement').length;
  const same = configs.length - better;
  const parts = [
    ...(better === 0 ? [] : [counted(better, 'improvement')]),
    ...(same === 0 ? [] : [`no change in ${counted(same, 'config')}`]),
  ];
  return `nothing to do: ${parts.join(', ')}`;
}
