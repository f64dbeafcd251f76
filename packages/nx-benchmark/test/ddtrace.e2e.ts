import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { nx, REPOSITORY } from './nx';

/** The main job of the README, as a user runs it: two releases of ddtrace from the index. */
describe.each([
  ['span:benchmark', 'docker'],
  ['span:benchmark:local', 'local'],
])('nx run %s --configs=start', (task, engine) => {
  const artifacts = mkdtempSync(join(tmpdir(), 'artifacts-'));
  const options = [`--artifacts=${artifacts}`, `--runId=${engine}`];

  it('measures two releases and says what came of it', async () => {
    const { output } = await nx([
      'run',
      task,
      '--configs=start',
      '--failOn=never',
      '--skip-nx-cache',
      ...options,
    ]);
    expect(output).toMatch(/start: (no change|regression|improvement|inconclusive)/);
    expect(output).toMatch(/change {5}[+-]\d+\.\d\d % \[[+-]\d+\.\d\d %, [+-]\d+\.\d\d %\]/);
    const manifest = JSON.parse(readFileSync(join(artifacts, engine, 'span/manifest.json'), 'utf8'));
    expect(manifest).toMatchObject({
      schemaVersion: 1,
      runId: engine,
      state: 'complete',
      engine: { kind: engine },
      sides: {
        baseline: { requirement: 'ddtrace==4.15.7', name: 'ddtrace', version: '4.15.7' },
        candidate: { requirement: 'ddtrace==4.16.0', name: 'ddtrace', version: '4.16.0' },
      },
    });
    const [variant] = manifest.variants;
    expect(manifest.policy.looks).toContain(variant.verdict.rounds);
    expect(variant.rounds).toBe(variant.verdict.rounds);
  });

  it('leaves files that pyperf itself accepts', () => {
    const python = execFileSync('bash', [join(REPOSITORY, 'tools/harness-python')], {
      encoding: 'utf8',
    }).trim();
    const file = (side: string) => join(artifacts, engine, 'span', side, 'results.start.json');
    const pyperf = (...command: string[]) =>
      execFileSync(python, ['-m', 'pyperf', ...command], { encoding: 'utf8' });
    expect(pyperf('stats', file('candidate'))).toContain('Raw value');
    expect(pyperf('compare_to', file('baseline'), file('candidate'), '--verbose')).toMatch(
      /Mean \+- std dev: |Benchmark hidden because not significant/,
    );
    expect(pyperf('metadata', file('baseline'))).toContain('cpu_model_name');
  });

  it('is analysed again from its files, with the same verdict', async () => {
    const manifest = JSON.parse(readFileSync(join(artifacts, engine, 'span/manifest.json'), 'utf8'));
    const { stdout } = await nx([
      'run',
      'span:analyze',
      `--artifacts=${artifacts}`,
      `--run-id=${engine}`,
      '--json',
    ]);
    const report = JSON.parse(stdout.slice(stdout.indexOf('{'), stdout.lastIndexOf('}') + 1));
    const [config] = report.scenarios[0].configs;
    expect(config.verdict).toBe(manifest.variants[0].verdict.kind);
    expect(config.rounds).toBe(manifest.variants[0].rounds);
    expect(config.baseline.mean_seconds).toBeGreaterThan(0);
    expect(config.low_percent).toBeLessThanOrEqual(config.change_percent);
    expect(config.high_percent).toBeGreaterThanOrEqual(config.change_percent);
  });
});

describe('the workspace', () => {
  it('has a project for each scenario, and one for all', async () => {
    const { stdout } = await nx(['show', 'projects', '--json']);
    expect(JSON.parse(stdout)).toEqual(
      expect.arrayContaining([
        'benchmarks',
        'http_propagation_extract',
        'http_propagation_inject',
        'span',
        'tracer',
      ]),
    );
  });

  it('shows a scenario with its target, description and an example', async () => {
    const { stdout } = await nx(['show', 'project', 'span', '--json']);
    const project = JSON.parse(stdout);
    expect(project.targets.benchmark).toMatchObject({
      cache: true,
      parallelism: false,
      configurations: { local: { engine: 'local' } },
      metadata: { help: { example: { options: { configs: 'start' } } } },
    });
    expect(project.metadata.description).toContain('start-finish');
  });

  it('selects scenarios by changed files', async () => {
    const affected = async (file: string) =>
      JSON.parse(
        (await nx(['show', 'projects', '--affected', '--withTarget=benchmark', `--files=${file}`, '--json']))
          .stdout,
      );
    expect((await affected('ddtrace/propagation/http.py')).sort()).toEqual([
      'http_propagation_extract',
      'http_propagation_inject',
    ]);
    expect(await affected('ddtrace/_trace/span.py')).toEqual(expect.arrayContaining(['span', 'tracer']));
    expect(await affected('docs/index.rst')).toEqual([]);
  });

  it('prints the whole plan without touching anything', async () => {
    const env = { DOCKER_HOST: 'unix:///no/such/docker.sock' };
    const { code, output } = await nx(
      ['run', 'span:benchmark', '--dry-run', '--configs=start,start-finish'],
      { env },
    );
    expect(output).toContain('baseline    ddtrace==4.15.7');
    expect(output).toContain('configs     start, start-finish');
    expect(code).toBe(0);
  });
});
