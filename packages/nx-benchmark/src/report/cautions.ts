import type { Caution } from '../domain/caution';
import { duration, signedPercent } from './units';
import { STATISTIC_WORDS } from './verdict-words';

/** A caution as a sentence: what happened, the likely cause, what to do. */
export function cautionSentence(caution: Caution): string {
  switch (caution.kind) {
    case 'same-version':
      return `both sides are ${caution.version}, so any difference is the machine's. Set --candidate or --baseline unless this is a check of the machine.`;
    case 'dependencies-differ': {
      const packages = caution.packages
        .map(
          ({ name, versions }) =>
            `${name} ${versions.baseline ?? 'absent'} / ${versions.candidate ?? 'absent'}`,
        )
        .join(', ');
      return `the sides differ in more than the library: ${packages} (baseline / candidate). Pin them in requirements_scenario.txt to compare the library alone.`;
    }
    case 'not-isolated':
      return 'measured on this machine without a container: its other work, network and files were within reach. Use --engine=docker for results to share.';
    case 'set-up-script-not-run':
      return `the scenario's ${caution.script} was not run, since it would change this machine. Use --engine=docker, or set up by hand what it does.`;
    case 'baseline-drift':
      return `${caution.variant}: the baseline's own time varied by a factor of ${caution.ratio.toFixed(2)} over the rounds. The machine's speed drifts (neighbours, frequency); lock-step rounds share the drift between the sides, a sequential benchmark would not.`;
    case 'preempted':
      return `${caution.variant}: ${Math.round(caution.share * 100)} % of the slices were interrupted by other work. End it, or measure on a quieter machine, for fewer rounds.`;
    case 'lumpy':
      return `${caution.variant}: the typical iteration changed by ${signedPercent(caution.mainPath)}, all work together by ${signedPercent(caution.allWork)}. Rare or background work (garbage collection, flushes, threads) behaves differently; look there.`;
    case 'order-effect':
      return `${caution.variant}: the second slice of a pair is slower by ${signedPercent(caution.effect)} (${STATISTIC_WORDS[caution.statistic]}). The balanced order cancels it; iterations that change shared state are the usual cause.`;
    case 'unmeasured':
      return `${caution.variant}: the ${STATISTIC_WORDS[caution.statistic]} could not be measured; the clock is too coarse for what an iteration does. Let one iteration do more work.`;
    case 'long-iteration':
      return `${caution.variant}: one iteration takes ${duration(caution.seconds)}, longer than the machine keeps its speed, so more rounds are needed. Let one iteration do less work where you can.`;
    case 'interrupted':
      return `the run was ${caution.reason}; the verdicts rest on the looks that were reached.`;
  }
}
