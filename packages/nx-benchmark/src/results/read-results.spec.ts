import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, test } from '@jest/globals';
import { UserError } from '../domain/user-error';
import { madeReport } from '../report/testing/made-report';
import { findRun, readRun } from './read-results';

let artifacts: string;

beforeEach(() => {
  artifacts = mkdtempSync(join(tmpdir(), 'artifacts-'));
});

afterEach(() => rmSync(artifacts, { recursive: true, force: true }));

/** @param at seconds since 1970 that the file was written at */
function write(path: string, content: unknown, at = 1000): void {
  const file = join(artifacts, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  utimesSync(file, at, at);
}

const manifest = (runId: string, scenario: string, changes: object = {}) => ({
  ...madeReport([]).manifest,
  runId,
  scenario,
  ...changes,
});

const pyperf = { version: '1.0', benchmarks: [{ runs: [{ values: [1] }] }] };

/** What is asked for besides the folder. */
type Asked = [runId?: string | undefined, scenario?: string | undefined];

const found = (...asked: Asked) => {
  const { runId, scenarios, leftOut } = findRun(artifacts, ...asked);
  return {
    runId,
    scenarios: scenarios.map((stored) => stored.manifest.scenario),
    leftOut: leftOut.map(({ folder }) => folder.slice(artifacts.length + 1)),
  };
};

/** What is told of something that is not there. */
function told(path: string, ...asked: Asked): string {
  try {
    findRun(join(artifacts, path), ...asked);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return `${error.message} ${error.hint}`.replaceAll(artifacts, '…');
  }
  throw new Error('something was found');
}

describe('what is not ours', () => {
  it('does not count, wherever it lies', () => {
    write('one/span/manifest.json', manifest('one', 'span'));
    for (const path of ['README.md', 'one/report.html', 'one/notes/a.txt', '.git/config', 'two/x/y/z.json']) {
      write(path, 'text', 2000);
    }
    expect(found()).toEqual({ runId: 'one', scenarios: ['span'], leftOut: [] });
  });

  it('is told where it looks like a result, and hides nothing', () => {
    write('one/span/manifest.json', manifest('one', 'span'));
    write('one/web/manifest.json', { name: 'a web app', icons: [] });
    write('two/web/manifest.json', { name: 'a web app', icons: [] }, 2000);
    expect(found()).toEqual({ runId: 'one', scenarios: ['span'], leftOut: ['one/web'] });
    expect(readRun(artifacts, 'one').map(({ manifest }) => manifest.scenario)).toEqual(['span']);
    expect(told('', 'two')).toMatch(
      /two\/web\/manifest.json cannot be read \(it is not one of nx-benchmark\)/,
    );
  });
});

describe('a manifest', () => {
  it('of a newer version is one clear sentence, and no older run is shown in its place', () => {
    write('one/span/manifest.json', manifest('one', 'span'));
    write('two/span/manifest.json', { ...manifest('two', 'span'), schemaVersion: 2 }, 2000);
    write('two/span/rounds/start.jsonl', '', 2000);
    expect(told('')).toBe(
      '…/two/span/manifest.json was written by a newer nx-benchmark: it has schema version 2, and this one reads up to 1. Update nx-benchmark, or read it with the version that wrote it.',
    );
    expect(found('one')).toMatchObject({ runId: 'one' });
  });

  it('that an older version wrote is read, with a caution that names what it lacks', () => {
    const { placement: _, ...old } = manifest('one', 'span');
    write('one/span/manifest.json', old);
    const [stored] = findRun(artifacts).scenarios;
    expect(stored!.manifest.cautions).toEqual([{ kind: 'incomplete-manifest', fields: ['placement'] }]);
  });

  it('that is cut short gives way to what else is there', () => {
    write('one/span/manifest.json', '{"schemaVersion": 1, "runId": "o');
    write('one/span/rounds/start.jsonl', '');
    write('one/span/candidate/results.end.json', pyperf);
    const [stored] = findRun(artifacts).scenarios;
    expect(stored).toMatchObject({ recovered: true, manifest: { runId: 'one', scenario: 'span' } });
    expect(stored!.manifest.variants.map(({ name }) => name)).toEqual(['end', 'start']);
    expect(stored!.manifest.cautions).toMatchObject([
      { kind: 'no-manifest', reason: expect.stringContaining('JSON') },
    ]);
  });
});

describe('results without a manifest', () => {
  beforeEach(() => {
    for (const side of ['baseline', 'candidate']) {
      write(`old/span/${side}/results.start.json`, pyperf, 1000);
      write(`new/span/${side}/results.start.json`, pyperf, 2000);
      write(`new/tracer/${side}/results.a.b.json`, pyperf, 2000);
    }
    write('new/tracer/baseline/results.a.b.json.4711.tmp', pyperf, 2000);
  });

  it('are found as others are: the newest run, one by name, one by its folder, one scenario', () => {
    expect(found()).toMatchObject({ runId: 'new', scenarios: ['span', 'tracer'] });
    expect(found('old')).toMatchObject({ runId: 'old', scenarios: ['span'] });
    expect(found(undefined, 'tracer')).toMatchObject({ runId: 'new', scenarios: ['tracer'] });
    expect(findRun(join(artifacts, 'old')).runId).toBe('old');
  });

  it('name their configs by their files, and say that nobody knows more', () => {
    const [, tracer] = findRun(artifacts).scenarios;
    expect(tracer!.manifest.variants.map(({ name }) => name)).toEqual(['a.b']);
    expect(tracer!.manifest.cautions).toEqual([{ kind: 'no-manifest' }]);
    expect(tracer!.manifest.alone).toBeUndefined();
  });

  it('are of a side measured alone where no config has a candidate', () => {
    rmSync(join(artifacts, 'old/span/candidate'), { recursive: true });
    expect(findRun(artifacts, 'old').scenarios[0]!.manifest.alone).toBe(true);
  });
});

describe('a path that holds nothing', () => {
  beforeEach(() => {
    write('results/2026-11-22/span/manifest.json', manifest('2026-11-22', 'span'));
    write('results/2026-11-22/span/baseline/results.start.json', pyperf);
  });

  const wrong: readonly [path: string, asked: Asked, sentence: string][] = [
    ['resluts', [], 'No results in …/resluts. There is no such folder. Is …/results meant? Measure first'],
    ['other/deep', [], 'There is no such folder. … holds results. Measure first'],
    ['results/2026-11-22/spam', [], 'Is …/results/2026-11-22/span meant?'],
    ['results/2026-11-22/span', [], 'that of a run: …/results/2026-11-22, with --scenario=span.'],
    ['results/2026-11-22/span/baseline', [], 'that of a run: …/results/2026-11-22, with --scenario=span.'],
    [
      'results/2026-11-22/span/manifest.json',
      [],
      'It is a file. Name the folder of the artifacts, or that of a run.',
    ],
    ['', [], 'No results in …. Is …/results meant? It holds results.'],
    ['results', ['2026-11-23'], 'No run 2026-11-23 in …/results; it holds 2026-11-22. Is 2026-11-22 meant?'],
    ['results', [undefined, 'spam'], 'No results of spam in …/results. There is span. Is span meant?'],
    ['results', ['2026-11-22', 'tracer'], 'No results of tracer in …/results. There is span. Measure first'],
  ];

  test.each(wrong)('%s %j says what is there instead', (path, asked, sentence) => {
    expect(told(path, ...asked)).toContain(sentence);
  });

  it('says what was looked for, and what an unlike folder holds', () => {
    for (const name of 'abcdefg') write(`empty/${name}/file`, 'text');
    expect(told('empty')).toContain(
      'Looked for <run>/<scenario>/manifest.json and <run>/<scenario>/<side>/results.<config>.json; there is a, b, c, d, e and 2 more.',
    );
  });
});
