import type { Round, Slice } from '../../domain/round';
import type { PerSide, Side } from '../../domain/side';

/** A slice that computed for `cpu` seconds without being disturbed, but for `overrides`. */
export function slice(cpu: number, overrides: Partial<Slice> = {}): Slice {
  return { wall: cpu, cpu, childrenCpu: 0, involuntarySwitches: 0, voluntarySwitches: 0, ...overrides };
}

/** A round of the given slices, sides taking turns to go first, but for `overrides`. */
export function madeRound(slices: PerSide<readonly Slice[]>, overrides: Partial<Round> = {}): Round {
  return {
    index: 0,
    variant: 'start',
    method: 'lock-step',
    cpus: [0],
    order: slices.baseline.map((_, pair): Side => (pair % 2 === 0 ? 'baseline' : 'candidate')),
    loops: 1,
    slices,
    processCpu: { baseline: total(slices.baseline), candidate: total(slices.candidate) },
    maxRss: { baseline: 1, candidate: 1 },
    seconds: 1,
    startedAt: '2024-01-01T00:00:00Z',
    ...overrides,
  };
}

function total(slices: readonly Slice[]): number {
  return slices.reduce((sum, { cpu, childrenCpu }) => sum + cpu + childrenCpu, 0);
}
