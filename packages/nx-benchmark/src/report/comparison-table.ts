import { cumulativePerCall, type FunctionChange, ownPerCall } from '../profile/compare-profiles';
import type { Movers } from '../profile/select-functions';
import type { SortKey } from '../profile/sort-key';
import { callsText, profileTable } from './profile-table';
import { signedDuration } from './units';
import { waitNote } from './wait-note';

/** What a table of the key is sorted by, in words. */
const KEY_WORDS: Readonly<Record<SortKey, string>> = {
  impact: 'impact',
  tottime: 'change of tottime',
  cumtime: 'change of cumtime',
  ncalls: 'change of ncalls',
  percall: 'change of tottime per call',
};

/** What the candidate lost, and what it won, by the key. */
export function comparisonTable({ slower, faster }: Movers, key: SortKey): string {
  if (slower.length + faster.length === 0) {
    return 'no function moved, of those that --filter and --minCalls leave';
  }
  const [lost, won] = key === 'ncalls' ? ['called more', 'called less'] : ['slower', 'faster'];
  const blocks = [
    block(`${lost}, by ${KEY_WORDS[key]}`, slower, key),
    block(`${won}, by ${KEY_WORDS[key]}`, faster, key),
  ];
  return blocks.filter((text) => text !== '').join('\n\n');
}

function block(title: string, changes: readonly FunctionChange[], key: SortKey): string {
  if (changes.length === 0) return '';
  const perCall = key === 'cumtime' ? 'cum/call' : 'own/call';
  const rows = changes.map((change) => ({
    cells: [
      signedDuration(change.impact),
      change.share === undefined ? '' : `${Math.round(change.share * 100)} %`,
      callsOfBoth(change),
      ...perCallCells(change, key === 'cumtime' ? cumulativePerCall : ownPerCall),
    ],
    name: change.name,
    note: waitNote(change.waitsFor),
  }));
  return `${title}:\n${profileTable(['impact', 'share', 'calls', perCall, ''], 'function', rows)}`;
}

function callsOfBoth({ times: { baseline, candidate } }: FunctionChange): string {
  const [before, now] = [callsText(baseline), callsText(candidate)];
  return before === now ? now : `${before}\n→ ${now}`;
}

/** The change of a call's time in seconds, and relative. */
function perCallCells(
  { times: { baseline, candidate } }: FunctionChange,
  perCall: typeof ownPerCall,
): [string, string] {
  const [before, now] = [perCall(baseline), perCall(candidate)];
  const absolute = signedDuration(now - before);
  if (baseline.calls === 0) return [absolute, 'new'];
  if (candidate.calls === 0) return [absolute, 'gone'];
  return [absolute, before === 0 ? '' : relative((now - before) / before)];
}

/** Beyond a tenth decimals say nothing. */
function relative(fraction: number): string {
  const percent = Math.abs(fraction) * 100;
  return `${fraction < 0 ? '-' : '+'}${percent.toFixed(percent < 10 ? 1 : 0)} %`;
}
