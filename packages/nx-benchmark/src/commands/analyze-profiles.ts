import { join } from 'node:path';
import { type PerSide, SIDES, type Side } from '../domain/side';
import type { TraceProfile } from '../domain/trace-profile';
import { writeAtomically } from '../files/write-atomically';
import { callNeighbours } from '../profile/call-neighbours';
import { compareProfiles } from '../profile/compare-profiles';
import { joinTrees } from '../profile/join-trees';
import { pstatsFile } from '../profile/pstats';
import { movers, topFunctions } from '../profile/select-functions';
import { speedscopeFile } from '../profile/speedscope';
import { type SummedProfile, sumProfile } from '../profile/sum-profile';
import type { ProfileReport } from '../report/profile-report';
import type { StoredTraces } from '../results/find-traces';
import type { ProfileRequest } from './profile-request';
import type { ReadTrace } from './read-once';

/** The traces of a config, and what is known of them. */
export interface ConfigTraces extends StoredTraces {
  /** Whether each side's trace holds as many iterations. */
  readonly sameWork: boolean;
  /** What each side is: `ddtrace 4.15.7`. */
  readonly versions?: PerSide<string>;
}

/** In a picture of 1280 columns, a thousandth of one. */
const SMALLEST = 0.001 / 1280;

/** Reads the traces of a config, does what is asked for with them, and writes the files that are. */
export async function analyzeProfiles(
  traces: ConfigTraces,
  request: ProfileRequest,
  read: ReadTrace,
): Promise<ProfileReport> {
  const { scenario, config, files, sameWork } = traces;
  const sides = SIDES.filter((side) => files[side] !== undefined);
  const profiles: Partial<Record<Side, TraceProfile>> = {};
  for (const side of sides) profiles[side] = await read(files[side]!);
  const each = <T>(of: (profile: SummedProfile) => T): Partial<PerSide<T>> =>
    Object.fromEntries(sides.map((side) => [side, of(sumProfile(profiles[side]!))]));
  const { table, key, callTree } = request;
  const both = isComplete(profiles) ? profiles : undefined;
  const comparing = table === 'comparison' || request.flameGraph;
  const compared = both && comparing ? compareProfiles(both, sameWork) : undefined;
  const missing = comparing ? SIDES.find((side) => files[side] === undefined) : undefined;
  const written = [
    ...(request.savePstats ? sides.map((side) => savePstats(files[side]!, profiles[side]!)) : []),
    ...(request.flameGraph && both && compared ? [await saveFlameGraph(traces, both, compared)] : []),
    ...(request.speedscope ? [saveSpeedscope(traces, profiles)] : []),
  ];
  return {
    scenario,
    config,
    traces: sides.map((side) => {
      const { events, processes, threads, cautions } = profiles[side]!;
      return { side, file: files[side]!, events, processes, threads, cautions };
    }),
    ...(table === 'top' && key !== 'impact'
      ? { top: { key, sides: each(({ functions }) => topFunctions(functions, key, request)) } }
      : {}),
    ...(table === 'comparison' && compared
      ? { comparison: { ...compared, key, movers: movers(compared, key, request), sameWork } }
      : {}),
    ...(callTree === undefined
      ? {}
      : {
          neighbours: {
            part: callTree,
            sides: each(({ sums, labels }) => callNeighbours(sums, labels, callTree)),
          },
        }),
    ...(missing === undefined ? {} : { missing }),
    written,
  };
}

function isComplete(profiles: Partial<PerSide<TraceProfile>>): profiles is PerSide<TraceProfile> {
  return SIDES.every((side) => profiles[side] !== undefined);
}

/** Beside the trace, as users of pstats expect it. */
function savePstats(trace: string, profile: TraceProfile): string {
  const path = trace.replace(/\.json(\.gz)?$/, '.prof');
  const { sums, names } = sumProfile(profile);
  writeAtomically(path, pstatsFile(sums, names));
  return path;
}

async function saveFlameGraph(
  { folder, scenario, config, versions }: ConfigTraces,
  profiles: PerSide<TraceProfile>,
  compared: ReturnType<typeof compareProfiles>,
): Promise<string> {
  const { flameGraphPage } = await import('../report/flame-graph/flame-graph-page.js');
  const path = join(folder, `flame-graph.${config}.html`);
  const trees = { baseline: profiles.baseline.tree, candidate: profiles.candidate.tree };
  const about = { title: `${scenario}/${config}`, baseline: '', candidate: '', ...versions };
  writeAtomically(path, flameGraphPage(joinTrees(trees, compared, SMALLEST), compared.joined.labels, about));
  return path;
}

function saveSpeedscope(
  { folder, scenario, config }: ConfigTraces,
  profiles: Partial<PerSide<TraceProfile>>,
): string {
  const path = join(folder, `speedscope.${config}.json`);
  writeAtomically(path, speedscopeFile(profiles, `${scenario}/${config}`));
  return path;
}
