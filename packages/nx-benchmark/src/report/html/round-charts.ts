import { logInterval } from '../../analysis/log-interval';
import { pairLogRatios } from '../../analysis/pair-log-ratios';
import { droppedRounds, roundMean } from '../../analysis/round-mean';
import type { RoundStatistics } from '../../analysis/round-statistics';
import { sliceCpu } from '../../analysis/slice-cpu';
import { statisticValues } from '../../analysis/statistic-values';
import type { Round } from '../../domain/round';
import { SIDES } from '../../domain/side';
import type { StatisticName } from '../../domain/verdict';
import { duration, signedPercent } from '../units';
import { STATISTIC_WORDS } from '../verdict-words';
import { chart, PLOT } from './chart';
import { linearScale, round as rounded, type Scale } from './scale';

/** Error probability of the running interval that is drawn; the verdict's own is stricter, for it looks several times. */
const DRAWN_ALPHA = 0.01;

/** The rounds in the order they ran: what each says, and what all so far say, with an interval. */
export function roundsChart(
  statistics: readonly RoundStatistics[],
  statistic: StatisticName,
  margin: number,
): string {
  const values = statisticValues(statistics, statistic) ?? [];
  if (values.length < 2) return '';
  const running = values.map((_, at) => {
    const soFar = at === 0 ? undefined : roundMean(statistics.slice(0, at + 1), statistic);
    return soFar && logInterval(soFar, DRAWN_ALPHA);
  });
  const changes = values.map(Math.expm1);
  const hollow = droppedRounds(statistics, statistic);
  // The first intervals are as wide as the page: two rounds say next to nothing.
  const settled = running.slice(Math.min(4, running.length - 1)).flatMap((one) => one ?? []);
  const shown = [...changes, ...settled.flatMap(({ low, high }) => [low, high]), margin, -margin];
  const y = linearScale(shown, PLOT.bottom, PLOT.top);
  const x = linearScale([1, values.length], PLOT.left + 8, PLOT.right - 8);
  const inside = (value: number) => Math.min(Math.max(y(value), PLOT.top), PLOT.bottom);
  const band = running.flatMap((one, at) => (one === undefined ? [] : [{ ...one, x: x(at + 1) }]));
  const upper = band.map((one) => `${one.x} ${rounded(inside(one.high))}`);
  const lower = band.map((one) => `${one.x} ${rounded(inside(one.low))}`).reverse();
  return chart({
    title: `Rounds in order, ${STATISTIC_WORDS[statistic]}: dots${hollow.size > 0 ? ' (hollow: hardly counted)' : ''}; all so far with a 99 % interval: line and band`,
    x: { scale: x, label: 'round', format: (tick) => (Number.isInteger(tick) ? String(tick) : '') },
    y: { scale: y, label: '', format: signedPercent },
    marks: [
      `<rect class="margin" x="${PLOT.left}" y="${y(margin)}" width="${PLOT.right - PLOT.left}" height="${rounded(y(-margin) - y(margin))}"/>`,
      `<path class="band" d="M${[...upper, ...lower].join('L')}Z"/>`,
      `<path class="line" d="M${band.map((one) => `${one.x} ${rounded(inside(one.change))}`).join('L')}"/>`,
      `<line class="zero" x1="${PLOT.left}" x2="${PLOT.right}" y1="${y(0)}" y2="${y(0)}"/>`,
      ...changes.map(
        (change, at) =>
          `<circle class="dot${hollow.has(at) ? ' hollow' : ''}" cx="${x(at + 1)}" cy="${y(change)}" r="2.5"/>`,
      ),
    ],
  });
}

const BINS = 41;

