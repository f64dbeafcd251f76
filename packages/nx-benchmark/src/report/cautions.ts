import type { Caution, DoubtOfReading } from '../domain/caution';
import { duration, percent, plusMinus, precisePercent, signedPercent } from './units';
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
    case 'network-open':
      return `measured with the network ${caution.network}: what answers there is part of the numbers, and may answer one side faster. Let the scenario serve itself on 127.0.0.1 where it can.`;
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
    case 'interleaved':
      return `${caution.variant}: ${interleavedCause(caution.reason)}, so each round ran one side after the other. What the machine does between them is in the numbers, and only more rounds average it out. Let each process have its own (port 0, a folder it makes) for lock-step.`;
    case 'long-iteration':
      return `${caution.variant}: one iteration takes ${duration(caution.seconds)}, longer than the machine keeps its speed, so more rounds are needed. Let one iteration do less work where you can.`;
    case 'too-few-rounds':
      return `${caution.variant}: ${caution.rounds} rounds were finished, and a verdict takes ${caution.needed} at the least. Go on with the run: --runId.`;
    case 'quick': {
      const { variant, margin, smallestChange, configs } = caution;
      const finds =
        smallestChange === undefined
          ? ''
          : `, and slowdowns are found from ${precisePercent(smallestChange)} on`;
      const others = configs === 1 ? '' : ` on all ${configs} configs`;
      return `${variant}: a quick run, in which "no change" means within ${plusMinus(margin)}${finds}. Leave out --quick for a finer answer${others}.`;
    }
    case 'wide-spread':
      return `${caution.variant}: rounds differ from each other by ${percent(caution.deviation)}, so only large changes can be found. Look at what else runs, and at work that differs from process to process (caches, files, network).`;
    case 'uneven-rounds':
      return `${caution.variant}: of ${caution.rounds} rounds ${caution.slower} are far slower on the candidate than the others are, and ${caution.faster} far faster; without a change they would be as many. Some of its processes differ from the rest, and the verdict is about the rest. Look at what differs from process to process (hash seed, caches, order of imports).`;
    case 'loop-overhead':
      return `${caution.variant}: one iteration takes ${duration(caution.seconds)}, of which the loop itself is a good part and the same on both sides: the change of the work alone is larger. Do more in an iteration.`;
    case 'steal':
      return `the hypervisor gave ${percent(caution.share)} of the CPU time to others. Lock-step rounds share that between the sides; a dedicated machine needs fewer rounds.`;
    case 'pressure':
      return `other work waited for a CPU ${percent(caution.share)} of the time. End it, or measure on CPUs of their own (--cpus), for fewer rounds.`;
    case 'governor':
      return `the CPUs' speed follows the load (governor ${caution.governor}). Lock-step rounds share that between the sides; "performance" needs fewer rounds.`;
    case 'different-builds':
      return `the ${caution.built} was compiled here and the other side elsewhere: compiler and flags differ, too, and native code alone may explain a few per cent. Build both alike (a source distribution or git revision on both sides) to compare the code alone.`;
    case 'trace-overflow':
      return `${caution.variant}: the trace of ${caution.sides.map((side) => `the ${side}`).join(' and of ')} is larger than what may be recorded, so its oldest calls are missing. Raise --profileMaxSize, or leave out short calls (--profileMinDuration).`;
    case 'interrupted':
      return `the run was ${caution.reason}; the verdicts rest on the looks that were reached.`;
    default:
      return readingSentence(caution);
  }
}

function readingSentence(caution: DoubtOfReading): string {
  switch (caution.kind) {
    case 'no-manifest': {
      const what = caution.reason === undefined ? 'is missing' : `cannot be read (${caution.reason})`;
      return `manifest.json ${what}, so nobody knows which versions these are, by which rule they were measured and where; they are judged by the usual rule. Copy the run's whole folder, or measure again.`;
    }
    case 'incomplete-manifest':
      return `manifest.json does not say: ${caution.fields.join(', ')}. An older version wrote it, or somebody changed it. What rests on that is left out; measure again for all of it.`;
    case 'rounds-missing':
      return `${caution.variant}: ${caution.rounds} of the ${caution.recorded} rounds that the manifest counts are there. ${SHOWN[caution.shown]} Copy the run's whole folder, or measure again.`;
    case 'damaged-rounds':
      return `${caution.variant}: ${caution.lines === 1 ? '1 line of its rounds was' : `${caution.lines} lines of its rounds were`} left out, being none. A full disk, a broken copy or an edit is the usual cause; copy the file again, or measure again.`;
    case 'sequential':
      return "these are whole processes, one side's after the other's. What the machine did in between (neighbours, heat, frequency) counts as a change and is in no interval: do not trust it on a noisy machine. Measure in lock-step (target benchmark) for a verdict to trust.";
    case 'missing-side':
      return `${caution.variant}: the ${caution.side} has no results, so nothing is compared; an iteration of the other side takes ${duration(caution.seconds)}. Its process failed, or its files were not copied: look at its output, or measure again.`;
    case 'few-processes':
      return `${caution.variant}: ${caution.processes.baseline} and ${caution.processes.candidate} processes (baseline and candidate) say nothing about what differs from process to process. ${caution.needed} of each make an interval, and pyperf starts 20 if it may: leave out --fast and --debug-single-value.`;
    case 'other-conditions':
      return `${caution.variant}: ${caution.name} is ${caution.values.baseline} on the baseline and ${caution.values.candidate} on the candidate, so the change is that of both. Measure the two sides alike.`;
    case 'unreadable-file':
      return `${caution.file} was left out: ${caution.reason}. Copy it again, or measure again.`;
    default:
      return unknownSentence(caution);
  }
}

function unknownSentence(caution: never): string {
  const { kind } = caution as { readonly kind: string };
  return `a newer version noted a doubt that this one has no words for: ${kind}. Update nx-benchmark to read it.`;
}

const SHOWN = {
  recorded: 'The verdict is the one that the manifest holds.',
  rounds: 'They are judged without the others.',
  pyperf: "pyperf's files are judged instead.",
} as const;

function interleavedCause(reason: string | undefined): string {
  return reason === undefined
    ? 'the suite asks for interleaved processes'
    : `a second process of the scenario could not run beside the first (${reason})`;
}
