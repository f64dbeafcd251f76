import type { Method } from '../domain/method';
import type { Round, Slice } from '../domain/round';
import type { Side } from '../domain/side';

/** Facts that pyperf shows beside the values. */
export interface PyperfMetadata {
  readonly name: string;
  readonly innerLoops: number;
  readonly pythonVersion: string;
  readonly cpuModel: string;
  readonly platform: string;
}

/** Of pyperf's JSON format, since pyperf 1.0. */
export const PYPERF_VERSION = '1.0';

/**
 * The rounds of one side as a document that pyperf reads: each process is a run, each slice a value, the seconds of one
 * iteration. They are wall seconds as pyperf's own, but CPU seconds of a co-run, whose wall time counts both sides.
 * Source: pyperf's documentation, "JSON format".
 */
export function toPyperfJson(rounds: readonly Round[], side: Side, metadata: PyperfMetadata): string {
  const runs = rounds.map((round) => ({
    metadata: {
      date: round.startedAt.replace('T', ' ').replace('Z', ''),
      duration: round.seconds,
      mem_max_rss: round.maxRss[side],
      ...(round.cpus.length > 0 ? { cpu_affinity: round.cpus.join(',') } : {}),
    },
    values: round.slices[side].map(
      (slice) => seconds(slice, round.method) / (round.loops * metadata.innerLoops),
    ),
  }));
  const loops = rounds[0]?.loops ?? 1;
  return JSON.stringify({
    version: PYPERF_VERSION,
    metadata: {
      name: metadata.name,
      unit: 'second',
      loops,
      ...(metadata.innerLoops > 1 ? { inner_loops: metadata.innerLoops } : {}),
      python_version: metadata.pythonVersion,
      cpu_model_name: metadata.cpuModel,
      platform: metadata.platform,
      timer:
        rounds[0]?.method === 'co-run' ? 'time.process_time() and RUSAGE_CHILDREN' : 'time.perf_counter()',
    },
    benchmarks: [{ runs }],
  });
}

function seconds({ wall, cpu, childrenCpu }: Slice, method: Method): number {
  return method === 'co-run' ? cpu + childrenCpu : wall;
}
