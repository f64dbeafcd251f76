import type { Caution } from '../../domain/caution';

/** A caution of every kind there is. */
const EVERY_KIND: { readonly [Kind in Caution['kind']]: Extract<Caution, { readonly kind: Kind }> } = {
  'same-version': { kind: 'same-version', version: 'x 1' },
  'dependencies-differ': {
    kind: 'dependencies-differ',
    packages: [{ name: 'attrs', versions: { baseline: '1', candidate: null } }],
  },
  'not-isolated': { kind: 'not-isolated' },
  'network-open': { kind: 'network-open', network: 'bridge' },
  'set-up-script-not-run': { kind: 'set-up-script-not-run', script: 'install.sh' },
  'baseline-drift': { kind: 'baseline-drift', variant: 'start', ratio: 1.5 },
  preempted: { kind: 'preempted', variant: 'start', share: 0.6 },
  lumpy: { kind: 'lumpy', variant: 'start', mainPath: 0, allWork: 0.05 },
  'order-effect': { kind: 'order-effect', variant: 'start', statistic: 'main-path', effect: 0.03 },
  unmeasured: { kind: 'unmeasured', variant: 'start', statistic: 'all-work' },
  interleaved: {
    kind: 'interleaved',
    variant: 'start',
    reason: 'OSError: [Errno 98] Address already in use',
  },
  'long-iteration': { kind: 'long-iteration', variant: 'start', seconds: 2 },
  'too-few-rounds': { kind: 'too-few-rounds', variant: 'start', rounds: 3, needed: 6 },
  quick: { kind: 'quick', variant: 'start', margin: 0.05, smallestChange: 0.021, configs: 15 },
  'uneven-rounds': { kind: 'uneven-rounds', variant: 'start', slower: 8, faster: 0, rounds: 80 },
  'wide-spread': { kind: 'wide-spread', variant: 'start', deviation: 0.05 },
  'loop-overhead': { kind: 'loop-overhead', variant: 'start', seconds: 80e-9 },
  steal: { kind: 'steal', share: 0.03 },
  pressure: { kind: 'pressure', share: 0.4 },
  governor: { kind: 'governor', governor: 'powersave' },
  'different-builds': { kind: 'different-builds', built: 'candidate' },
  'trace-overflow': { kind: 'trace-overflow', variant: 'start', sides: ['baseline', 'candidate'] },
  interrupted: { kind: 'interrupted', reason: 'stopped by a signal' },
  'no-manifest': { kind: 'no-manifest', reason: 'Unexpected end of JSON input' },
  'incomplete-manifest': { kind: 'incomplete-manifest', fields: ['placement', 'engine.notIsolated'] },
  'rounds-missing': { kind: 'rounds-missing', variant: 'start', rounds: 2, recorded: 8, shown: 'recorded' },
  'damaged-rounds': { kind: 'damaged-rounds', variant: 'start', lines: 1 },
  sequential: { kind: 'sequential' },
  'missing-side': { kind: 'missing-side', variant: 'start', side: 'candidate', seconds: 0.001 },
  'few-processes': {
    kind: 'few-processes',
    variant: 'start',
    processes: { baseline: 1, candidate: 20 },
    needed: 2,
  },
  'other-conditions': {
    kind: 'other-conditions',
    variant: 'start',
    name: 'python_version',
    values: { baseline: '3.11.2', candidate: '3.12.1' },
  },
  'unreadable-file': { kind: 'unreadable-file', file: 'results.start.json', reason: 'it is no pyperf file' },
};

/** Cautions of all kinds, those that may say less in both forms. */
export const CAUTIONS: readonly Caution[] = [
  ...Object.values(EVERY_KIND),
  { kind: 'interleaved', variant: 'start' },
  { kind: 'no-manifest' },
  { kind: 'quick', variant: 'start', margin: 0.05, configs: 1 },
];
