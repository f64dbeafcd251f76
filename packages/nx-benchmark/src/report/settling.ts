import { MOST_MORE_ROUNDS } from '../domain/policy-settings';
import type { Manifest } from '../results/manifest';
import type { VariantReport } from './summarize';

/** What would settle inconclusive configs. */
export interface Settling {
  readonly command: string;
  /** Of the config that needs most. */
  readonly rounds: number;
  /** Of all together. */
  readonly seconds: number;
}

/**
 * The command that measures what inconclusive configs of a scenario lack; undefined where more rounds would settle none of
 * them. A run that was stopped before its last look simply goes on.
 */
export function settling(
  manifest: Pick<Manifest, 'alone' | 'runId' | 'scenario' | 'state' | 'task'>,
  ...variants: readonly VariantReport[]
): Settling | undefined {
  const open = variants.filter(({ verdict, failure }) => {
    return failure === undefined && (verdict.moreRounds ?? Number.POSITIVE_INFINITY) <= MOST_MORE_ROUNDS;
  });
  if (open.length === 0 || manifest.alone) return undefined;
  const roundsOf = ({ verdict }: VariantReport) => verdict.moreRounds!;
  const rounds = Math.max(...open.map(roundsOf));
  const stopped = manifest.state !== 'complete' && open.some(({ atLastLook }) => atLastLook !== true);
  const words = [
    `nx run ${benchmarkTask(manifest)}`,
    `--configs=${open.map(({ name }) => name).join(',')}`,
    `--runId=${manifest.runId}`,
    ...(stopped ? [] : [`--moreRounds=${rounds}`]),
  ];
  const seconds = open.reduce((sum, one) => sum + roundsOf(one) * (one.secondsPerRound ?? 0), 0);
  return { command: words.join(' '), rounds, seconds };
}

/** What measures the scenario: `span:benchmark`. */
export function benchmarkTask({ task, scenario }: Pick<Manifest, 'scenario' | 'task'>): string {
  return task ?? `${scenario}:benchmark`;
}

/** The Nx project of the scenario: `span`. */
export function benchmarkProject(manifest: Pick<Manifest, 'scenario' | 'task'>): string {
  return benchmarkTask(manifest).split(':')[0]!;
}
