import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { CreateNodesContext, ProjectConfiguration } from '@nx/devkit';
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

afterEach(() => rmSync(workspaceRoot, { recursive: true, force: true }));

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

/** What is wrong as the project of the suite tells it, and the scenarios that cannot be measured for it. */
async function problems(): Promise<{ messages: string[]; faulty: Record<string, string[]> }> {
  const { benchmarks, ...scenarios } = await infer();
  const { problems } = benchmarks!.metadata as unknown as { problems: string[] };
  const faulty = Object.values(scenarios).flatMap(({ name, targets }) => {
    const { options, inputs } = targets!.benchmark!;
    if (options.problems === undefined) return [];
    expect(inputs).toEqual(['{workspaceRoot}/**/*', { env: 'NX_BENCHMARK_KEY' }]);
    return [[name!, options.problems] as const];
  });
  return { messages: problems, faulty: Object.fromEntries(faulty) };
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
    expect(Object.keys(projects['benchmarks/first']!.targets!)).toEqual(['measure', 'analyze', 'history']);
  });

  it('gives the same bytes again, with nothing of this machine in them', async () => {
    const text = JSON.stringify(await infer());
    expect(JSON.stringify(await infer())).toBe(text);
    expect(text).not.toContain(workspaceRoot);
  });

  it.each([
    ['refers to no component', "paths: ['@cores']", /^benchmarks\/suitespec\.yml:11:13: .*'cores'.*'?core/],
    ['has no paths', 'path: [x]', /^benchmarks\/suitespec\.yml:10:3: .*rename 'path' to 'paths'/],
  ])('keeps the other scenarios where one suite %s', async (_, body, sentence) => {
    write('benchmarks/suitespec.yml', `${SUITESPEC}  broken:\n    ${body}\n`);
    scenario('broken');
    const { messages, faulty } = await problems();
    expect(messages).toEqual([expect.stringMatching(sentence)]);
    expect(faulty).toEqual({ broken: messages });
  });

  it('lets no scenario be measured where a file says nothing that can be read', async () => {
    write('tests/suitespec.yml', 'components: [\n');
    const { messages, faulty } = await problems();
    expect(messages).toEqual([expect.stringMatching(/^tests\/suitespec\.yml:/)]);
    expect(faulty).toEqual({ first: messages, untracked: messages });
  });

  it.each([
    [
      'a suite without a folder',
      () => write('benchmarks/suitespec.yml', `${SUITESPEC}  lost: {paths: [x]}\n`),
      /lost/,
      [],
    ],
    [
      'half a scenario',
      () => write('benchmarks/half/scenario.py', ''),
      /benchmarks\/half has a scenario\.py/,
      [],
    ],
    [
      'a config that does not parse',
      () => scenario('bad', 'small: [\n'),
      /^benchmarks\/bad\/config\.yaml:\d+:\d+: /,
      ['bad'],
    ],
    [
      'a method that does not exist',
      () => write('benchmarks/suitespec.yml', `${SUITESPEC}    method: quick\n`),
      /^benchmarks\/suitespec\.yml:6:3: the method of the suite 'first' is "quick"; write lock-step or co-run/,
      ['first'],
    ],
  ])('reports %s', async (_, spoil, sentence, stopped) => {
    spoil();
    const { messages, faulty } = await problems();
    expect(messages).toEqual([expect.stringMatching(sentence)]);
    expect(Object.keys(faulty)).toEqual(stopped);
  });

  it('lays the policy of a suite over that of nx.json, key by key and config by config', async () => {
    const policy = '{margin: 1, configs: {small: {blocking: 3}}}';
    write('benchmarks/suitespec.yml', `${SUITESPEC}    policy: ${policy}\n`);
    const projects = await infer({
      failOn: 'never',
      policy: {
        margin: 3,
        maxRounds: 26,
        failOn: 'blocking',
        configs: { small: { blocking: 9, margin: 2 } },
      },
    });
    const policyOf = (name: string) => projects[`benchmarks/${name}`]!.targets!.benchmark!.options.policy;
    expect(policyOf('untracked')).toEqual({
      margin: 3,
      maxRounds: 26,
      failOn: 'blocking',
      configs: { small: { blocking: 9, margin: 2 } },
    });
    expect(policyOf('first')).toEqual({
      margin: 1,
      maxRounds: 26,
      failOn: 'blocking',
      configs: { small: { blocking: 3, margin: 2 } },
    });
    // An option of the command line has to be told from what nx.json says.
    expect(projects['benchmarks/first']!.targets!.benchmark!.options.failOn).toBeUndefined();
  });

  it('stops a scenario whose policy is for a config that it does not have', async () => {
    write('benchmarks/suitespec.yml', `${SUITESPEC}    policy: {configs: {smal: {margin: 1}}}\n`);
    const { messages, faulty } = await problems();
    expect(messages).toEqual([
      "benchmarks/suitespec.yml:10:24: the policy of the suite 'first' is for a config 'smal', which does not exist; did you mean 'small'?",
    ]);
    expect(faulty).toEqual({ first: messages });
  });

  it.each([
    [{ policy: { margin: 60 } }, 'nx.json: policy.margin is 60; it has to be'],
    [{ policy: { margn: 1 } }, 'nx.json: policy has no key "margn".'],
    [{ failOn: 'always' }, 'nx.json: options.failOn is "always"; it has to be'],
  ])('refuses %j', async (options, sentence) => {
    await expect(async () => infer(options as unknown as PluginOptions)).rejects.toThrow(sentence);
  });

  it('refuses an option that does not exist', async () => {
    await expect(async () => infer({ basline: 'x' } as PluginOptions)).rejects.toThrow(
      'the plugin nx-benchmark has no option "basline"',
    );
  });
});
