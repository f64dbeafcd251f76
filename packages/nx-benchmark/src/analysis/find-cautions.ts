import type { Caution } from '../domain/caution';
import type { Round, Slice } from '../domain/round';
import type { Policy, StatisticName } from '../domain/verdict';
import { compareVariant } from './compare-variant';
import { orderEffect } from './order-effect';
import { type RoundStatistics, roundStatistics } from './round-statistics';
import { sliceCpu } from './slice-cpu';
import { CPU_BOUND, testedStatistics, wantedStatistics } from './tested-statistics';

/** The doubts that the rounds of one variant raise about its own result, in the order reports name them. */
export function findCautions(
  rounds: readonly Round[],
  policy: Policy,
  variantCount: number,
): readonly Caution[] {
  const [first] = rounds;
  if (first === undefined) return [];
  const { variant } = first;
  const statistics = rounds.map(roundStatistics);
  return [
    ...unmeasured(variant, statistics),
    ...baselineDrift(variant, statistics),
    ...preempted(variant, rounds),
    ...lumpy(variant, statistics, policy, variantCount),
    ...orderEffects(variant, rounds, policy),
  ];
}

function unmeasured(variant: string, rounds: readonly RoundStatistics[]): Caution[] {
  const tested = testedStatistics(rounds);
  return wantedStatistics(rounds)
    .filter((statistic) => !tested.includes(statistic))
    .map((statistic) => ({ kind: 'unmeasured', variant, statistic }));
}

/** The baseline's CPU time, largest round to smallest: from here on the machine itself drifts. */
const DRIFT = 1.1;

function baselineDrift(variant: string, rounds: readonly RoundStatistics[]): Caution[] {
  const seconds = rounds.map((round) => round.cpuIteration.baseline).filter((cpu) => cpu > 0);
  const ratio = Math.max(...seconds) / Math.min(...seconds);
  return ratio > DRIFT ? [{ kind: 'baseline-drift', variant, ratio }] : [];
}

function preempted(variant: string, rounds: readonly Round[]): Caution[] {
  const slices = rounds.filter(isLockStep).flatMap(({ slices }) => [...slices.baseline, ...slices.candidate]);
  const share = slices.filter(lostItsCpu).length / slices.length;
  return share > 0.5 ? [{ kind: 'preempted', variant, share }] : [];
}

/** In a co-run the sides take the CPU from each other all the time, and going first means nothing. */
function isLockStep(round: Round): boolean {
  return round.method === 'lock-step';
}

/**
 * Off the CPU for more than a moment, and not because it waited. Involuntary switches alone prove nothing: threads of
 * one process that wake each other make them in every slice and lose no time by it.
 */
function lostItsCpu(slice: Slice): boolean {
  return slice.involuntarySwitches > slice.voluntarySwitches && sliceCpu(slice) < CPU_BOUND * slice.wall;
}

/** The typical iteration and the whole work tell different stories: one moved without the other. */
function lumpy(
  variant: string,
  rounds: readonly RoundStatistics[],
  policy: Policy,
  variantCount: number,
): Caution[] {
  const results = compareVariant(rounds, policy, variantCount);
  const mainPath = results.find((result) => result.statistic === 'main-path');
  const allWork = results.find((result) => result.statistic === 'all-work');
  if (!mainPath || !allWork) return [];
  const apart = mainPath.low > allWork.high || allWork.low > mainPath.high;
  return apart ? [{ kind: 'lumpy', variant, mainPath: mainPath.change, allWork: allWork.change }] : [];
}

/** A test per variant and statistic and nothing to adjust it by: rare enough to be believed when it fires. */
const ORDER_ALPHA = 0.001;

/** Going second always costs a little and the balanced order cancels it; it is a doubt once it exceeds the margin. */
function orderEffects(variant: string, rounds: readonly Round[], policy: Policy): Caution[] {
  return PER_PAIR.flatMap(({ statistic, read }) => {
    const effect = orderEffect(rounds.filter(isLockStep), read, ORDER_ALPHA);
    const sure = effect !== undefined && (effect.low > 0 || effect.high < 0);
    return sure && Math.abs(effect.change) > policy.margin
      ? [{ kind: 'order-effect', variant, statistic, effect: effect.change }]
      : [];
  });
}

const PER_PAIR: readonly { readonly statistic: StatisticName; readonly read: (slice: Slice) => number }[] = [
  { statistic: 'main-path', read: sliceCpu },
  { statistic: 'waiting', read: (slice) => slice.wall },
];
