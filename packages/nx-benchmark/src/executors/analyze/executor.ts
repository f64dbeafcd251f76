import type { ExecutorContext } from '@nx/devkit';
import { type AnalyzeOptions, analyze } from '../../commands/analyze';
import { ARTIFACTS_VARIABLE } from '../../domain/variables';

/** Shows a saved run: `nx run benchmarks:analyze`, or one scenario's newest: `nx run span:analyze`. */
export default function analyzeExecutor(
  options: AnalyzeOptions,
  context: ExecutorContext,
): Promise<{ success: boolean }> {
  const artifacts = process.env[ARTIFACTS_VARIABLE] ?? options.artifacts;
  return analyze({ ...options, artifacts }, context.root, context.root);
}
