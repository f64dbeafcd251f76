import { findCautions } from '../analysis/find-cautions';
import { machineCautions } from '../analysis/machine-cautions';
import type { Caution } from '../domain/caution';
import type { PerSide } from '../domain/side';
import type { VariantRecord } from '../results/manifest';
import { policyOfRecord } from '../results/policy-of-record';
import { readRounds, readRoundsOf } from '../results/read-results';
import type { RoundsFile } from '../results/read-rounds-file';
import type { StoredScenario } from '../results/read-scenario';
import { pyperfFiles } from '../results/result-files';
import { type ScenarioReport, summarize, type VariantReport } from './summarize';
import { variantOfPyperf } from './variant-of-pyperf';
import { isSettled, variantOfRecord } from './variant-of-record';

/**
 * A stored scenario, ready to be drawn. The manifest of a run that has ended says all of it. Of one that was killed, of one
 * that an older version measured, and where there is no manifest, the rounds are judged again; and where there are no
 * rounds, pyperf's files are.
 */
export function summarizeStored(stored: StoredScenario): ScenarioReport {
  const { manifest } = stored;
  if (!saysAll(stored)) return judgedAgain(stored);
  return {
    manifest,
    variants: manifest.variants.map((record) => variantOfRecord(manifest, record)),
    geomean: manifest.geomean,
  };
}

function saysAll({ manifest, recovered }: StoredScenario): boolean {
  if (manifest.state === 'running' || recovered) return false;
  if (manifest.cautions.some(({ kind }) => kind === 'incomplete-manifest')) return false;
  return manifest.variants.every(isSettled);
}

type RoundsByVariant = ReadonlyMap<string, RoundsFile>;

function judgedAgain(stored: StoredScenario): ScenarioReport {
  const { manifest, recovered } = stored;
  const files: RoundsByVariant = new Map(
    manifest.variants.map(({ name }) => [name, readRoundsOf(stored, name)]),
  );
  const report = summarize(manifest, (variant, part) =>
    part === undefined ? files.get(variant)!.rounds : readRounds(stored, variant, part),
  );
  const pyperf = new Map(pyperfFiles(stored.folder).map(({ config, files }) => [config, files]));
  const told = manifest.variants.map((record, at) =>
    completed(stored, record, report.variants[at]!, pyperf.get(record.name)),
  );
  const cautions = [
    ...manifest.cautions,
    ...told.flatMap(({ cautions }) => cautions),
    ...damagedRounds(files),
    ...(told.some(({ variant }) => variant.processes !== undefined) ? [{ kind: 'sequential' } as const] : []),
    // Of a run that has ended they are in its manifest.
    ...(manifest.state === 'running' || recovered ? doubtsOfRounds(stored, files) : []),
  ];
  return {
    manifest: { ...manifest, cautions },
    variants: told.map(({ variant }) => variant),
    geomean: manifest.geomean ?? report.geomean,
    ...(recovered ? { recovered } : {}),
  };
}

/** What is known of a config besides the rounds that are there, if those are not all. */
function completed(
  { manifest, recovered }: StoredScenario,
  record: VariantRecord,
  judged: VariantReport,
  files: Partial<PerSide<string>> | undefined,
): { readonly variant: VariantReport; readonly cautions: readonly Caution[] } {
  const { rounds } = judged;
  const all = rounds >= record.rounds;
  const asJudged = recovered ? withoutOffer(judged) : judged;
  if (all && (rounds > 0 || !recovered)) return { variant: asJudged, cautions: [] };
  const missing = (shown: 'recorded' | 'rounds' | 'pyperf'): Caution[] =>
    all ? [] : [{ kind: 'rounds-missing', variant: record.name, rounds, recorded: record.rounds, shown }];
  if (record.verdict !== undefined) {
    return { variant: variantOfRecord(manifest, record), cautions: missing('recorded') };
  }
  if (rounds > 0 || files === undefined) return { variant: asJudged, cautions: missing('rounds') };
  const { variant, cautions } = variantOfPyperf(manifest, record, files);
  return { variant, cautions: [...missing('pyperf'), ...cautions] };
}

/** A run without a manifest cannot go on. */
function withoutOffer(variant: VariantReport): VariantReport {
  const { moreRounds: _, ...verdict } = variant.verdict;
  return { ...variant, verdict };
}

function damagedRounds(files: RoundsByVariant): Caution[] {
  return [...files].flatMap(([variant, { damaged: lines }]) =>
    lines === 0 ? [] : [{ kind: 'damaged-rounds', variant, lines } as const],
  );
}

/** What the rounds say of themselves and of the machine. */
function doubtsOfRounds({ manifest }: StoredScenario, files: RoundsByVariant): Caution[] {
  const { variants, machine } = manifest;
  return [
    ...variants.flatMap((record) =>
      findCautions(files.get(record.name)!.rounds, policyOfRecord(manifest, record), variants.length),
    ),
    ...machineCautions(
      [...files.values()].flatMap(({ rounds }) => rounds),
      machine.frequency?.governor,
    ),
  ];
}
