import { type PruneOptions, prune } from '../../commands/prune';

/** Removes what is built and no longer needed: `nx run benchmarks:prune --maxAge=7`. */
export default function pruneExecutor(options: PruneOptions): Promise<{ success: boolean }> {
  return prune(options);
}
