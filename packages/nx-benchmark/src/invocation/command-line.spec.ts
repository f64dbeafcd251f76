import { describe, expect, it } from '@jest/globals';
import { readCommandLine } from './command-line';

const read = (line: string) => readCommandLine(['node', 'nx', ...line.split(' ')], 'benchmark');

describe('readCommandLine', () => {
  it.each([
    'run span:benchmark',
    'run span:benchmark:local --configs=start',
    'benchmark span',
    'affected -t benchmark',
    'affected --target benchmark',
    'run-many --targets=build,benchmark',
    'run-many -t=benchmark',
  ])('sees that "nx %s" measures', (line) => {
    expect(read(line).measures).toBe(true);
  });

  it.each(['run span:build', 'affected -t test', 'show project benchmarks', 'run benchmarks:analyze'])(
    'sees that "nx %s" does not',
    (line) => {
      expect(read(line).measures).toBe(false);
    },
  );

  it.each(['--check', '--dryRun', '--dry-run', '--check=true'])(
    'sees that %s leaves no results',
    (option) => {
      expect(read(`run span:benchmark ${option} --configs=start`).leavesNothing).toBe(true);
    },
  );

  it.each(['--check=false', '--dryRun false', '--configs=check', '--runId=dry-run'])(
    'sees that %s leaves some',
    (option) => {
      expect(read(`run span:benchmark ${option}`).leavesNothing).toBe(false);
    },
  );

  it('reads options in every spelling', () => {
    expect(read('run span:benchmark --baseline=a==1 --candidate b').options).toEqual({
      baseline: 'a==1',
      candidate: 'b',
    });
    expect(read('run span:benchmark --image-command=x').options).toEqual({ imageCommand: 'x' });
  });

  it.each([
    'run span:benchmark:local',
    'run-many -t benchmark -c local',
    'affected -t benchmark --configuration=local',
  ])('finds the configuration in "nx %s"', (line) => {
    expect(read(line).configuration).toBe('local');
  });
});
