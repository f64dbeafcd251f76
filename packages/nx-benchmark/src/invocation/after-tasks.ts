import { cpSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { INVOCATION_VARIABLE } from '../domain/variables';
import type { NormalizedOptions } from '../graph/plugin-options';
import { jsonReport } from '../report/json';
import { runTable } from '../report/run-table';
import type { ScenarioReport } from '../report/summarize';
import { summarizeStored } from '../report/summarize-stored';
import { artifactNames } from '../results/artifacts';
import { readRun } from '../results/read-results';
import { writeAtomically } from '../results/write-atomically';

/** What Nx tells of a finished task, as far as we read it. */
export interface FinishedTask {
  readonly task: {
    readonly target: { readonly target: string };
    readonly outputs?: readonly string[];
    readonly hash?: string;
  };
  readonly status: string;
}

/** Names inside a run's folder, beside those of its scenarios. */
export const RUN_SUMMARY = { text: 'summary.txt', json: 'summary.json' } as const;

/**
 * After the tasks of an Nx invocation that measured: brings what the cache restored into the run's folder, so that it
 * holds every scenario; writes one table over all; and takes inconclusive results out of the local cache, since the
 * next try may well decide.
 *
 * @param cacheDirectory where Nx keeps cached outputs, a folder per hash
 * @returns the table and the file it is in, or undefined when nothing was measured
 */
export function afterTasks(
  options: NormalizedOptions,
  workspaceRoot: string,
  tasks: readonly FinishedTask[],
  cacheDirectory: string,
  runId: string | undefined = process.env[INVOCATION_VARIABLE],
): { readonly table: string; readonly file: string } | undefined {
  const ours = tasks.filter(({ task }) => task.target.target === options.targetName);
  const latest = ours.flatMap(({ task }) => task.outputs ?? []).map((path) => join(workspaceRoot, path));
  const [first] = latest;
  if (runId === undefined || first === undefined) return undefined;
  const artifacts = dirname(dirname(first));
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
  for (const { task } of ours) {
    if (task.hash !== undefined && isInconclusive(reports, task.outputs?.[0])) {
      rmSync(join(cacheDirectory, task.hash), { recursive: true, force: true });
    }
  }
  const table = runTable(reports);
  const file = join(run, RUN_SUMMARY.text);
  writeAtomically(file, `${table}\n`);
  writeAtomically(join(run, RUN_SUMMARY.json), `${jsonReport(runId, reports)}\n`);
  return { table, file };
}

function restoreInto(run: string, restored: string): void {
  const folder = join(run, restored.split('/').at(-1)!);
  if (existsSync(folder)) return;
  mkdirSync(run, { recursive: true });
  cpSync(restored, folder, { recursive: true });
}

function isInconclusive(reports: readonly ScenarioReport[], output: string | undefined): boolean {
  const scenario = output?.split('/').at(-1);
  const report = reports.find(({ manifest }) => manifest.scenario === scenario);
  return report?.variants.some(({ verdict }) => verdict.kind === 'inconclusive') ?? false;
}
