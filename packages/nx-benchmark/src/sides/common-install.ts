import type { BuildSettings } from '../domain/build-settings';
import type { Side } from '../domain/side';
import type { FileEntry } from '../engine/put-files';

/** What is installed besides the two sides, the same for both, and how. */
export interface CommonInstall {
  /** Requirement files (`requirements*.txt`), constraints and `install.sh` of the scenario, in one folder. */
  readonly files: readonly FileEntry[];
  readonly caCertificates: readonly string[];
  readonly build: BuildSettings;
  /** Folder of this machine that keeps what is built once. */
  readonly cache: string;
  readonly runId: string;
  /** Keeps what a side's build said; returns where. */
  keepLog(side: Side, text: string): string;
}
