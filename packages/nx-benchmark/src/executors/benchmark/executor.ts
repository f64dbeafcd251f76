import type { ExecutorContext } from '@nx/devkit';
import { reportErrors } from '../../commands/report-errors';
import { makePlan } from '../../plan/make-plan';
import { describePlan } from '../../report/describe-plan';
import { failureText } from '../../report/failures';
import { progressLines } from '../../report/progress';
import { summarizeStored } from '../../report/summarize-stored';
import { terminalSummary } from '../../report/terminal';
import { executePlan } from '../../run/execute-plan';
import { pluginVersion } from '../../run/plugin-version';
import { abortOnSignals } from './abort-on-signals';
import { normalizeOptions } from './normalize-options';
import type { BenchmarkOptions } from './options';
import { passes } from './passes';

/** Measures one scenario: `nx run span:benchmark --configs=start`. */
export default function benchmark(
  options: BenchmarkOptions,
  context: ExecutorContext,
): Promise<{ success: boolean }> {
  return reportErrors(async () => {
    const request = normalizeOptions(options, context);
    const plan = makePlan(request);
    if (options.dryRun) {
      print(describePlan(plan));
      return { success: true };
    }
    if (plan.skippedVariants.length > 0) {
      printError(`${plan.scenario} has no config ${plan.skippedVariants.join(', ')}: skipped`);
    }
    const progress = progressLines(printError, context.isVerbose);
    const abort = abortOnSignals(printError);
    try {
      const { manifest, folder } = await executePlan(plan, pluginVersion(), progress.sink, abort.signal);
      const report = summarizeStored({ folder, manifest });
      print(`${terminalSummary(report)}\n\nartifacts: ${folder}`);
      for (const { failure } of report.variants) {
        if (failure !== undefined) printError(failureText(manifest.scenario, failure));
      }
      return { success: passes(report, options.failOn ?? 'regression') };
    } finally {
      abort.dispose();
      progress.close();
    }
  });
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

function printError(text: string): void {
  process.stderr.write(`${text}\n`);
}
