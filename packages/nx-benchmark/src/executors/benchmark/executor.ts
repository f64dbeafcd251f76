import type { ExecutorContext } from '@nx/devkit';
import { reportErrors } from '../../commands/report-errors';
import { withMainMovers } from '../../commands/with-main-movers';
import type { EventSink } from '../../domain/run-event';
import { makePlan, type RunRequest } from '../../plan/make-plan';
import type { Plan } from '../../plan/plan';
import { checkSummary } from '../../report/check-summary';
import { describePlan } from '../../report/describe-plan';
import { failureText } from '../../report/failures';
import { progressLines } from '../../report/progress';
import { summarizeStored } from '../../report/summarize-stored';
import { terminalReport } from '../../report/terminal/terminal-report';
import { terminalStyle } from '../../report/terminal/terminal-style';
import { executeCheck } from '../../run/execute-check';
import { executePlan } from '../../run/execute-plan';
import { pluginVersion } from '../../run/plugin-version';
import { abortOnSignals } from './abort-on-signals';
import { normalizeOptions } from './normalize-options';
import type { BenchmarkOptions } from './options';
import { passes } from './passes';

/** Measures one scenario, or checks whether it can be: `nx run span:benchmark --configs=start`. */
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
      return options.check
        ? await check(plan, progress.sink, abort.signal)
        : await measure(plan, request.failOn, progress.sink, abort.signal);
    } finally {
      abort.dispose();
      progress.close();
    }
  });
}

async function measure(
  plan: Plan,
  failOn: RunRequest['failOn'],
  events: EventSink,
  signal: AbortSignal,
): Promise<{ success: boolean }> {
  const { manifest, folder } = await executePlan(plan, pluginVersion(), events, signal);
  const report = await withMainMovers(summarizeStored({ folder, manifest }), folder);
  print(terminalReport([report], terminalStyle(), [`artifacts: ${folder}`]));
  for (const { failure } of report.variants) {
    if (failure !== undefined) printError(failureText(manifest.scenario, failure));
  }
  return { success: passes(report, failOn) };
}

/** Only what fails fails the target: a warning is about numbers, and there are none. */
async function check(plan: Plan, events: EventSink, signal: AbortSignal): Promise<{ success: boolean }> {
  const { findings, failures, seconds } = await executeCheck(plan, events, signal);
  for (const failure of failures) printError(failureText(plan.scenario, failure));
  const { scenario, variants } = plan;
  const [configs, failed] = [variants.length, failures.length];
  print(checkSummary({ scenario, configs, findings, failures: failed, seconds }));
  return { success: failed === 0 };
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

function printError(text: string): void {
  process.stderr.write(`${text}\n`);
}
