import { describe, expect, it } from '@jest/globals';
import { madeReport, madeVariant } from '../testing/made-report';
import { runTable } from './run-table';

const verdict = { kind: 'no-change', moved: [], rounds: 10 } as const;
const memory = (level?: 'regression' | 'blocking') => ({
  bytes: { baseline: 1000, candidate: 1070 },
  estimate: { change: 0.07, low: 0.06, high: 0.08 },
  ...(level === undefined ? {} : { level }),
});

describe('runTable', () => {
  it('names memory where it is a regression, which counts as much as one of time', () => {
    const variants = [
      madeVariant('a', verdict, { memory: memory() }),
      madeVariant('b', { ...verdict, kind: 'inconclusive' }),
      madeVariant('c', verdict, { memory: memory('regression') }),
      madeVariant('d', { ...verdict, kind: 'regression', level: 'blocking' }),
    ];
    const [, ...lines] = runTable([madeReport(variants)]).split('\n');
    expect(lines.map((line) => line.trim().split(/ +/)[0])).toEqual([
      'span/d',
      'span/c',
      'memory',
      'span/b',
      'span/a',
    ]);
    expect(lines[1]).toMatch(/^span\/c +no change/);
    expect(lines[2]).toMatch(/^ {2}memory +regression +\+7\.00 \[ *\+6\.00, +\+8\.00\]$/);
  });

  it('has the geometric mean of each scenario below the configs', () => {
    const variants = [madeVariant('a', verdict), madeVariant('b', verdict)];
    const span = { ...madeReport(variants), geomean: { change: 0.01, low: 0.005, high: 0.015 } };
    const one = madeReport([madeVariant('only', verdict)]);
    const tracer = { ...one, manifest: { ...one.manifest, scenario: 'tracer' } };
    const lines = runTable([span, tracer]).split('\n');
    expect(lines).toHaveLength(1 + 3 + 1);
    expect(lines.at(-1)).toMatch(/^geomean of span +\+1\.00 \[ *\+0\.50, +\+1\.50\] /);
  });
});
