import { type PerSide, SIDES } from '../domain/side';
import type { Neighbour } from '../profile/call-neighbours';
import { cumulativePerCall, type FunctionChange, ownPerCall } from '../profile/compare-profiles';
import type { NamedTimes } from '../profile/select-functions';
import type { Times } from '../profile/sum-tree';
import { waitsFor } from '../profile/waits';
import type { ProfileReport } from './profile-report';
import { traceCautionSentence } from './trace-cautions';

/** The traces of one config as data: times in seconds, shares as fractions, names as pstats has them. */
export function profileJson({
  scenario,
  config,
  traces,
  top,
  comparison,
  missing,
  neighbours,
  written,
}: ProfileReport) {
  const title = `${scenario}/${config}`;
  return {
    scenario,
    config,
    traces: traces.map(({ cautions, ...trace }) => ({
      ...trace,
      cautions: cautions.map((caution) => ({
        ...caution,
        sentence: traceCautionSentence(`${title} (${trace.side})`, caution),
      })),
    })),
    ...(top === undefined ? {} : { top: eachSide(top.sides, (functions) => functions.map(named)) }),
    ...(missing === undefined ? {} : { missing }),
    ...(comparison === undefined
      ? {}
      : {
          comparison: {
            sorted_by: comparison.key,
            own_seconds: comparison.own,
            impact_seconds: comparison.lost,
            same_work: comparison.sameWork,
            slower: comparison.movers.slower.map(changeJson),
            faster: comparison.movers.faster.map(changeJson),
          },
        }),
    ...(neighbours === undefined
      ? {}
      : {
          call_tree: eachSide(neighbours.sides, (found) =>
            found.map(({ callers, callees, ...one }) => ({
              ...named(one),
              callers: callers.map(neighbourJson),
              callees: callees.map(neighbourJson),
            })),
          ),
        }),
    ...(written.length === 0 ? {} : { written }),
  };
}

/** What changed in a function. */
export function changeJson({ name, waitsFor, times, perCall, impact, share }: FunctionChange) {
  return {
    function: name,
    waits_for: waitsFor ?? null,
    impact,
    share: share ?? null,
    change_per_call: perCall,
    baseline: timesJson(times.baseline),
    candidate: timesJson(times.candidate),
  };
}

function named({ name, times }: NamedTimes) {
  return { function: name, waits_for: waitsFor(name) ?? null, ...timesJson(times) };
}

function neighbourJson({ share, ...one }: Neighbour) {
  return { ...named(one), share };
}

function timesJson(times: Times) {
  return {
    ncalls: times.calls,
    primitive_calls: times.primitiveCalls,
    tottime: times.own,
    tottime_percall: ownPerCall(times),
    cumtime: times.cumulative,
    cumtime_percall: cumulativePerCall(times),
  };
}

function eachSide<T, U>(sides: Partial<PerSide<T>>, of: (value: T) => U): Partial<PerSide<U>> {
  return Object.fromEntries(
    SIDES.flatMap((side) => (sides[side] === undefined ? [] : [[side, of(sides[side])]])),
  );
}
