import type { Finding, FindingFacts } from '../domain/finding';
import { bytes, duration, percent } from './units';

/** As many names as a sentence bears. */
const MOST_NAMES = 5;

/** A finding as a sentence: what was seen, the likely cause, what to do. */
export function findingSentence({ variant, sides, facts }: Finding): string {
  const [only, another] = sides;
  const where = only !== undefined && another === undefined ? `, ${only}` : '';
  return `${variant}${where}: ${words(facts)}`;
}

function words(facts: FindingFacts): string {
  switch (facts.kind) {
    case 'little-work':
      return `one iteration takes ${duration(facts.seconds)}, of which the loop around it is ${percent(facts.overhead)}, so a change of the work is seen smaller than it is. Do more in an iteration.`;
    case 'first-iteration':
      return `the first iteration takes ${duration(facts.first)} and each later one ${duration(facts.later)}: it makes, or uses up, what the others find. Make what they share before the yield, and what each needs within the loop.`;
    case 'growing-time':
      return `after some tenths of a second calls take ${times(facts.ratio)} as long as at first: iterations work on what those before them left. Let each begin from the same state.`;
    case 'shrinking-time':
      return `after some tenths of a second calls take ${times(facts.ratio)} as long as at first: iterations use up what those after them work on, or keep results for them. Let each begin from the same state.`;
    case 'growing-call':
      return `twice the loops take ${times(facts.ratio)} as long: later iterations of a call work on what its first ones left. Let each begin from the same state.`;
    case 'costly-call':
      return `twice the loops take ${times(facts.ratio)} as long: a call has work of its own beside its loops, or does not count them. Do the same work once for each loop, and what is needed once before the yield.`;
    case 'growing-memory':
      return `each iteration keeps ${bytes(facts.bytes)} more, without an end in sight: what an iteration costs then depends on how many came before it. Let go of what it made, or look for a leak in the library.`;
    case 'threads-left':
      return `threads still run when the scenario has torn down: ${list(facts.names)}. End and join them after the yield.`;
    case 'processes-left':
      return `processes still run when the scenario has ended, beside whatever is measured next: ${list(facts.names)}. End them, and wait for them, after the yield.`;
    case 'files-left':
      return `files are left behind, for the next process to find: ${list(facts.names)}. Remove them after the yield (tempfile.TemporaryDirectory does).`;
    case 'one-at-a-time':
      return `a second process of the scenario cannot run beside the first (${facts.reason}), so one side would be measured after the other, which finds large changes alone. Let each process have its own (port 0, a folder it makes).`;
  }
}

function times(ratio: number): string {
  return `${ratio.toFixed(ratio < 10 ? 2 : 0)} times`;
}

function list(names: readonly string[]): string {
  const rest = names.length - MOST_NAMES;
  return [...names.slice(0, MOST_NAMES), ...(rest > 0 ? [`${rest} more`] : [])].join(', ');
}
