import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type MadeWorkspace, makeWorkspace } from './made-workspace';
import { nx } from './nx';

const LOCAL = ['--engine=local', '--configs=small'];

let workspace: MadeWorkspace;

/** The new version does a hundredth more turns of its loop, and holds 20 MB more. */
beforeAll(() => {
  workspace = makeWorkspace(0.01);
  const library = readFileSync(join(workspace.root, 'new/counting.py'), 'utf8');
  workspace.write('new/counting.py', `BALLAST = b"x" * (20 << 20)\n\n\n${library}`);
});

afterAll(() => workspace.remove());

const run = (...arguments_: string[]) => nx(['run', ...arguments_], { cwd: workspace.root });

const configOf = async (runId: string) => {
  const { stdout } = await run('benchmarks:analyze', '--json', `--runId=${runId}`);
  return JSON.parse(stdout.replace(/^[^{]*/, '').replace(/[^}]*$/, '')).scenarios[0].configs[0];
};

describe('memory', () => {
  it('is no regression where the sides are equal', async () => {
    const { output } = await run('work:benchmark', ...LOCAL, '--runId=equal', '--candidate=./old');
    expect(output).toMatch(/\n {2}memory {5}\d+\.\d MB → \d+\.\d MB, [+-]\d+\.\d\d % \[/);
    const { memory } = await configOf('equal');
    expect(memory).toMatchObject({ level: null, regression: false });
    expect(Math.abs(memory.change_percent)).toBeLessThan(5);
  });

  it('fails the target for a library that holds 20 MB more', async () => {
    const { code, output } = await run('work:benchmark', ...LOCAL, '--runId=grown', '--failOn=blocking');
    expect(output).toMatch(/small: time: .*;\s+memory \+\d+\.\d\d %: regression \(blocking\)/);
    expect(code).toBe(1);
    const { memory } = await configOf('grown');
    expect(memory).toMatchObject({ level: 'blocking', regression: true });
    const grown = memory.candidate_bytes - memory.baseline_bytes;
    expect(grown / 2 ** 20).toBeGreaterThan(18.5);
    expect(grown / 2 ** 20).toBeLessThan(21.5);
    const truth = (100 * grown) / memory.baseline_bytes;
    expect(memory.low_percent).toBeLessThan(truth);
    expect(memory.high_percent).toBeGreaterThan(truth);
  });

  it('is judged by the margin that was set, and by no other in a run that goes on', async () => {
    const patient = await run('work:benchmark', ...LOCAL, '--runId=patient', '--memoryMargin=400');
    expect(patient.output).not.toContain('%: regression');
    expect((await configOf('patient')).memory).toMatchObject({ level: null, regression: false });
    const other = await run('work:benchmark', ...LOCAL, '--runId=patient', '--memoryMargin=500');
    expect(other.output).toContain('policy was');
  });
});

const withValgrind = hasValgrind() ? describe : describe.skip;

withValgrind('instructions', () => {
  it.each([
    ['equal', ['--candidate=./old'], 0],
    ['grown', [], 1],
  ])(
    'of a run that is there already (%s) are counted and nothing is measured again',
    async (runId, sides, truth) => {
      const before = await configOf(runId);
      const { output } = await run(
        'work:benchmark',
        ...LOCAL,
        ...sides,
        `--runId=${runId}`,
        '--metric=instructions',
      );
      expect(output).toMatch(/small: time: .*;\s+(memory .*;\s+)?instructions: [+-]\d\.\d\d %/);
      expect(output).toMatch(/\n {2}instructions {2}\d+\.\d{3} [kM] → \d+\.\d{3} [kM], /);
      const after = await configOf(runId);
      expect(after.rounds).toBe(before.rounds);
      expect(after.verdict).toBe(before.verdict);
      expect(Math.abs(after.instructions.change_percent - truth)).toBeLessThan(0.1);
      expect(after.instructions.spread_percent).toBeLessThan(0.1);
      expect(after.instructions.tool).toMatch(/^valgrind-3/);
    },
  );
});

function hasValgrind(): boolean {
  try {
    execFileSync('valgrind', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    process.stderr.write('NOT RUN: instruction counts end to end, since valgrind is not installed here\n');
    return false;
  }
}
