import { describe, expect, it } from '@jest/globals';
import type { CompatibleFunction } from '../profile/compatible-functions';
import { compatibleComparison, compatibleTop } from './compatible-tables';

const made = (name: string, calls: number, own: number, cumulative = own): CompatibleFunction => ({
  name,
  key: name,
  calls,
  own,
  cumulative,
});

const LONG = `${'x'.repeat(90)} (a.py)`;
const about = { title: 'span/start', top: 3, key: 'tottime', filter: '', minCalls: 0 } as const;
const dashes = (...widths: readonly number[]) => `  ${widths.map((width) => '-'.repeat(width)).join(' ')}`;

describe('compatibleTop', () => {
  it('has the columns, widths and units of that table', () => {
    const functions = [
      made('posix.waitpid', 2, 2.5),
      made(LONG, 1000, 0.0125, 0.5),
      made('f (a.py)', 3, 4e-7),
    ];
    const lines = compatibleTop(functions, 'baseline', 2.5 * 1024 ** 2, about).split('\n');
    expect(lines).toEqual([
      '',
      '='.repeat(132),
      'Profile: span/start (baseline) [2 MB]',
      '='.repeat(132),
      '',
      `  Function${' '.repeat(72)}    calls    tottime    tt/call    cumtime    ct/call`,
      dashes(80, 8, 10, 10, 10, 10),
      `  posix.waitpid${' '.repeat(67)}        2    2.500 s    1.250 s    2.500 s    1.250 s`,
      `  ${'x'.repeat(77)}...     1000   12.50 ms   12.50 us  500.00 ms  500.00 us`,
      `  f (a.py)${' '.repeat(72)}        3  400.00 ns  133.33 ns  400.00 ns  133.33 ns`,
      '',
    ]);
  });

  it('sorts by what it is asked for, and names what it hides', () => {
    const functions = [made('a', 5, 1, 9), made('b', 9, 2, 2), made('c', 1, 1.5, 1.5)];
    const order = (key: 'tottime' | 'cumtime' | 'ncalls' | 'percall') => {
      const text = compatibleTop(functions, 'candidate', 0, { ...about, key, filter: 'dd', minCalls: 5 });
      expect(text).toContain("Profile: span/start (candidate) [0 MB] [filter='dd', min_calls=5]\n");
      return text
        .split('\n')
        .slice(7, -1)
        .map((line) => line.trim()[0])
        .join('');
    };
    expect([order('tottime'), order('cumtime'), order('ncalls'), order('percall')]).toEqual([
      'bca',
      'abc',
      'bac',
      'cba',
    ]);
  });
});

describe('compatibleComparison', () => {
  it('lists what a call costs more and less, new functions first as they grow from nothing', () => {
    const text = compatibleComparison(
      {
        baseline: [made('f (a.py)', 10, 1e-3), made('g', 4, 8e-3), made('same', 1, 1)],
        candidate: [made('f (a.py)', 20, 3e-3), made('g', 4, 4e-3), made('same', 1, 1), made('new', 1, 1e-4)],
      },
      about,
    );
    const head = `  Function${' '.repeat(72)}  B calls  C calls B tottime/call C tottime/call        Delta       %`;
    const rule = dashes(80, 8, 8, 14, 14, 12, 7);
    expect(text.split('\n')).toEqual([
      '',
      '='.repeat(130),
      'Profile comparison: span/start (sorted by tottime/call delta)',
      '='.repeat(130),
      '',
      '  Top 3 regressions (by tottime/call delta):',
      head,
      rule,
      `  new${' '.repeat(77)}        0        1        0.00 ns      100.00 us   +100.00 us     new`,
      `  f (a.py)${' '.repeat(72)}       10       20      100.00 us      150.00 us    +50.00 us  +50.0%`,
      '',
      '  Top 3 improvements (by tottime/call delta):',
      head,
      rule,
      `  g${' '.repeat(79)}        4        4        2.00 ms        1.00 ms     -1.00 ms  -50.0%`,
      '',
    ]);
  });
});
