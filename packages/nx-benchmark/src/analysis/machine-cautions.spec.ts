import { describe, expect, it } from '@jest/globals';
import type { MachineState } from '../domain/round';
import { machineCautions } from './machine-cautions';
import { madeRound, slice } from './testing/made-round';

const rounds = (...states: (MachineState | undefined)[]) =>
  states.map((machine) =>
    madeRound({ baseline: [slice(1)], candidate: [slice(1)] }, machine === undefined ? {} : { machine }),
  );

describe('machineCautions', () => {
  it('names what others took, where it was so in most rounds', () => {
    const busy = { steal: 0.05, pressure: 0.5 };
    const quiet = { steal: 0, pressure: 0 };
    expect(machineCautions(rounds(busy, busy, quiet), 'performance')).toEqual([
      { kind: 'steal', share: 0.05 },
      { kind: 'pressure', share: 0.5 },
    ]);
    expect(machineCautions(rounds(busy, quiet, quiet), 'performance')).toEqual([]);
  });

  it('doubts nothing where the system does not say, or an older version did not ask', () => {
    expect(machineCautions(rounds({ steal: null, pressure: null }, undefined), null)).toEqual([]);
    expect(machineCautions(rounds(undefined), undefined)).toEqual([]);
  });

  it('takes the wait of the two sides of a co-run for each other for no other work', () => {
    const coRun = rounds({ steal: 0, pressure: 0.9 }).map((round) => ({
      ...round,
      method: 'co-run' as const,
    }));
    expect(machineCautions(coRun, null)).toEqual([]);
  });

  it('names a governor that changes the speed with the load', () => {
    expect(machineCautions([], 'schedutil')).toEqual([{ kind: 'governor', governor: 'schedutil' }]);
  });
});
