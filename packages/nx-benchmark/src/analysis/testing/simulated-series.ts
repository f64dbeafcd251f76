import { type Measured, measuredByRounds } from '../measured';
import { defaultPolicy } from '../policy';
import { roundMean } from '../round-mean';
import { gaussian } from './random';
import { statistics } from './simulated-statistics';

/** How runs of one truth scatter. Standard deviations on the log scale. */
export interface Scatter {
  /** Of a round. */
  readonly round: number;
  /** Of a run, beside what its rounds show. */
  readonly run: number;
  /** How wild a run is: a factor on both. */
  readonly wildness?: (random: () => number) => number;
}

/** Runs that end at any look of the rule, with the given true log ratios, as their own rounds measure them. */
export function simulatedSeries(
  truth: readonly number[],
  { round, run, wildness = () => 1 }: Scatter,
  random: () => number,
): Measured[] {
  const { looks } = defaultPolicy;
  return truth.map((level) => {
    const count = looks[Math.floor(random() * looks.length)]!;
    const factor = wildness(random);
    const shift = level + factor * run * gaussian(random);
    const rounds = Array.from({ length: count }, () =>
      statistics({ mainPath: shift + factor * round * gaussian(random) }),
    );
    const { mean, deviation } = roundMean(rounds, 'main-path')!;
    return measuredByRounds({ change: Math.expm1(mean), deviation }, count)!;
  });
}

/** One level after another, each as long as it says. */
export function levels(...parts: readonly (readonly [level: number, length: number])[]): number[] {
  return parts.flatMap(([level, length]) => Array<number>(length).fill(level));
}
