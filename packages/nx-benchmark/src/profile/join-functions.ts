import type { TraceProfile } from '../domain/trace-profile';
import { type FunctionName, functionLabel, parseFunctionName } from './function-name';

/** The functions of one trace, or of several, each once. */
export interface JoinedFunctions {
  /** Names for people, each of them once; by name and line. */
  readonly labels: readonly string[];
  /** What each is called where it was seen last. */
  readonly names: readonly FunctionName[];
  /** For each trace: place in its `names` → place in `labels`. */
  readonly places: readonly Uint32Array[];
}

/**
 * Says which functions of several traces are the same: those of one name in one file, wherever the file lies and
 * whatever moved the line. Several of one name in one file (lambdas, wrappers) stay apart: where each trace has as many of
 * them they are taken in the order of their lines, else only those of the same line are the same.
 */
export function joinFunctions(profiles: readonly Pick<TraceProfile, 'names'>[]): JoinedFunctions {
  const groups = groupByName(profiles);
  const labels: string[] = [];
  const names: FunctionName[] = [];
  const places = profiles.map(({ names: { length } }) => new Uint32Array(length));
  for (const key of [...groups.keys()].sort(byCodeUnit)) {
    const same = pairLines(groups.get(key)!);
    for (const members of same) {
      const at = labels.length;
      for (const { profile, members: functions } of members) {
        for (const place of functions) places[profile]![place] = at;
      }
      const { name } = members.at(-1)!;
      names.push(name);
      labels.push(functionLabel(name, same.length > 1 ? lineText(members) : undefined));
    }
  }
  return { labels, names, places };
}

/** Orders text as it is, whatever the language of the machine. */
export function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** What one trace has at one line. */
interface Line {
  readonly profile: number;
  readonly name: FunctionName;
  /** Places of the trace's functions: several where environments differ by their folder alone. */
  readonly members: number[];
}

type Lines = ReadonlyMap<number, Line>;

/** Name and file → for each trace its lines, in order. */
function groupByName(profiles: readonly Pick<TraceProfile, 'names'>[]): Map<string, Lines[]> {
  const groups = new Map<string, Map<number, Line>[]>();
  for (const [profile, { names }] of profiles.entries()) {
    for (const [place, text] of names.entries()) {
      const name = parseFunctionName(text);
      const key = `${name.qualname}\0${name.file ?? ''}`;
      const ofTraces = groups.get(key) ?? profiles.map(() => new Map<number, Line>());
      groups.set(key, ofTraces);
      const line = name.line ?? 0;
      const known = ofTraces[profile]!.get(line);
      if (known !== undefined) known.members.push(place);
      else ofTraces[profile]!.set(line, { profile, name, members: [place] });
    }
  }
  return groups;
}

/** For each function what every trace has of it. */
function pairLines(ofTraces: readonly Lines[]): readonly (readonly Line[])[] {
  const lines = ofTraces.map((found) => [...found.keys()].sort((a, b) => a - b));
  const counts = new Set(lines.map(({ length }) => length).filter((length) => length > 0));
  if (counts.size === 1) {
    const [count] = counts;
    return Array.from({ length: count! }, (_, at) =>
      ofTraces.flatMap((found, trace) => found.get(lines[trace]![at] ?? -1) ?? []),
    );
  }
  const all = [...new Set(lines.flat())].sort((a, b) => a - b);
  return all.map((line) => ofTraces.flatMap((found) => found.get(line) ?? []));
}

function lineText(members: readonly Line[]): string {
  return [...new Set(members.map(({ name }) => `${name.line ?? 0}`))].join('→');
}
