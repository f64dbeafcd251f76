import type { InstructionComparison } from '../domain/instruction-comparison';
import type { MemoryComparison } from '../domain/memory-comparison';
import type { PerSide } from '../domain/side';
import type { TimeSummary } from '../domain/time-summary';
import type { Estimate } from '../domain/verdict';
import { cautionSentence } from './cautions';
import { changeJson, profileJson } from './profile-json';
import type { ProfileReport } from './profile-report';
import { settling } from './settling';
import { type ScenarioReport, totalSpent, type VariantReport } from './summarize';

/** Counts up when a field changes its meaning or goes. */
const SCHEMA_VERSION = 1;

/**
 * The report as data: times in seconds, changes in per cent, as the field names say.
 *
 * @param profiles what was asked of traces, if anything was
 */
export function jsonReport(
  runId: string,
  scenarios: readonly ScenarioReport[],
  profiles?: readonly ProfileReport[],
): string {
  const report = {
    schema_version: SCHEMA_VERSION,
    run_id: runId,
    scenarios: scenarios.map(({ manifest, variants, geomean, recovered }) => ({
      scenario: manifest.scenario,
      state: manifest.state,
      measured_at: manifest.updatedAt,
      continued: manifest.continued ?? [],
      baseline: recovered ? null : side(manifest.sides.baseline),
      candidate: recovered || manifest.alone ? null : side(manifest.sides.candidate),
      engine: recovered ? null : manifest.engine,
      machine: manifest.machine,
      self_check: manifest.selfCheck ?? null,
      policy: manifest.policy,
      rule: manifest.rule ?? null,
      geomean: geomean === undefined ? null : change(geomean),
      configs: variants.map((variant) => ({
        ...(manifest.alone ? alone(variant) : config(variant)),
        ...settle(manifest, variant),
      })),
      cautions: manifest.cautions.map((caution) => ({ ...caution, sentence: cautionSentence(caution) })),
    })),
    ...(profiles === undefined ? {} : { profiles: profiles.map(profileJson) }),
  };
  return JSON.stringify(report, null, 2);
}

/** A side as every report names it. */
export function side({
  name,
  version,
  requirement,
  installed,
}: ScenarioReport['manifest']['sides']['baseline']) {
  return { name, version, requirement, installed };
}

/** The command that would settle an inconclusive config. */
function settle(manifest: ScenarioReport['manifest'], variant: VariantReport) {
  const found = settling(manifest, variant);
  return found === undefined ? {} : { settle: { command: found.command, seconds: found.seconds } };
}

/** What a config that got more rounds later may err by. */
function spending(spent: NonNullable<VariantReport['spent']>) {
  const extensions = spent.extensions.map(({ from, to, alpha }) => ({
    from_rounds: from,
    to_rounds: to,
    alpha,
  }));
  return { alpha_spent: totalSpent(spent), extensions };
}

function config(variant: VariantReport) {
  const { name, time, single, results, memory, instructions, verdict, failure, rule, spent, movers } =
    variant;
  const [main] = results.filter((result) => result.tested);
  return {
    name,
    verdict: verdict.kind,
    level: verdict.level ?? null,
    moved: verdict.moved,
    confirmed: verdict.confirmed ?? null,
    ...(movers === undefined ? {} : { moved_functions: movers.functions.map(changeJson) }),
    ...(verdict.parts === undefined ? {} : { parts: verdict.parts.map(change) }),
    more_rounds: verdict.moreRounds ?? null,
    ...(rule === undefined ? {} : { rule }),
    ...(spent === undefined ? {} : spending(spent)),
    rounds: variant.rounds,
    ...(variant.processes === undefined ? {} : { processes: variant.processes }),
    ...(time === undefined ? {} : times(time)),
    ...(single === undefined ? {} : { [single.side]: seconds(single.time) }),
    ...(main === undefined ? {} : change(main)),
    significant: verdict.kind === 'regression' || verdict.kind === 'improvement',
    regression: verdict.kind === 'regression',
    statistics: results.map((result) => ({
      statistic: result.statistic,
      tested: result.tested,
      ...change(result),
    })),
    memory: memory === undefined ? null : memoryOf(memory),
    instructions: instructions === undefined ? null : instructionsOf(instructions),
    failure: failure ?? null,
  };
}

/** What a side measured against itself says: its time, and how well the machine could tell. No verdict. */
function alone(variant: VariantReport) {
  const none = { verdict: null, level: null, moved: [], more_rounds: null };
  const { memory, instructions } = variant;
  const own = memory === undefined ? {} : { memory: memoryOf({ bytes: memory.bytes }) };
  const { baseline } = instructions?.perIteration ?? {};
  const counted = baseline === undefined ? {} : { instructions: { baseline } };
  return { ...config(variant), ...none, ...own, ...counted, significant: false, regression: false };
}

function times(time: PerSide<TimeSummary>) {
  return { baseline: seconds(time.baseline), candidate: seconds(time.candidate) };
}

function seconds({ mean, deviation }: TimeSummary) {
  return { mean_seconds: mean, stdev_seconds: deviation };
}

function memoryOf({ bytes, estimate, level }: MemoryComparison) {
  return {
    baseline_bytes: bytes.baseline,
    candidate_bytes: bytes.candidate,
    ...(estimate === undefined ? {} : interval(estimate)),
    level: level ?? null,
    regression: level !== undefined,
  };
}

function instructionsOf({ perIteration, change, spread, loops, tool }: InstructionComparison) {
  return { ...perIteration, change_percent: change * 100, spread_percent: spread * 100, loops, tool };
}

/** A change with its interval, in per cent, and as a ratio. */
export function change(result: Estimate) {
  return { ...interval(result), ratio: 1 + result.change };
}

function interval({ change, low, high }: Estimate) {
  return { change_percent: change * 100, low_percent: low * 100, high_percent: high * 100 };
}
