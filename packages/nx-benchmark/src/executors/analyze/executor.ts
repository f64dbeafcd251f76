import type { ExecutorContext } from '@nx/devkit';
import { type AnalyzeOptions, analyze } from '../../commands/analyze';

/** Shows a saved run: `nx run benchmarks:analyze`, or one scenario's newest: `nx run span:analyze`. */
export default function analyzeExecutor(
  options: AnalyzeOptions,
  context: ExecutorContext,
): Promise<{ success: boolean }> {
  return analyze(options, context.root);
}
