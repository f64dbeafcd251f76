import type { Slice } from '../domain/round';

/** CPU seconds of a slice, the process's own and its children's: a scenario that forks spends nearly all in them. */
export function sliceCpu(slice: Slice): number {
  return slice.cpu + slice.childrenCpu;
}
