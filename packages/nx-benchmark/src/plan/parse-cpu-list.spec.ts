import { describe, expect, it } from '@jest/globals';
import { UserError } from '../domain/user-error';
import { parseCpuList } from './parse-cpu-list';

describe('parseCpuList', () => {
  it.each([
    ['3', [3]],
    ['6-11,14', [6, 7, 8, 9, 10, 11, 14]],
    ['5,0,5,1-2', [0, 1, 2, 5]],
    ['0-7:2', [0, 2, 4, 6]],
    ['4-4', [4]],
    [' 1 , 2 ', [1, 2]],
  ])('reads %j as taskset does', (text, cpus) => {
    expect(parseCpuList(text, 1)).toEqual(cpus);
  });

  it.each(['', 'all', '1-', '-1', '3-1', '1,,2', '0-7:0', '1.5', '0x3', '1 2', '1-2-3', '123456'])(
    'refuses %j and says which part is wrong',
    (text) => {
      expect(() => parseCpuList(text, 1)).toThrow(UserError);
      expect(() => parseCpuList(text, 1)).toThrow('is neither a CPU nor a range of CPUs');
    },
  );

  it('refuses fewer than one round needs', () => {
    expect(() => parseCpuList('1,2,2', 3)).toThrow(
      '--cpus=1,2,2: a round needs 3 CPUs (cpus_per_run of the suite), and that is 2.',
    );
  });
});
