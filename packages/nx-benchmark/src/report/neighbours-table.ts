import type { CallNeighbours, Neighbour } from '../profile/call-neighbours';
import { callsText, type ProfileRow, profileTable } from './profile-table';
import { duration, percent } from './units';

/** Functions that are shown with what is around them; the others are counted. */
const MOST_FUNCTIONS = 5;
/** Callers and callees of each. */
const MOST_NEIGHBOURS = 20;
const HEAD = ['ncalls', 'tottime', 'cumtime', 'share'];

/** Who called the functions whose name holds `part`, and what they called, with the share of their time. */
export function neighboursTable(found: readonly CallNeighbours[], part: string): string {
  if (found.length === 0) return `no function has "${part}" in its name`;
  const shown = found.slice(0, MOST_FUNCTIONS).map(functionText);
  const more = found.length - shown.length;
  const rest =
    more <= 0 ? [] : [`and ${more} more with "${part}" in the name; a longer part chooses among them`];
  return [...shown, ...rest].join('\n\n');
}

function functionText({ name, times, callers, callees }: CallNeighbours): string {
  const ownShare = times.cumulative === 0 ? 0 : times.own / times.cumulative;
  const body = {
    cells: [callsText(times), duration(times.own), '', percent(ownShare)],
    name: 'its own body',
  };
  return [
    name,
    `  ${callsText(times)} calls, ${duration(times.cumulative)} with all that they called`,
    callers.length === 0 ? 'nothing that was recorded called it' : table('called by', callers),
    table('calls', callees, [body]),
  ].join('\n');
}

function table(title: string, neighbours: readonly Neighbour[], first: readonly ProfileRow[] = []): string {
  const rows = neighbours.slice(0, MOST_NEIGHBOURS).map(({ name, times, share }) => ({
    cells: [callsText(times), duration(times.own), duration(times.cumulative), percent(share)],
    name,
  }));
  const more = neighbours.length - MOST_NEIGHBOURS;
  return `${profileTable(HEAD, title, [...first, ...rows])}${more > 0 ? `\nand ${more} more` : ''}`;
}
