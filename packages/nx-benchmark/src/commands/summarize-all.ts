import type { ScenarioReport } from '../report/summarize';
import { summarizeStored } from '../report/summarize-stored';
import type { StoredScenario } from '../results/read-scenario';
import { type ReadTrace, readOnce } from './read-once';
import { withMainMovers } from './with-main-movers';

/** Judges stored scenarios again, and names the functions of regressions that were recorded. */
export async function summarizeAll(
  scenarios: readonly StoredScenario[],
  read: ReadTrace = readOnce(),
): Promise<readonly ScenarioReport[]> {
  const reports: ScenarioReport[] = [];
  for (const stored of scenarios) {
    reports.push(await withMainMovers(summarizeStored(stored), stored.folder, read));
  }
  return reports;
}
