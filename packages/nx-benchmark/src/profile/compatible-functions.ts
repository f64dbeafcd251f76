import type { TraceProfile } from '../domain/trace-profile';
import { type CompatibleSum, sumOf } from './compatible-sum';
import { byCodeUnit } from './join-functions';

/** A function as the tables of `--compat` have it. Seconds. */
export interface CompatibleFunction {
  /** As it is printed: name and file, no line. */
  readonly name: string;
  /** Tells it from the others: of a comparison without its line. */
  readonly key: string;
  readonly calls: number;
  readonly own: number;
  /** Of a recursive function each inner call counts again. */
  readonly cumulative: number;
}

export interface CompatibleOptions {
  readonly filter: string;
  /** Each side by itself. */
  readonly minCalls: number;
  /** Whether functions of one name in one file are one. */
  readonly withoutLines: boolean;
}

/**
 * Adds a trace up from its tree as `--compat` wants it, which is not right, but what its tables are compared with: what the filter hides
 * is taken out of the tree beforehand, so that its time falls to whoever called it; recursion counts twice. Only the two
 * environments of that benchmark are known, by their paths.
 */
export function compatibleFunctions(
  { names, tree }: TraceProfile,
  { filter, minCalls, withoutLines }: CompatibleOptions,
): readonly CompatibleFunction[] {
  const parsed = names.map((name) => compatibleName(name, withoutLines));
  const kept = names.map((name) => keeps(name, filter));
  const found = new Map<string, CompatibleSum>();
  // Of each path the one that gets its own time: itself, or the nearest above that the filter keeps.
  const heirs = new Int32Array(tree.functions.length);
  for (const [at, place] of tree.functions.entries()) {
    const parent = tree.parents[at]!;
    heirs[at] = kept[place] ? at : parent < 0 ? -1 : heirs[parent]!;
    if (heirs[at]! < 0) continue;
    sumOf(found, parsed[tree.functions[heirs[at]!]!]!).own += tree.own[at]!;
    if (!kept[place]) continue;
    const sum = sumOf(found, parsed[place]!);
    sum.calls += tree.calls[at]!;
    sum.cumulative += tree.cumulative[at]!;
  }
  return [...found.values()]
    .filter(({ calls }) => calls >= minCalls)
    .sort((a, b) => byCodeUnit(a.key, b.key));
}

/** Whether the filter leaves a function, by the name that the trace gives it. */
export function keeps(traced: string, filter: string): boolean {
  return oneEnvironment(traced).includes(filter);
}

/** What a function is called in a table, and what tells it from others. */
export function compatibleName(
  traced: string,
  withoutLines: boolean,
): Pick<CompatibleFunction, 'name' | 'key'> {
  const whole = oneEnvironment(traced);
  const [, qualname, path, line] = /^(.*?) \((.+):(\d+)\)$/.exec(whole) ?? [];
  if (qualname === undefined || path === undefined) return { name: whole, key: whole };
  const file = path.replaceAll(/\/app\/\.venv\/lib\/python\d+\.\d+\/site-packages\//g, '');
  const name = `${qualname} (${file})`;
  return { name, key: withoutLines ? name : `${name}:${line}` };
}

function oneEnvironment(name: string): string {
  return name.replaceAll(/\/app\/\.venv_ddtrace_v[12]\//g, '/app/.venv/');
}
