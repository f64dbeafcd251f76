import type { PerRun, RunCaution, RunRole } from '../../domain/run-caution';

/** A caution about two runs as a sentence: what differs, and what can be said all the same. */
export function runCautionSentence(caution: RunCaution): string {
  switch (caution.kind) {
    case 'baseline-differs':
      return `the baselines differ: ${both(caution.values)}. A difference says how much more the one change costs than the other, each over its own baseline, not which candidate is faster; for that measure one against the other (--baseline, --candidate).`;
    case 'packages-differs':
      return `the two environments differ besides the library: ${both(caution.values)}. Both sides of a run have the same, so what they cost alone is in neither change; what a change makes of them is.`;
    case 'machine-differs':
      return `the machines differ: ${both(caution.values)}. Times cannot be compared, and a change may cost more on one machine than on another; what each run says of its own change stands.`;
    case 'interpreter-differs':
      return `the interpreters differ: ${both(caution.values)}. Times cannot be compared, and a change may cost more on one than on the other; what each run says of its own change stands.`;
    case 'engine-differs':
      return `the engines or their images differ: ${both(caution.values)}. Native code may have been built otherwise; what each run says of its own change stands.`;
    case 'scenario-differs':
      return `the files of the scenario differ (by content: ${both(caution.values)}), so the work may be another one. What each run says of its own change stands; the difference is that of the work as well.`;
    case 'harness-differs':
      return `measured by different versions of this plugin: ${both(caution.values)}. What each run says of its own change stands.`;
    case 'rule-differs':
      return `measured by different rules: ${both(caution.values)}. The difference is judged by that of the current run.`;
    case 'method-differs':
      return `${caution.variants.join(', ')}: each run measured it by another method, and methods see background work differently. Take only large differences for those of the code.`;
    case 'variables-differ':
      return `${caution.variants.join(', ')}: config.yaml sets other values in each run, so the work is another one.`;
    case 'same-candidate':
      return `both runs have the same candidate, ${caution.version}: any difference is that of the moments and machines. This shows how far two runs agree.`;
    case 'missing':
      return `${caution.variants.join(', ')}: not in the ${caution.from} run, so nothing is compared.`;
    case 'doubtful':
      return `the ${caution.run} run raised ${caution.cautions === 1 ? 'a caution' : `${caution.cautions} cautions`} of its own; analyze --runId=${caution.runId} shows ${caution.cautions === 1 ? 'it' : 'them'}.`;
  }
}

function both(values: PerRun<string>): string {
  const named = (run: RunRole) => `${values[run]} (${run})`;
  return `${named('reference')}, ${named('current')}`;
}
