import type { ManifestTrouble } from '../../results/read-manifests';

/** Why a folder, a run, or a config of a run is not in a history. */
export type SkipReason =
  | ManifestTrouble
  | 'running'
  | 'unusable'
  | 'alone'
  | 'other-scenario'
  | 'failed'
  | 'too-few-rounds'
  | 'no-statistic';

/** How often, and where first. */
export interface Skipped {
  readonly reason: SkipReason;
  readonly count: number;
  /** A folder. */
  readonly example: string;
}

/** Reason → of one, of several. */
const WORDS: Readonly<Record<SkipReason, readonly [one: string, several: string]>> = {
  'no-manifest': ['folder of results without a manifest', 'folders of results without a manifest'],
  unreadable: ['manifest that is cut off or unreadable', 'manifests that are cut off or unreadable'],
  foreign: ['manifest.json of something else', 'manifest.json of something else'],
  'other-version': [
    'manifest of another version of nx-benchmark',
    'manifests of another version of nx-benchmark',
  ],
  running: ['run that is not finished', 'runs that are not finished'],
  unusable: ['run on a machine that was not usable', 'runs on a machine that was not usable'],
  alone: ['run without a candidate', 'runs without a candidate'],
  'other-scenario': ['run of another scenario', 'runs of other scenarios'],
  failed: ['config that failed', 'configs that failed'],
  'too-few-rounds': ['config with fewer than 6 rounds', 'configs with fewer than 6 rounds'],
  'no-statistic': [
    'config that this statistic is not known of',
    'configs that this statistic is not known of',
  ],
};

/** `2 runs that are not finished, such as /runs/7/span`. */
export function skippedWords({ reason, count, example }: Skipped): string {
  const [one, several] = WORDS[reason];
  return `${count} ${count === 1 ? `${one}:` : `${several}, such as`} ${example}`;
}
