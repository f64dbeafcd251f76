import { UserError } from '../domain/user-error';
import { compareProfiles } from '../profile/compare-profiles';
import { mainMovers } from '../profile/main-movers';
import type { ScenarioReport, VariantReport } from '../report/summarize';
import { type StoredTraces, tracesIn } from '../results/find-traces';
import { type ReadTrace, readOnce } from './read-once';

/**
 * Names the functions that each regression is in, where both sides of it were recorded.
 *
 * @param folder of the scenario's results
 */
export async function withMainMovers(
  report: ScenarioReport,
  folder: string,
  read: ReadTrace = readOnce(),
): Promise<ScenarioReport> {
  const recorded = new Map(tracesIn(folder).map((traces) => [traces.config, traces]));
  const variants: VariantReport[] = [];
  for (const variant of report.variants) {
    const traces = recorded.get(variant.name);
    const asked = variant.verdict.kind === 'regression' && !report.manifest.alone;
    variants.push(
      asked && traces !== undefined ? await withMovers(variant, traces, !report.recovered, read) : variant,
    );
  }
  return { ...report, variants };
}

async function withMovers(
  variant: VariantReport,
  { files }: StoredTraces,
  sameWork: boolean,
  read: ReadTrace,
): Promise<VariantReport> {
  if (files.baseline === undefined || files.candidate === undefined) return variant;
  try {
    const profiles = {
      baseline: await read(files.baseline),
      candidate: await read(files.candidate),
    };
    const waiting = variant.verdict.moved.includes('waiting');
    return { ...variant, movers: mainMovers(compareProfiles(profiles, sameWork), waiting) };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    // The verdict stands without it.
    process.stderr.write(`no functions are named for ${variant.name}: ${error.message}\n`);
    return variant;
  }
}
