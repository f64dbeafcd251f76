import { existsSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { ARTIFACTS_VARIABLE, INVOCATION_VARIABLE } from '../domain/variables';
import { copyAtomically } from '../files/copy-atomically';
import { writeAtomically } from '../files/write-atomically';
import type { NormalizedOptions } from '../graph/plugin-options';
import { jsonReport } from '../report/json';
import { nextStep } from '../report/next-step';
import type { ScenarioReport } from '../report/summarize';
import { summarizeStored } from '../report/summarize-stored';
import { nextStepLines } from '../report/terminal/next-step-lines';
import { runTable } from '../report/terminal/run-table';
import { type TerminalStyle, terminalStyle } from '../report/terminal/terminal-style';
import { artifactNames } from '../results/artifacts';
import { readRun } from '../results/read-results';
import { readCommandLine } from './command-line';

/** What Nx tells of a finished task, as far as we read it. */
export interface FinishedTask {
  readonly task: {
    readonly target: { readonly target: string };
    readonly outputs?: readonly string[];
    readonly hash?: string;
  };
  readonly status: string;
}

/** What ends an invocation that measured. */
export interface RunSummary {
  readonly table: string;
  /** The file that the table is in, drawn for no terminal. */
  readonly file: string;
  /** What to do next. */
  readonly next: string;
  /** Scenarios whose inconclusive result a cache gave back: another try may decide. */
  readonly undecided: readonly string[];
}

/** Names inside a run's folder, beside those of its scenarios. */
export const RUN_SUMMARY = { text: 'summary.txt', json: 'summary.json' } as const;

/**
 * After the tasks of an Nx invocation that measured: brings what the cache restored into the run's folder, so that it
 * holds every scenario; writes one table over all; and takes out of the local cache inconclusive results, since the
 * next try may well decide, and those that have traces. Of tasks that leave no results, it takes out whatever Nx cached.
 *
 * @param argv the command line of Nx, with Node and Nx at its head
 * @param cacheDirectory where Nx keeps cached outputs, a folder per hash
 * @param style of the table that is returned
 * @returns undefined when nothing was measured
 */
export function afterTasks(
  options: NormalizedOptions,
  workspaceRoot: string,
  tasks: readonly FinishedTask[],
  argv: readonly string[],
  cacheDirectory: string,
  env: NodeJS.ProcessEnv = process.env,
  style: TerminalStyle = terminalStyle(process.stderr, env),
): RunSummary | undefined {
  const ours = tasks.filter(({ task }) => task.target.target === options.targetName);
  const forget = ({ task: { hash } }: FinishedTask) => {
    if (hash !== undefined) rmSync(join(cacheDirectory, hash), { recursive: true, force: true });
  };
  if (readCommandLine(argv, options.targetName).leavesNothing) {
    ours.forEach(forget);
    return undefined;
  }
  const latest = ours.flatMap(({ task }) => task.outputs ?? []).map((path) => join(workspaceRoot, path));
  const [first] = latest;
  const runId = env[INVOCATION_VARIABLE];
  if (runId === undefined || first === undefined) return undefined;
  const artifacts = resolve(workspaceRoot, env[ARTIFACTS_VARIABLE] ?? dirname(dirname(first)));
  const run = join(artifacts, runId);
  for (const { task, status } of ours) {
    const restored = join(workspaceRoot, task.outputs?.[0] ?? '');
    if (status.includes('cache') && existsSync(join(restored, artifactNames.manifest))) {
      restoreInto(run, restored);
    }
  }
  const scenarios = readRun(artifacts, runId);
  if (scenarios.length === 0) return undefined;
  const reports = scenarios.map(summarizeStored);
  const undecided: string[] = [];
  for (const finished of ours) {
    const scenario = finished.task.outputs?.[0]?.split('/').at(-1) ?? '';
    const inconclusive = isInconclusive(reports, scenario);
    if (!inconclusive && !hasTraces(reports, scenario)) continue;
    forget(finished);
    if (inconclusive && finished.status.includes('cache')) undecided.push(scenario);
  }
  const file = join(run, RUN_SUMMARY.text);
  writeAtomically(file, `${runTable(reports)}\n`);
  writeAtomically(join(run, RUN_SUMMARY.json), `${jsonReport(runId, reports)}\n`);
  const next = nextStepLines(nextStep(reports), style).join('\n');
  return { table: runTable(reports, style), file, next, undecided };
}

function restoreInto(run: string, restored: string): void {
  const folder = join(run, restored.split('/').at(-1)!);
  if (existsSync(folder)) return;
  copyAtomically(restored, folder);
}

/** They are not among what is cached, so who asks for them again would get none. */
function hasTraces(reports: readonly ScenarioReport[], scenario: string): boolean {
  const report = reports.find(({ manifest }) => manifest.scenario === scenario);
  return report?.manifest.variants.some(({ traces }) => traces !== undefined) ?? false;
}

function isInconclusive(reports: readonly ScenarioReport[], scenario: string): boolean {
  const report = reports.find(({ manifest }) => manifest.scenario === scenario);
  if (report === undefined || report.manifest.alone) return false;
  return report.variants.some(({ verdict }) => verdict.kind === 'inconclusive');
}
