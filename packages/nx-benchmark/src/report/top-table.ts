import { cumulativePerCall, ownPerCall } from '../profile/compare-profiles';
import type { NamedTimes } from '../profile/select-functions';
import { waitsFor } from '../profile/waits';
import { callsText, profileTable } from './profile-table';
import { duration } from './units';
import { waitNote } from './wait-note';

const HEAD = ['ncalls', 'tottime', 'percall', 'cumtime', 'percall'];

/** The functions of one trace, in the order given; the columns are those of pstats. */
export function topTable(functions: readonly NamedTimes[]): string {
  if (functions.length === 0) return 'no function is left: --filter or --minCalls hides all of them';
  const rows = functions.map(({ name, times }) => ({
    cells: [
      callsText(times),
      duration(times.own),
      duration(ownPerCall(times)),
      duration(times.cumulative),
      duration(cumulativePerCall(times)),
    ],
    name,
    note: waitNote(waitsFor(name)),
  }));
  return profileTable(HEAD, 'function', rows);
}
