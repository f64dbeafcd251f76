import type { RunCaution } from '../../../domain/run-caution';

const VALUES = { reference: 'this', current: 'that' };
const CONDITIONS = [
  ...(['baseline', 'packages', 'machine', 'interpreter'] as const),
  ...(['engine', 'scenario', 'harness', 'rule'] as const),
];

/** One of each kind. */
export const RUN_CAUTIONS: readonly RunCaution[] = [
  ...CONDITIONS.map((condition) => ({ kind: `${condition}-differs`, values: VALUES }) as const),
  { kind: 'method-differs', variants: ['a', 'b'] },
  { kind: 'variables-differ', variants: ['a', 'b'] },
  { kind: 'same-candidate', version: 'x 1' },
  { kind: 'missing', from: 'current', variants: ['a', 'b'] },
  { kind: 'doubtful', run: 'reference', runId: 'then', cautions: 1 },
];
