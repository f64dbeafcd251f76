import type { FunctionChange } from '../profile/compare-profiles';
import type { MainMovers } from '../profile/main-movers';
import { signedDuration, signedPercent } from './units';

/** The functions that a regression is in, a line each: `Span.__init__ +1.20 us a call, 41 % of it`. */
export function movedWords({ functions, own, lost }: MainMovers): readonly string[] {
  if (functions.length === 0) {
    const change = own === 0 ? '' : ` (own time ${signedPercent(lost / own)})`;
    return [`no function stands out in the recording${change}`];
  }
  return functions.map(lineOf);
}

function lineOf(change: FunctionChange): string {
  const { name, times, share } = change;
  const ofIt = share === undefined ? '' : `, ${Math.round(share * 100)} % of it`;
  const what = times.baseline.calls === 0 ? `new, ${signedDuration(change.impact)}` : cause(change);
  return `${shortName(name)} ${what}${ofIt}`;
}

/** Dearer calls, or more of them: whichever lost more. */
function cause({ times: { baseline, candidate }, perCall, impact }: FunctionChange): string {
  const byCalls = impact - candidate.calls * perCall;
  if (byCalls <= impact / 2) return `${signedDuration(perCall)} a call`;
  return `${baseline.calls} → ${candidate.calls} calls`;
}

/** A name that says something does without its file. */
function shortName(name: string): string {
  return name.startsWith('<') ? name : name.replace(/ \(.*\)$/s, '');
}
