import type { ExecutorContext } from '@nx/devkit';
import { type HistoryOptions, history } from '../../commands/history';
import { ARTIFACTS_VARIABLE } from '../../domain/variables';

/** Shows how scenarios changed over saved runs: `nx run benchmarks:history`, or one: `nx run span:history`. */
export default function historyExecutor(
  options: HistoryOptions,
  context: ExecutorContext,
): Promise<{ success: boolean }> {
  const artifacts = process.env[ARTIFACTS_VARIABLE] ?? options.artifacts;
  return history({ ...options, artifacts }, context.root);
}
