import type { ExecutorContext } from '@nx/devkit';
import { type ListOptions, list } from '../../commands/list';

/** Lists the scenarios that a change selects: `nx run benchmarks:list --files=src/a.py --top=2`. */
export default function listExecutor(
  options: ListOptions,
  context: ExecutorContext,
): Promise<{ success: boolean }> {
  const project = context.projectsConfigurations.projects[context.projectName ?? ''];
  return list(options, context.root, project?.root);
}
