import { join } from 'node:path';
import type { Caution } from '../domain/caution';
import { artifactNames } from './artifacts';
import { completeManifest } from './complete-manifest';
import type { Manifest } from './manifest';
import { newerManifestWords, readManifest } from './read-manifest';
import { recoverManifest } from './recover-manifest';
import type { ScenarioPlace } from './scenario-places';

/** One scenario of a run, found on disk. */
export interface StoredScenario {
  readonly folder: string;
  /** With the doubts that reading it raised among its cautions. */
  readonly manifest: Manifest;
  /** There was no manifest to read: this one is made of what else is in the folder, and says what can be told by that. */
  readonly recovered?: true;
}

/** A folder whose results cannot be shown. */
export interface LeftOut {
  readonly folder: string;
  /** A sentence. */
  readonly reason: string;
  readonly hint: string;
  /** A newer version wrote them. */
  readonly newer?: true;
}

/** Reads what a folder says of a scenario, as far as it goes. */
export function readPlace({ folder, scenario }: ScenarioPlace, runId: string): StoredScenario | LeftOut {
  const path = join(folder, artifactNames.manifest);
  const read = readManifest(path);
  switch (read.kind) {
    case 'newer': {
      const [reason, hint] = newerManifestWords(path, read.version);
      return { folder, reason, hint, newer: true };
    }
    case 'manifest': {
      const { manifest, lacking } = completeManifest(read.manifest, runId, scenario);
      return {
        folder,
        manifest:
          lacking.length === 0
            ? manifest
            : withCaution(manifest, { kind: 'incomplete-manifest', fields: lacking }),
      };
    }
    default: {
      const recovered = recoverManifest(folder, runId, scenario);
      const reason = read.kind === 'absent' ? {} : { reason: read.reason };
      if (recovered !== undefined) {
        const manifest = withCaution(recovered, { kind: 'no-manifest', ...reason });
        return { folder, manifest, recovered: true };
      }
      return {
        folder,
        reason: `${path} cannot be read (${reason.reason ?? 'it is gone'}), and nothing else is there.`,
        hint: 'Remove that folder, or copy the run again.',
      };
    }
  }
}

function withCaution(manifest: Manifest, caution: Caution): Manifest {
  return { ...manifest, cautions: [...manifest.cautions, caution] };
}
