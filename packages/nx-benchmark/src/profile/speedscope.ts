import { type PerSide, SIDES } from '../domain/side';
import type { CallTree, TraceProfile } from '../domain/trace-profile';
import type { FunctionName } from './function-name';
import { joinFunctions } from './join-functions';

/**
 * A document that speedscope opens: a profile for each side, over the same frames. Each path of calls is a sample that
 * weighs what was spent at its end; what is not in a trace's aggregate, such as when a call was, is not in it either.
 *
 * @param title what was recorded: `span/start`
 */
export function speedscopeFile(profiles: Partial<PerSide<TraceProfile>>, title: string): string {
  const sides = SIDES.filter((side) => profiles[side] !== undefined);
  const { names, places } = joinFunctions(sides.map((side) => profiles[side]!));
  return JSON.stringify({
    $schema: 'https://www.speedscope.app/file-format-schema.json',
    name: title,
    exporter: 'nx-benchmark',
    activeProfileIndex: 0,
    shared: { frames: names.map(frameOf) },
    profiles: sides.map((side, at) => sampled(`${title} (${side})`, profiles[side]!.tree, places[at]!)),
  });
}

function frameOf({ qualname, file, line }: FunctionName) {
  return {
    name: qualname,
    ...(file === undefined ? {} : { file }),
    ...(line === undefined ? {} : { line }),
  };
}

function sampled(name: string, tree: CallTree, places: Uint32Array) {
  const samples: number[][] = [];
  const weights: number[] = [];
  let endValue = 0;
  for (const [at, own] of tree.own.entries()) {
    if (own <= 0) continue;
    samples.push(pathTo(at, tree, places));
    weights.push(own);
    endValue += own;
  }
  return { type: 'sampled', name, unit: 'seconds', startValue: 0, endValue, samples, weights };
}

/** From the root on. */
function pathTo(at: number, { functions, parents }: CallTree, places: Uint32Array): number[] {
  const path: number[] = [];
  for (let node = at; node >= 0; node = parents[node]!) path.push(places[functions[node]!]!);
  return path.reverse();
}
