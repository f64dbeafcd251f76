import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { problemsBelow, problemsOf } from '../../src/results/testing/document-problems';
import { REPOSITORY } from '../nx';

const BIN = join(REPOSITORY, 'packages/nx-benchmark/bin/nx-benchmark.cjs');
const SAVED = join(REPOSITORY, 'packages/nx-benchmark/src/results/testdata');

let artifacts: string;

beforeEach(() => {
  artifacts = mkdtempSync(join(tmpdir(), 'nx-benchmark-reading-'));
});

afterEach(() => rmSync(artifacts, { recursive: true, force: true }));

function analyze(...arguments_: readonly string[]) {
  const { stdout, stderr, status } = spawnSync(process.execPath, [BIN, 'analyze', artifacts, ...arguments_], {
    encoding: 'utf8',
  });
  return { stdout, stderr, status };
}

function configs(): Record<string, { verdict: string; rounds: number }> {
  const { stdout, stderr, status } = analyze('--json');
  expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
  const document = JSON.parse(stdout);
  expect(problemsOf('analyze', document)).toEqual([]);
  const [{ configs }] = document.scenarios;
  return Object.fromEntries(configs.map((config: { name: string }) => [config.name, config]));
}

describe('a run that a real machine measured', () => {
  const run = () => join(artifacts, 'saved/work');

  beforeEach(() => cpSync(join(SAVED, 'run/work'), run(), { recursive: true }));

  it('is as the published schemas say, and comes to what its manifest says', () => {
    expect(problemsBelow(artifacts)).toEqual([]);
    const { variants } = JSON.parse(readFileSync(join(run(), 'manifest.json'), 'utf8'));
    const told = configs();
    for (const { name, verdict } of variants) expect(told[name]).toMatchObject({ verdict: verdict.kind });
    expect(variants).not.toHaveLength(0);
  });

  it('against a copy that says it is another is no difference, and JSON as the published schema says', () => {
    const other = join(artifacts, 'other/work');
    cpSync(run(), other, { recursive: true });
    const manifest = JSON.parse(readFileSync(join(other, 'manifest.json'), 'utf8'));
    writeFileSync(join(other, 'manifest.json'), JSON.stringify({ ...manifest, runId: 'other' }));
    const { stdout, status } = analyze('--run-id=other', '--against=saved', '--json');
    expect(status).toBe(0);
    const document = JSON.parse(stdout);
    expect(problemsOf('against', document)).toEqual([]);
    for (const config of document.scenarios[0].configs) {
      expect(config.verdict).not.toMatch(/regression|improvement/);
      expect(config.difference.change_percent).toBeCloseTo(0, 9);
    }
  });

  it('comes to the same without its manifest, or with half of one', () => {
    const whole = configs();
    truncateSync(join(run(), 'manifest.json'), 1000);
    const half = configs();
    rmSync(join(run(), 'manifest.json'));
    for (const told of [half, configs()]) {
      for (const [name, { verdict, rounds }] of Object.entries(whole)) {
        expect(told[name]).toMatchObject({ verdict, rounds });
      }
    }
  });
});

describe('files that pyperf wrote', () => {
  it('are shown in every form', () => {
    for (const side of ['baseline', 'candidate']) {
      cpSync(join(SAVED, 'pyperf', side), join(artifacts, 'run/sum', side), { recursive: true });
    }
    expect(configs().work).toMatchObject({ processes: { baseline: 6, candidate: 6 }, rounds: 0 });
    for (const form of ['--markdown', '--csv', '--html']) {
      const { stdout, status } = analyze(form);
      expect(status).toBe(0);
      expect(form === '--html' ? readFileSync(join(artifacts, 'run/report.html'), 'utf8') : stdout).toContain(
        'work',
      );
      expect(stdout).not.toMatch(/undefined|NaN/);
    }
    expect(analyze().stdout.replace(/\s+/g, ' ')).toContain('do not trust it on a noisy machine');
  });
});

describe('a path that holds nothing', () => {
  it('is one sentence, and fails', () => {
    const { stderr, status } = analyze('--run-id=nowhere');
    expect(status).toBe(1);
    expect(stderr).toMatch(/^error: No results in .*\.\nhint: Looked for <run>\/<scenario>\/manifest\.json/);
  });
});
