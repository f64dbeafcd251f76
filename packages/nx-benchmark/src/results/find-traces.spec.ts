import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { tracesIn, tracesWithoutManifest } from './find-traces';

let artifacts: string;

beforeEach(() => {
  artifacts = mkdtempSync(join(tmpdir(), 'traces-'));
});

afterEach(() => rmSync(artifacts, { recursive: true }));

function write(path: string): void {
  mkdirSync(dirname(join(artifacts, path)), { recursive: true });
  writeFileSync(join(artifacts, path), '{}');
}

const found = (traces: ReturnType<typeof tracesIn>) =>
  traces.map(({ scenario, config, files }) => [
    `${scenario}/${config}`,
    ...Object.values(files).map((file) => relative(artifacts, file)),
  ]);

describe('tracesIn', () => {
  it('finds each config’s traces, compressed or not, and nothing else', () => {
    for (const file of ['start.json', 'start.json.gz', 'end.json.gz', 'start.prof', 'x.json.123.tmp']) {
      write(`span/baseline/viztracer/${file}`);
    }
    write('span/candidate/viztracer/start.json');
    write('span/baseline/results.start.json');
    expect(found(tracesIn(join(artifacts, 'span')))).toEqual([
      ['span/end', 'span/baseline/viztracer/end.json.gz'],
      ['span/start', 'span/baseline/viztracer/start.json', 'span/candidate/viztracer/start.json'],
    ]);
    expect(tracesIn(join(artifacts, 'nowhere'))).toEqual([]);
  });
});

describe('tracesWithoutManifest', () => {
  it('takes a run’s folder, or the run that was changed last, or the one named', () => {
    for (const run of ['old', 'new']) write(`${run}/span/baseline/viztracer/start.json`);
    utimesSync(join(artifacts, 'old'), 1, 1);
    expect(tracesWithoutManifest(artifacts).runId).toBe('new');
    expect(tracesWithoutManifest(artifacts, 'old').runId).toBe('old');
    expect(tracesWithoutManifest(join(artifacts, 'old')).runId).toBe('old');
    expect(found(tracesWithoutManifest(artifacts).traces)).toEqual([
      ['span/start', 'new/span/baseline/viztracer/start.json'],
    ]);
    expect(tracesWithoutManifest(join(artifacts, 'nowhere')).traces).toEqual([]);
  });
});
