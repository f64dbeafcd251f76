import { compareRuns } from '../../analysis/compare-runs';
import { logGeomean } from '../../analysis/geomean';
import { logDifference } from '../../analysis/log-difference';
import { logInterval } from '../../analysis/log-interval';
import { type RoundStatistics, roundStatistics } from '../../analysis/round-statistics';
import type { Round } from '../../domain/round';
import type { PerRun } from '../../domain/run-caution';
import type { Estimate, Policy, Verdict } from '../../domain/verdict';
import { policyOfVariant } from '../../results/policy-of-record';
import type { ScenarioReport, VariantReport } from '../summarize';
import type { AgainstConfig, AgainstReport } from './against-report';
import { isSameBaseline } from './baselines';
import { findRunCautions } from './find-run-cautions';

/**
 * Compares a scenario of two runs. Each config is judged by the rule of the current run.
 *
 * @param roundsOf the finished rounds of a config of one of the reports
 */
export function summarizeAgainst(
  reports: PerRun<ScenarioReport>,
  roundsOf: (report: ScenarioReport, variant: string) => readonly Round[],
): AgainstReport {
  const manifests = { reference: reports.reference.manifest, current: reports.current.manifest };
  const common = reports.current.variants.flatMap((current): PerRun<VariantReport>[] => {
    const reference = reports.reference.variants.find(({ name }) => name === current.name);
    return reference === undefined ? [] : [{ reference, current }];
  });
  const judged = common.map((variant) => {
    const statistics = {
      reference: judgedRounds(reports.reference, variant.reference, roundsOf),
      current: judgedRounds(reports.current, variant.current, roundsOf),
    };
    return { variant, statistics, policy: policyOfVariant(manifests.current, variant.current.name) };
  });
  return {
    scenario: manifests.current.scenario,
    manifests,
    question: isSameBaseline(manifests) ? 'candidates' : 'changes',
    configs: judged.map((one) => compared(one, common.length)).sort(bySeverity),
    geomean: geomeanOf(
      judged.map(({ statistics }) => statistics),
      manifests.current.policy,
    ),
    cautions: findRunCautions(reports),
  };
}

interface Judged {
  readonly variant: PerRun<VariantReport>;
  readonly statistics: PerRun<readonly RoundStatistics[]>;
  readonly policy: Policy;
}

function compared({ variant, statistics, policy }: Judged, variantCount: number): AgainstConfig {
  const { results, verdict } = compareRuns(statistics.reference, statistics.current, policy, variantCount);
  const [moved] = verdict.moved;
  const told = results.find(({ statistic, tested }) => tested && (moved ?? statistic) === statistic);
  const changeIn = ({ results }: VariantReport) =>
    results.find(({ statistic }) => statistic === (told?.statistic ?? 'main-path'));
  return {
    name: variant.current.name,
    verdict,
    results,
    told,
    changes: { reference: changeIn(variant.reference), current: changeIn(variant.current) },
    rounds: { reference: statistics.reference.length, current: statistics.current.length },
    margin: policy.margin,
  };
}

/** The rounds that a run's own change rests on: those after the look that decided make no verdict, here neither. */
function judgedRounds(
  report: ScenarioReport,
  { name, verdict }: VariantReport,
  roundsOf: (report: ScenarioReport, variant: string) => readonly Round[],
): readonly RoundStatistics[] {
  return roundsOf(report, name).slice(0, verdict.rounds).map(roundStatistics);
}

function geomeanOf(
  statistics: readonly PerRun<readonly RoundStatistics[]>[],
  policy: Policy,
): Estimate | undefined {
  if (statistics.length < 2) return undefined;
  const [reference, current] = [
    logGeomean(statistics.map((one) => one.reference)),
    logGeomean(statistics.map((one) => one.current)),
  ];
  if (reference === undefined || current === undefined) return undefined;
  return logInterval(logDifference(current, reference), policy.alphaPerVariant / policy.looks.length);
}

const ORDER = ['blocking', 'regression', 'minor', 'inconclusive', 'improvement', 'no-change'];

function bySeverity(a: AgainstConfig, b: AgainstConfig): number {
  return place(a.verdict) - place(b.verdict) || (a.name < b.name ? -1 : 1);
}

function place({ kind, level }: Verdict): number {
  return ORDER.indexOf(kind === 'regression' ? (level ?? kind) : kind);
}
