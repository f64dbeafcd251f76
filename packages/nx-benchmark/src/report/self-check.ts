import type { SelfCheck } from '../domain/self-check';
import { precisePercent, signedPercent } from './units';
import { STATISTIC_WORDS } from './verdict-words';

/** What the baseline against itself showed, in a line for those who read on: is this machine good enough? */
export function selfCheckLine({ results, rounds, smallestChange }: SelfCheck): string {
  const [main] = results;
  if (main === undefined) return `nothing could be measured in ${rounds} rounds`;
  const finds = `finds changes from ${precisePercent(smallestChange)} on`;
  return `${signedPercent(main.change)} ${interval(main)}, ${finds}`;
}

/** Why a machine whose check failed cannot be used, and what to do. */
export function unusableSentence({ results, rounds, variant }: SelfCheck): string {
  const wrong = results.find(({ low, high }) => low > 0 || high < 0)!;
  return `machine not usable: the baseline against itself (${variant}, ${rounds} rounds) shows ${signedPercent(wrong.change)} ${interval(wrong)} (${STATISTIC_WORDS[wrong.statistic]}) where the truth is 0. Other work on its CPUs, or a scenario whose work depends on its start, is the usual cause: measure on other CPUs (--cpus) or another machine, or look at the scenario; --selfCheck=false measures all the same.`;
}

function interval({ low, high }: { readonly low: number; readonly high: number }): string {
  return `[${signedPercent(low)}, ${signedPercent(high)}]`;
}
