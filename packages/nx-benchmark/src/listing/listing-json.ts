import type { Listing } from './list-scenarios';

/** The listing as JSON. Its field names are what tools rely on; more may come, none goes. */
export function listingJson({ scenarios, ignored }: Listing): string {
  const suites = scenarios.map((listed) => ({
    scenario: listed.scenario,
    matched_files: listed.matchedFiles,
    cpus_per_run: listed.cpusPerRun,
    configs: listed.configs,
    why: listed.why,
    rank: listed.rank,
    score: listed.score,
    reason: listed.reason,
  }));
  return JSON.stringify({ suites, ignored }, null, 2);
}
