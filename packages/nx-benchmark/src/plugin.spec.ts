import { mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, it } from '@jest/globals';
import type { CreateNodesContext, ProjectConfiguration } from '@nx/devkit';
import type { AggregateCreateNodesError } from './graph/partial-results-error';
import { createNodes, type PluginOptions } from './plugin';

const SUITESPEC = `
components:
  core: [library/core/*]
  $all: [benchmarks/suitespec.yml]
suites:
  first:
    paths: ['@core', library/first.py]
    cpus_per_run: 2
    type: microbenchmark
`;
let workspaceRoot: string;

beforeEach(() => {
  workspaceRoot = mkdtempSync(join(tmpdir(), 'workspace-'));
  write('benchmarks/suitespec.yml', SUITESPEC);
  scenario('first');
  scenario('untracked');
});

function write(path: string, content: string): void {
  mkdirSync(dirname(join(workspaceRoot, path)), { recursive: true });
  writeFileSync(join(workspaceRoot, path), content);
}

function scenario(name: string, config = 'small: {size: 1}\nlarge: {size: 2}\n'): void {
  write(`benchmarks/${name}/scenario.py`, '');
  write(`benchmarks/${name}/config.yaml`, config);
}

async function infer(options?: PluginOptions): Promise<Record<string, ProjectConfiguration>> {
  const files = readdirSync(workspaceRoot, { recursive: true })
    .map(String)
    .filter((path) => /(suitespec\.yml|scenario\.py|config\.yaml)$/.test(path));
  const results = await createNodes[1](files, options, { workspaceRoot } as CreateNodesContext);
  return Object.assign({}, ...results.map(([, { projects }]) => projects));
}

async function problems(): Promise<{ messages: string[]; projects: string[] }> {
  try {
    await infer();
  } catch (error) {
    const { name, errors, partialResults } = error as AggregateCreateNodesError;
    expect(name).toBe('AggregateCreateNodesError');
    return {
      messages: errors.map(([, { message }]) => message),
      projects: partialResults.flatMap(([, { projects }]) => Object.keys(projects ?? {})),
    };
  }
  throw new Error('nothing was reported');
}

describe('createNodes', () => {
  it('makes a project of each scenario folder, suite or not, and one of all', async () => {
    const projects = await infer({ baseline: 'library', candidate: '.' });
    expect(Object.keys(projects)).toEqual(['benchmarks', 'benchmarks/first', 'benchmarks/untracked']);
    const { benchmark } = projects['benchmarks/first']!.targets!;
    expect(benchmark).toMatchObject({
      executor: 'nx-benchmark:benchmark',
      cache: true,
      parallelism: false,
      outputs: ['{options.artifacts}/latest/first'],
      options: { baseline: 'library', candidate: '.', cpusPerRun: 2 },
      configurations: { local: { engine: 'local' } },
    });
    expect(benchmark!.inputs).toEqual(
      expect.arrayContaining([
        '{projectRoot}/**/*',
        '{workspaceRoot}/library/core/**/*',
        { env: 'NX_BENCHMARK_KEY' },
      ]),
    );
  });

  it('tells an agent what a scenario is, and gives an untracked one the patterns of every suite', async () => {
    const projects = await infer();
    const about = (name: string) =>
      projects[`benchmarks/${name}`]!.metadata as unknown as { benchmark: object };
    expect(about('first').benchmark).toEqual({
      scenario: 'first',
      suite: 'benchmarks::first',
      configs: ['small', 'large'],
      cpusPerRun: 2,
      components: ['$all', 'core'],
      suiteMetadata: { type: 'microbenchmark' },
    });
    expect(about('untracked').benchmark).toMatchObject({ suite: null, components: ['$all'] });
    expect(JSON.stringify(projects['benchmarks/untracked']!.targets!.benchmark!.inputs)).toContain(
      'suitespec',
    );
  });

  it('puts the prefix before every name, and takes other names for targets', async () => {
    const projects = await infer({ prefix: 'bench-', targetName: 'measure' });
    expect(Object.values(projects).map(({ name }) => name)).toEqual([
      'bench-benchmarks',
      'bench-first',
      'bench-untracked',
    ]);
    expect(Object.keys(projects['benchmarks/first']!.targets!)).toEqual(['measure', 'analyze']);
  });

  it('gives the same bytes again, with nothing of this machine in them', async () => {
    const text = JSON.stringify(await infer());
    expect(JSON.stringify(await infer())).toBe(text);
    expect(text).not.toContain(workspaceRoot);
  });

  it('reports what is wrong in one suite and keeps the others', async () => {
    write('benchmarks/suitespec.yml', `${SUITESPEC}  broken:\n    paths: ['@cores']\n`);
    scenario('broken');
    const { messages, projects } = await problems();
    expect(messages).toEqual([expect.stringMatching(/^benchmarks\/suitespec\.yml:11:13: .*'cores'.*'?core/)]);
    expect(projects).toContain('benchmarks/first');
  });

  it.each([
    [
      'a suite without a folder',
      () => write('benchmarks/suitespec.yml', `${SUITESPEC}  lost: {paths: [x]}\n`),
      /lost/,
    ],
    [
      'half a scenario',
      () => write('benchmarks/half/scenario.py', ''),
      /benchmarks\/half has a scenario\.py/,
    ],
    [
      'a config that does not parse',
      () => scenario('bad', 'small: [\n'),
      /^benchmarks\/bad\/config\.yaml:\d+:\d+: /,
    ],
  ])('reports %s', async (_, spoil, sentence) => {
    spoil();
    const { messages } = await problems();
    expect(messages).toEqual([expect.stringMatching(sentence)]);
  });

  it('refuses an option that does not exist', async () => {
    await expect(async () => infer({ basline: 'x' } as PluginOptions)).rejects.toThrow(
      'the plugin nx-benchmark has no option "basline"',
    );
  });
});
