import { median } from 'simple-statistics';
import type { Caution } from '../domain/caution';
import type { Round, Slice } from '../domain/round';
import type { Policy, StatisticName } from '../domain/verdict';
import { compareVariant } from './compare-variant';
import { farRounds } from './far-rounds';
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
    ...tooFewRounds(variant, statistics, policy),
    ...unmeasured(variant, statistics),
    ...loopOverhead(variant, statistics),
    ...wideSpread(variant, statistics, policy, variantCount),
    ...unevenRounds(variant, statistics),
    ...baselineDrift(variant, statistics),
    ...preempted(variant, rounds),
    ...lumpy(variant, statistics, policy, variantCount),
    ...orderEffects(variant, rounds, policy),
  ];
}

function tooFewRounds(variant: string, rounds: readonly RoundStatistics[], { looks }: Policy): Caution[] {
  const [needed] = looks;
  return needed !== undefined && rounds.length < needed
    ? [{ kind: 'too-few-rounds', variant, rounds: rounds.length, needed }]
    : [];
}

/** Seconds of an iteration below which the loop around it is a good part of it: `range` alone costs some 30 ns. */
const LOOP_COUNTS = 300e-9;

function loopOverhead(variant: string, rounds: readonly RoundStatistics[]): Caution[] {
  const seconds = median(rounds.map((round) => round.cpuIteration.baseline));
  return seconds > 0 && seconds < LOOP_COUNTS ? [{ kind: 'loop-overhead', variant, seconds }] : [];
}

/** Rounds of a sound machine lie closer together than this, on the log scale. */
const WIDE = 0.03;

function wideSpread(
  variant: string,
  rounds: readonly RoundStatistics[],
  policy: Policy,
  variantCount: number,
): Caution[] {
  const main = compareVariant(rounds, policy, variantCount).find(({ tested }) => tested);
  return main !== undefined && main.deviation > WIDE
    ? [{ kind: 'wide-spread', variant, deviation: main.deviation }]
    : [];
}

function unevenRounds(variant: string, rounds: readonly RoundStatistics[]): Caution[] {
  const far = farRounds(rounds);
  return far === undefined ? [] : [{ kind: 'uneven-rounds', variant, ...far, rounds: rounds.length }];
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
  const slices = rounds.filter(takesTurns).flatMap(({ slices }) => [...slices.baseline, ...slices.candidate]);
  const share = slices.filter(lostItsCpu).length / slices.length;
  return share > 0.5 ? [{ kind: 'preempted', variant, share }] : [];
}

/** In a co-run the sides take the CPU from each other all the time, and going first means nothing. */
function takesTurns(round: Round): boolean {
  return round.method !== 'co-run';
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

/**
 * Going second always costs a little and the balanced order cancels it; it is a doubt once it exceeds the margin. One doubt,
 * of the statistic that shows it most: what takes CPU takes time on the wall, too.
 */
function orderEffects(variant: string, rounds: readonly Round[], policy: Policy): Caution[] {
  const found = PER_PAIR.flatMap(({ statistic, read }) => {
    const effect = orderEffect(rounds.filter(takesTurns), read, ORDER_ALPHA);
    const sure = effect !== undefined && (effect.low > 0 || effect.high < 0);
    return sure && Math.abs(effect.change) > policy.margin ? [{ statistic, effect: effect.change }] : [];
  });
  const [most] = found.sort((a, b) => Math.abs(b.effect) - Math.abs(a.effect));
  return most === undefined ? [] : [{ kind: 'order-effect', variant, ...most }];
}

const PER_PAIR: readonly { readonly statistic: StatisticName; readonly read: (slice: Slice) => number }[] = [
  { statistic: 'main-path', read: sliceCpu },
  { statistic: 'waiting', read: (slice) => slice.wall },
];
