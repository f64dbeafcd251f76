import type { Round, Slice } from '../domain/round';
import { logRatio } from './log-ratio';

/** ln(candidate / baseline) of what `read` takes from a slice, pair by pair; undefined where a side read nothing. */
export function pairLogRatios(round: Round, read: (slice: Slice) => number): readonly (number | undefined)[] {
  const { baseline, candidate } = round.slices;
  return baseline.flatMap((slice, pair) => {
    const other = candidate[pair];
    return other ? [logRatio(read(other), read(slice))] : [];
  });
}
