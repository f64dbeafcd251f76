import { UserError } from '../domain/user-error';
import { type StoredTraces, tracesIn, tracesWithoutManifest } from '../results/find-traces';
import { type FoundRun, findRun } from '../results/read-results';
import type { ConfigTraces } from './analyze-profiles';

/** A run whose traces are asked for. */
export interface RecordedRun extends FoundRun {
  /** At least one. */
  readonly traces: readonly ConfigTraces[];
}

/**
 * Finds a run and its traces; also traces in folders that only pyperf's files and viztracer's are in.
 *
 * @throws UserError where there is no run, or none of its configs was recorded
 */
export function findRecorded(artifacts: string, runId?: string, scenario?: string): RecordedRun {
  const found = foundRun(artifacts, runId, scenario);
  if (found.traces.length > 0) return found;
  const of = scenario === undefined ? '' : ` of ${scenario}`;
  throw new UserError(
    `The run ${found.runId} holds no traces${of}.`,
    `Record them: nx run ${scenario ?? found.scenarios[0]?.manifest.scenario ?? 'SCENARIO'}:benchmark --runId=${found.runId} --profile.`,
  );
}

function foundRun(artifacts: string, runId?: string, scenario?: string): RecordedRun {
  try {
    const run = findRun(artifacts, runId, scenario);
    const traces = run.scenarios.flatMap(({ folder, manifest, recovered }): ConfigTraces[] => {
      const { sides } = manifest;
      const found = tracesIn(folder, manifest.scenario);
      if (recovered) return found.map(ofUnknownWork);
      const versions = {
        baseline: `${sides.baseline.name} ${sides.baseline.version}`,
        candidate: `${sides.candidate.name} ${sides.candidate.version}`,
      };
      // Ours are recorded in pairs, of as many iterations.
      return found.map((one) => ({ ...one, sameWork: true, versions }));
    });
    return { ...run, traces };
  } catch (error) {
    const { runId: name, traces } = tracesWithoutManifest(artifacts, runId);
    const wanted = traces.filter((one) => scenario === undefined || one.scenario === scenario);
    if (!(error instanceof UserError) || wanted.length === 0) throw error;
    return { runId: name, scenarios: [], leftOut: [], traces: wanted.map(ofUnknownWork) };
  }
}

/** Where there is no manifest nobody knows how often each side ran. */
function ofUnknownWork(traces: StoredTraces): ConfigTraces {
  return { ...traces, sameWork: false };
}
