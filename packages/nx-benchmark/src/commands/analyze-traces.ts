import type { ProfileReport } from '../report/profile-report';
import { profileText } from '../report/profile-text';
import { styleFor } from '../report/terminal/terminal-style';
import type { StoredScenario } from '../results/read-scenario';
import { analyzeProfiles } from './analyze-profiles';
import type { AskedRun } from './asked-run';
import { deliverReport } from './deliver-report';
import { findRecorded, type RecordedRun } from './find-recorded';
import type { ProfileRequest } from './profile-request';
import { type ReadTrace, readOnce } from './read-once';
import { tellLeftOut } from './tell-left-out';

/** Prints what the traces of a run say, below what its rounds say. */
export async function analyzeTraces(
  { artifacts, runId, scenario, file }: AskedRun,
  request: ProfileRequest,
  json: boolean,
): Promise<void> {
  const run = tellLeftOut(findRecorded(artifacts, runId, scenario));
  if (request.compat) return printCompatible(run, request);
  const read = readOnce();
  const profiles: ProfileReport[] = [];
  for (const traces of run.traces) profiles.push(await analyzeProfiles(traces, request, read));
  const text = json
    ? await asJson(run, profiles, read)
    : [...(await summaries(run.scenarios, read, file)), ...profiles.map(profileText)].join('\n\n');
  deliverReport(text, file);
}

async function printCompatible(run: RecordedRun, request: ProfileRequest): Promise<void> {
  const { compatibleTables } = await import('./compatible-tables.js');
  for (const traces of run.traces) {
    const { text, note } = await compatibleTables(traces, request);
    process.stdout.write(text);
    if (note !== undefined) process.stderr.write(`${note}\n`);
  }
}

async function asJson(run: RecordedRun, profiles: readonly ProfileReport[], read: ReadTrace) {
  const [{ jsonReport }, { summarizeAll }] = await Promise.all([
    import('../report/json.js'),
    import('./summarize-all.js'),
  ]);
  return jsonReport(run.runId, await summarizeAll(run.scenarios, read), profiles);
}

/** Traces without a run, as other tools leave them, have none. */
async function summaries(
  scenarios: readonly StoredScenario[],
  read: ReadTrace,
  file: string | undefined,
): Promise<readonly string[]> {
  if (scenarios.length === 0) return [];
  const [{ terminalSections }, { summarizeAll }] = await Promise.all([
    import('../report/terminal/terminal-report.js'),
    import('./summarize-all.js'),
  ]);
  return terminalSections(await summarizeAll(scenarios, read), styleFor(file));
}
