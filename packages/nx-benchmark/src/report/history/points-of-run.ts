import { measuredByRounds } from '../../analysis/measured';
import type { StatisticName } from '../../domain/verdict';
import type { Manifest, SideRecord, VariantRecord } from '../../results/manifest';
import type { HistoryPoint, Version } from './history';
import type { SkipReason } from './skipped';

/** What a run says of one of its configs. */
export type PointOfConfig = { readonly config: string } & (
  | { readonly point: HistoryPoint }
  | { readonly reason: SkipReason }
);

/**
 * Why a whole run says nothing of a change, if so.
 *
 * @param wanted the scenario that is asked for, where it is one
 */
export function reasonAgainstRun(
  { scenario, state, alone }: Manifest,
  wanted: string | undefined,
): SkipReason | undefined {
  if (wanted !== undefined && scenario !== wanted) return 'other-scenario';
  if (state === 'running' || state === 'unusable') return state;
  return alone ? 'alone' : undefined;
}

/**
 * A point for each config of a run, or the reason against it. All is from the manifest; rounds are not read.
 *
 * @param command shows the run
 */
export function pointsOfRun(
  manifest: Manifest,
  statistic: StatisticName,
  command: string,
): readonly PointOfConfig[] {
  const ofRun = {
    runId: manifest.runId,
    startedAt: manifest.startedAt,
    candidate: versionOf(manifest.sides.candidate),
    command,
  };
  const conditions = conditionsOf(manifest);
  return manifest.variants.map((record): PointOfConfig => {
    const config = record.name;
    if (record.failure !== undefined) return { config, reason: 'failed' };
    const result = record.results.find((one) => one.statistic === statistic);
    // A verdict rests on the rounds up to its look; those after it are saved and no part of the results.
    const rounds = record.verdict?.rounds ?? record.rounds;
    if (result === undefined) return { config, reason: rounds < 2 ? 'too-few-rounds' : 'no-statistic' };
    const measured = measuredByRounds(result, rounds);
    if (measured === undefined) return { config, reason: 'too-few-rounds' };
    const { change, low, high } = result;
    const point: HistoryPoint = {
      ...ofRun,
      change: { change, low, high },
      measured,
      rounds,
      verdict: record.verdict,
      time: record.time,
      conditions: { ...conditions, ...conditionsOfConfig(record) },
    };
    return { config, point };
  });
}

/** A side without its packages, which are most of a manifest. */
export function versionOf({ name, version, installed, source }: SideRecord): Version {
  return { name, version, installed, ...(source === undefined ? {} : { source }) };
}

function conditionsOf({ machine, engine, versions }: Manifest): Readonly<Record<string, string>> {
  return {
    Python: machine.python,
    system: machine.system,
    engine: engine.description,
    'files of the scenario': versions.scenario,
    harness: versions.harness,
  };
}

function conditionsOfConfig({ variables, slicing }: VariantRecord): Readonly<Record<string, string>> {
  return { variables: JSON.stringify(variables), method: slicing.method };
}
