import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { Side } from '../domain/side';
import { jsonReport } from '../report/json';
import { terminalReport } from '../report/terminal/terminal-report';
import { madeReport, madeVariant } from '../report/testing/made-report';
import { withMainMovers } from './with-main-movers';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'movers-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

/** A thousand calls of one function within another: microseconds of each in its own body. */
function record(side: Side, config: string, inner: number, outer: number): void {
  const events = Array.from({ length: 1000 }, (_, at) => {
    const start = at * 100;
    const about = { pid: 1, tid: 1, ph: 'X', cat: 'FEE' };
    return [
      {
        ...about,
        ts: start + 1,
        dur: inner,
        name: `inner (/env/${side}/lib/python3.12/site-packages/lib/x.py:3)`,
      },
      { ...about, ts: start, dur: outer + inner, name: 'outer (/job/scenario.py:7)' },
    ];
  });
  write(side, config, JSON.stringify({ traceEvents: events.flat() }));
}

function write(side: Side, config: string, text: string): void {
  const path = join(folder, side, 'viztracer', `${config}.json`);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

const regression = { kind: 'regression', level: 'blocking', moved: ['main-path'], rounds: 10 } as const;
const noChange = { kind: 'no-change', moved: [], rounds: 10 } as const;

describe('withMainMovers', () => {
  it('names the functions of a regression that was recorded, in text and JSON', async () => {
    for (const config of ['slow', 'same']) {
      record('baseline', config, 10, 5);
      record('candidate', config, 13, 6.25);
    }
    record('baseline', 'alone', 10, 5);
    const report = madeReport([
      madeVariant('slow', regression),
      madeVariant('same', noChange),
      madeVariant('alone', regression),
      madeVariant('unrecorded', regression),
    ]);
    const { variants } = await withMainMovers(report, folder);
    expect(variants.map(({ movers }) => movers?.functions.map(({ name }) => name))).toEqual([
      ['inner (lib/x.py)', 'outer (scenario.py)'],
      undefined,
      undefined,
      undefined,
    ]);
    const text = terminalReport([{ ...report, variants }]);
    expect(text).toContain(
      '\n  moved      inner +3.00 us a call, 71 % of it\n             outer +1.25 us a call, 29 % of it\n  rounds ',
    );
    const [slow, same] = JSON.parse(jsonReport('run', [{ ...report, variants }])).scenarios[0].configs;
    expect(slow.moved_functions[0]).toMatchObject({
      function: 'inner (lib/x.py)',
      baseline: { ncalls: 1000 },
    });
    expect(slow.moved_functions[0].impact).toBeCloseTo(3e-3, 9);
    expect(same).not.toHaveProperty('moved_functions');
  });

  it('says why where a trace cannot be read, and keeps the verdict', async () => {
    write('baseline', 'slow', 'not a trace');
    record('candidate', 'slow', 13, 6);
    const lines: string[] = [];
    const spy = jest.spyOn(process.stderr, 'write').mockImplementation((line) => lines.push(`${line}`) > 0);
    try {
      const report = madeReport([madeVariant('slow', regression)]);
      expect(await withMainMovers(report, folder)).toEqual(report);
    } finally {
      spy.mockRestore();
    }
    expect(lines.join('')).toMatch(/^no functions are named for slow: .*baseline\/viztracer\/slow\.json/);
  });
});
