import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { madeRound, slice } from '../analysis/testing/made-round';
import { gaussian, mulberry32 } from '../analysis/testing/random';
import { UserError } from '../domain/user-error';
import { madeRecord } from '../report/against/testing/made-runs';
import { PLAIN_STYLE } from '../report/terminal/terminal-style';
import { madeReport } from '../report/testing/made-report';
import type { Manifest } from '../results/manifest';
import { encodeRound } from '../results/round-line';
import { analyzeAgainst } from './analyze-against';

let artifacts: string;

beforeAll(() => {
  artifacts = mkdtempSync(join(tmpdir(), 'against-'));
  store('a-first', 'span', 0, 1);
  store('b-second', 'span', 0.1, 2);
  store('b-second', 'tracer', 0.1, 2);
  store('c-other', 'tracer', 0, 3);
  store('d-alone', 'span', 0, 0, { alone: true });
  store('e-restored', 'cached', 0, 4);
  store('f-restoring', 'cached', 0, 4, { runId: 'e-restored' });
});

afterAll(() => rmSync(artifacts, { recursive: true }));

/** A run on disk, of ten rounds of one config; a later `minute` makes it newer. */
function store(
  runId: string,
  scenario: string,
  change: number,
  minute: number,
  more: Partial<Manifest> = {},
) {
  const folder = join(artifacts, runId, scenario);
  mkdirSync(join(folder, 'rounds'), { recursive: true });
  const random = mulberry32(minute + 1);
  const rounds = Array.from({ length: 10 }, (_, index) => {
    const candidate = slice(0.001 * (1 + change) * Math.exp(0.002 * gaussian(random)));
    return madeRound({ baseline: [slice(0.001)], candidate: [candidate] }, { index });
  });
  writeFileSync(
    join(folder, 'rounds/start.jsonl'),
    rounds.map((round) => `${encodeRound(round)}\n`).join(''),
  );
  const { manifest } = madeReport([]);
  const variants = [madeRecord('start')];
  const file = join(folder, 'manifest.json');
  writeFileSync(file, JSON.stringify({ ...manifest, runId, scenario, variants, ...more }));
  const time = new Date(Date.UTC(2026, 0, 1, 0, minute));
  utimesSync(file, time, time);
}

const compare = (against: string, more: { runId?: string; scenario?: string; form?: 'csv' | 'json' } = {}) =>
  analyzeAgainst(
    { artifacts, against, runId: undefined, scenario: 'span', form: 'json', ...more },
    PLAIN_STYLE,
  );

describe('analyzeAgainst', () => {
  it('compares the newest run of the scenario with another, whichever came first', () => {
    const of = (text: string) =>
      JSON.parse(text).scenarios.map((one: { configs: unknown[] }) => one.configs[0]);
    expect(of(compare('a-first'))).toMatchObject([{ name: 'start', verdict: 'regression' }]);
    expect(of(compare('b-second', { runId: 'a-first' }))).toMatchObject([{ verdict: 'improvement' }]);
  });

  it('takes what a run has from the cache for no other measurement', () => {
    const both = { runId: 'f-restoring', scenario: 'cached' };
    expect(() => compare('e-restored', both)).toThrow(/cached of both runs is one measurement, e-restored/);
  });

  it.each([
    [() => compare('none'), /^No run none of span in .*; it holds a-first, b-second, d-alone\.$/],
    [() => compare('a-first', { runId: 'none' }), /^No run none of span in .*; it holds a-first, /],
    [() => compare('b-second'), /^The run b-second cannot be compared with itself\.$/],
    [() => compare('d-alone'), /^The run d-alone of span measured one side alone, so there is no change/],
    [() => compare('a-first', { form: 'csv' }), /^--against and --csv exclude each other\.$/],
  ])('says in a sentence what cannot be compared', (attempt, sentence) => {
    expect(attempt).toThrow(UserError);
    expect(attempt).toThrow(sentence);
  });

  it('names the scenarios of two runs that have none in common', () => {
    const request = { artifacts, scenario: undefined, form: 'json' } as const;
    expect(() => analyzeAgainst({ ...request, runId: 'c-other', against: 'a-first' }, PLAIN_STYLE)).toThrow(
      'The runs c-other and a-first have no scenario in common: tracer; span.',
    );
  });
});