/** How the ratios of all pairs of slices are distributed: one hump for a typical change, two where it is rare. */
export function ratiosChart(rounds: readonly Round[], margin: number): string {
  const read = rounds.flatMap((one) => pairLogRatios(one, sliceCpu)).filter((ratio) => ratio !== undefined);
  const ratios = Float64Array.from(read).sort();
  if (ratios.length < BINS) return '';
  // A few slices that lost their CPU would squeeze all others into one bin.
  const [low, high] = [quantile(ratios, 0.01), quantile(ratios, 0.99)];
  const width = (high - low) / BINS || 1;
  const counts = Array<number>(BINS).fill(0);
  for (const ratio of ratios) {
    const bin = Math.floor((ratio - low) / width);
    if (bin >= 0 && bin < BINS) counts[bin]! += 1;
  }
  const x = linearScale([Math.expm1(low), Math.expm1(high), margin, -margin], PLOT.left, PLOT.right);
  const y = linearScale([0, ...counts], PLOT.bottom, PLOT.top, 3);
  return chart({
    title: `CPU time of ${ratios.length} pairs of slices, candidate against baseline (the middle 98 %)`,
    x: { scale: x, label: 'change', format: signedPercent },
    y: { scale: y, label: '', format: String },
    marks: [
      `<rect class="margin" x="${x(-margin)}" y="${PLOT.top}" width="${rounded(x(margin) - x(-margin))}" height="${PLOT.bottom - PLOT.top}"/>`,
      ...counts.map((count, bin) => {
        const left = x(Math.expm1(low + bin * width));
        const right = x(Math.expm1(low + (bin + 1) * width));
        return `<rect class="bin" x="${left}" y="${y(count)}" width="${rounded(Math.max(0.5, right - left - 0.5))}" height="${rounded(PLOT.bottom - y(count))}"/>`;
      }),
      `<line class="zero" x1="${x(0)}" x2="${x(0)}" y1="${PLOT.top}" y2="${PLOT.bottom}"/>`,
    ],
  });
}

function quantile(sorted: Float64Array, share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!;
}

/** Seconds of an iteration over the rounds, CPU and on the wall, of both sides: whether the machine kept its speed. */
export function timesChart(statistics: readonly RoundStatistics[]): string {
  if (statistics.length < 2) return '';
  const series = SIDES.flatMap((side) => [
    { side, kind: 'cpu', values: statistics.map(({ cpuIteration }) => cpuIteration[side]) },
    { side, kind: 'wall', values: statistics.map(({ iteration }) => iteration[side]) },
  ]);
  const x = linearScale([1, statistics.length], PLOT.left + 8, PLOT.right - 8);
  const y = linearScale(
    series.flatMap(({ values }) => values),
    PLOT.bottom,
    PLOT.top,
  );
  return chart({
    title: 'One iteration, round by round',
    x: { scale: x, label: 'round', format: (tick) => (Number.isInteger(tick) ? String(tick) : '') },
    y: { scale: y, label: '', format: duration },
    marks: series.map(
      ({ side, kind, values }) => `<path class="${side} ${kind}" d="${path(values, x, y)}"/>`,
    ),
    legend: SIDES.flatMap((side) => [
      [`${side}, CPU`, `${side} cpu`] as const,
      [`${side}, wall`, `${side} wall`] as const,
    ]),
  });
}

/** What else wanted the CPUs, round by round; empty where the system did not say. */
export function machineChart(rounds: readonly Round[]): string {
  const shares = (read: 'steal' | 'pressure') => rounds.map(({ machine }) => machine?.[read] ?? undefined);
  const series = (['steal', 'pressure'] as const)
    .map((kind) => ({ kind, values: shares(kind) }))
    .filter(({ values }) => values.every((value) => value !== undefined))
    .map(({ kind, values }) => ({ kind, values: values as number[] }));
  if (rounds.length < 2 || series.length === 0) return '';
  const x = linearScale([1, rounds.length], PLOT.left + 8, PLOT.right - 8);
  const y = linearScale([0, 0.05, ...series.flatMap(({ values }) => values)], PLOT.bottom, PLOT.top);
  const labels = {
    steal: 'CPU time the hypervisor gave to others',
    pressure: 'time in which work waited for a CPU',
  };
  return chart({
    title: 'The machine, round by round',
    x: { scale: x, label: 'round', format: (tick) => (Number.isInteger(tick) ? String(tick) : '') },
    y: { scale: y, label: '', format: (tick) => `${rounded(tick * 100)} %` },
    marks: series.map(({ kind, values }) => `<path class="${kind}" d="${path(values, x, y)}"/>`),
    legend: series.map(({ kind }) => [labels[kind], kind] as const),
  });
}

function path(values: readonly number[], x: Scale, y: Scale): string {
  return `M${values.map((value, at) => `${x(at + 1)} ${y(value)}`).join('L')}`;
}
