import { defaultPolicy } from '../analysis/policy';
import { MANIFEST_VERSION, type Manifest, type SideRecord, type VariantRecord } from './manifest';

/** Reads as a phrase wherever a side is told by its name and version. */
const UNKNOWN_SIDE: SideRecord = {
  requirement: '',
  name: 'version',
  version: 'not recorded',
  installed: '',
  packages: {},
};

/** A manifest that says nothing of a run but its name: what fills the gaps of others. */
export function blankManifest(runId: string, scenario: string): Manifest {
  return {
    schemaVersion: MANIFEST_VERSION,
    runId,
    scenario,
    state: 'interrupted',
    startedAt: '',
    updatedAt: '',
    versions: { plugin: '', harness: '', scenario: '', node: '' },
    engine: {
      kind: 'local',
      description: 'engine not recorded',
      environment: '',
      environmentKey: '',
      notIsolated: [],
    },
    machine: {
      cpuModel: 'machine not recorded',
      cpuCount: 0,
      cpus: [],
      system: '',
      architecture: '',
      python: '',
      loadAverage: [],
    },
    placement: { cpusPerRun: 1, groups: [] },
    sides: { baseline: UNKNOWN_SIDE, candidate: UNKNOWN_SIDE },
    policy: defaultPolicy,
    seed: '',
    variants: [],
    cautions: [],
  };
}

/** A config of which nothing is known but its name and where its rounds would be. */
export function blankVariant(name: string, roundsFile: string): VariantRecord {
  return {
    name,
    benchmark: name,
    innerLoops: 1,
    variables: {},
    slicing: { method: 'lock-step', loops: 0, pairs: 0, warmup: 0 },
    iterationSeconds: 0,
    rounds: 0,
    roundsFile,
    results: [],
  };
}
