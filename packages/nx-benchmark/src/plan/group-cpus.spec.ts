import { describe, expect, it } from '@jest/globals';
import type { UserError } from '../domain/user-error';
import { groupCpus } from './group-cpus';

const error = (act: () => unknown): UserError => {
  try {
    act();
  } catch (error) {
    return error as UserError;
  }
  throw new Error('nothing was thrown');
};

describe('groupCpus', () => {
  it('cuts the list into groups and says what is left', () => {
    expect(groupCpus([6, 7, 8, 9, 10, 11, 14], [0, 6, 7, 8, 9, 10, 11, 14], 2)).toEqual({
      groups: [
        [6, 7],
        [8, 9],
        [10, 11],
      ],
      left: [14],
    });
    expect(groupCpus([0, 1], [0, 1], 1)).toEqual({ groups: [[0], [1]], left: [] });
  });

  it('takes all that are allowed as one group where nothing is asked for', () => {
    expect(groupCpus(undefined, [0, 1, 2], 1)).toEqual({ groups: [[0, 1, 2]], left: [] });
    expect(groupCpus(undefined, [], 1)).toEqual({ groups: [[]], left: [] });
  });

  it('names the CPUs that are not allowed, and those that are', () => {
    const one = error(() => groupCpus([0, 7], [0, 1], 1));
    expect(one.message).toBe('--cpus=0,7: CPU 7 is not there or not allowed.');
    expect(one.hint).toBe('Allowed: 0, 1.');
    expect(error(() => groupCpus([7, 8], [0, 1], 1)).message).toContain('CPUs 7, 8 are not there');
  });

  it('refuses where processes cannot be pinned', () => {
    expect(error(() => groupCpus([0], [], 1)).message).toContain('cannot be pinned');
  });
});
