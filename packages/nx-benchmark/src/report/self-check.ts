import type { SelfCheck } from '../domain/self-check';
import type { Estimate, StatisticResult } from '../domain/verdict';
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
  const [wrong] = results
    .filter(({ low, high }) => low > 0 || high < 0)
    .sort((one, other) => furthest(other) - furthest(one)) as [StatisticResult];
  return `machine not usable: the baseline against itself (${variant}, ${rounds} rounds) shows ${signedPercent(wrong.change)} ${interval(wrong)} (${STATISTIC_WORDS[wrong.statistic]}) where the truth is 0. Other work on its CPUs, or a scenario whose work depends on its start, is the usual cause: measure on other CPUs (--cpus) or another machine, or look at the scenario; --selfCheck=false measures all the same.`;
}

function interval({ low, high }: Estimate): string {
  return `[${signedPercent(low)}, ${signedPercent(high)}]`;
}

/** How far from 0 the interval reaches. */
function furthest({ low, high }: Estimate): number {
  return Math.max(-low, high);
}
