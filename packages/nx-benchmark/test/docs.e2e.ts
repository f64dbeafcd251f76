import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { MadeRepository } from '../src/listing/testing/made-repository';
import { consoleSteps } from './docs/console-steps';
import { makeDocumentedWorkspace } from './docs/documented-workspace';
import { markdownPage } from './docs/markdown-pages';
import { pageParts } from './docs/page-parts';
import { runStep } from './docs/run-step';
import { usageFlags } from './docs/usage-flags';
import { type MadeWorkspace, makeWorkspace } from './made-workspace';
import { nx, REPOSITORY } from './nx';

const BIN = join(REPOSITORY, 'packages/nx-benchmark/bin/nx-benchmark.cjs');

const blocksOf = (path: string) => pageParts(markdownPage(path)).blocks;

/** The second page goes on in the workspace of the first, with the runs that are there. */
const PAGES = ['packages/nx-benchmark/skills/run-benchmarks/SKILL.md', 'docs/troubleshooting.md'];

describe('every command that the guides show runs, and says what they show', () => {
  let workspace: MadeRepository;

  beforeAll(() => {
    workspace = makeDocumentedWorkspace();
  });

  afterAll(() => workspace.remove());

  const steps = PAGES.flatMap(blocksOf)
    .filter(({ language }) => language === 'console')
    .flatMap(consoleSteps);

  it.each(steps)('$page:$line: $command', async (step) => {
    expect(await runStep(step, workspace.root)).toBeUndefined();
  });
});

describe('the first scenario of the README', () => {
  let workspace: MadeWorkspace;

  beforeAll(() => {
    workspace = makeWorkspace(0);
    const snippet = (language: string, holds: string) =>
      blocksOf('README.md')
        .filter((block) => block.language === language)
        .map(({ lines }) => `${lines.join('\n')}\n`)
        .find((text) => text.includes(holds))!;
    workspace.write('benchmarks/json/scenario.py', snippet('python', 'bm.Scenario'));
    workspace.write('benchmarks/json/config.yaml', snippet('yaml', 'large:'));
    workspace.write('benchmarks/suitespec.yml', snippet('yaml', 'suites:'));
  });

  afterAll(() => workspace.remove());

  it('is measured, and its suite selects it', async () => {
    const options = [
      '--engine=local',
      '--configs=small',
      '--runId=first',
      '--maxRounds=6',
      '--no-self-check',
      '--failOn=never',
    ];
    const { code, output } = await nx(['run', 'json:benchmark', ...options], { cwd: workspace.root });
    expect(output).toContain('Scenario: json');
    expect(code).toBe(0);
    const manifest = readFileSync(join(workspace.artifacts, 'first/json/manifest.json'), 'utf8');
    expect(JSON.parse(manifest)).toMatchObject({
      state: 'complete',
      variants: [{ name: 'small', rounds: 6 }],
    });
    const listed = spawnSync(process.execPath, [BIN, 'list', 'mylibrary/core/a.py'], {
      cwd: workspace.root,
      encoding: 'utf8',
    });
    expect(JSON.parse(listed.stdout).suites).toMatchObject([{ scenario: 'json' }]);
  });
});

/** The first option that it does not know is named, so what stands before it is known. */
it.each([...usageFlags()])('nx-benchmark %s takes all that its usage tells', (command, flags) => {
  const given = flags.map(({ name, takesValue }) => (takesValue ? `--${name}=1` : `--${name}`));
  const { stderr } = spawnSync(process.execPath, [BIN, command, ...given, '--no-such-option'], {
    encoding: 'utf8',
  });
  expect(stderr).toContain("error: Unknown option '--no-such-option'");
});
