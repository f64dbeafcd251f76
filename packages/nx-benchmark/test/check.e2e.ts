import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type MadeWorkspace, makeWorkspace } from './made-workspace';
import { nx } from './nx';

let workspace: MadeWorkspace;
let sound: string;

beforeAll(() => {
  workspace = makeWorkspace(0);
  sound = readFileSync(join(workspace.root, 'benchmarks/work/scenario.py'), 'utf8');
});

afterAll(() => workspace.remove());

const run = (...more: string[]) => nx(['run', 'work:benchmark:local', ...more], { cwd: workspace.root });

/** Lines before the scenario's loop, in every process. */
function setUp(...lines: string[]): void {
  const first = '        import counting\n';
  const added = lines.map((line) => `        ${line}\n`).join('');
  workspace.write('benchmarks/work/scenario.py', sound.replace(first, first + added));
}

describe('a check', () => {
  it('finds nothing in a sound scenario, leaves no results, and is never restored from a cache', async () => {
    for (const _ of ['first', 'again']) {
      const { code, stdout, output } = await run('--check');
      expect(output).toContain('checking work/large');
      expect(stdout).toMatch(/^work: 2 configs checked in \d+ (s|min): nothing found$/m);
      expect(code).toBe(0);
    }
    const left = readdirSync(workspace.artifacts, { recursive: true }).map(String);
    expect(left.filter((path) => /(json|jsonl|txt)$/.test(path))).toEqual([]);
  });

  it('warns of what is left behind, and fails for the side that fails', async () => {
    setUp('import os', 'open("made.db", "w").close()');
    const warned = await run('--check', '--configs=small');
    expect(warned.stdout).toMatch(/^warning: small: files are left behind, .*: made\.db\. /m);
    expect(warned.stdout).toMatch(/^work: 1 config checked in \d+ (s|min): 1 warning$/m);
    expect(warned.code).toBe(0);

    setUp('import importlib.metadata', 'assert importlib.metadata.version("counting") == "1.0", "too new"');
    const failed = await run('--check', '--configs=small');
    expect(failed.output).toContain(
      'error: work, config small, candidate: the process ended with exit status 1.',
    );
    expect(failed.output).toContain('AssertionError: too new');
    expect(failed.stdout).toMatch(/: 1 failure$/m);
    expect(failed.code).toBe(1);
  });
});

it('a quick run measures one config, at most ten rounds, and says how coarse it is', async () => {
  setUp();
  const { output } = await run('--quick', '--runId=quick', '--failOn=never');
  expect(output).toContain('caution: small: a quick run');
  expect(output).not.toContain('checking the machine');
  const file = join(workspace.artifacts, 'quick/work/manifest.json');
  const { variants, policy, cautions } = JSON.parse(readFileSync(file, 'utf8'));
  expect(variants.map(({ name }: { name: string }) => name)).toEqual(['small']);
  expect(variants[0].rounds).toBeLessThanOrEqual(10);
  expect(policy).toMatchObject({ margin: 0.05, looks: [6, 8, 10] });
  const [{ smallestChange }] = cautions.filter(({ kind }: { kind: string }) => kind === 'quick');
  expect(smallestChange).toBeGreaterThan(0);
});
