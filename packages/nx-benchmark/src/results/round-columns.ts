import type { Slice } from '../domain/round';

const NANOSECONDS = 1e9;

/** The slices of one side as columns of whole nanoseconds: how the harness sends them and how they are kept. */
export type SliceColumns = Readonly<Record<(typeof COLUMNS)[number], readonly number[]>>;

export const COLUMNS = ['wall', 'cpu', 'children', 'involuntary', 'voluntary'] as const;

/** Columns in nanoseconds to slices in seconds. */
export function toSlices(columns: SliceColumns): Slice[] {
  return columns.wall.map((wall, at) => ({
    wall: wall / NANOSECONDS,
    cpu: columns.cpu[at]! / NANOSECONDS,
    childrenCpu: columns.children[at]! / NANOSECONDS,
    involuntarySwitches: columns.involuntary[at]!,
    voluntarySwitches: columns.voluntary[at]!,
  }));
}

/** Slices in seconds to columns in nanoseconds. */
export function toColumns(slices: readonly Slice[]): SliceColumns {
  const nanoseconds = (seconds: number) => Math.round(seconds * NANOSECONDS);
  return {
    wall: slices.map((slice) => nanoseconds(slice.wall)),
    cpu: slices.map((slice) => nanoseconds(slice.cpu)),
    children: slices.map((slice) => nanoseconds(slice.childrenCpu)),
    involuntary: slices.map((slice) => slice.involuntarySwitches),
    voluntary: slices.map((slice) => slice.voluntarySwitches),
  };
}
