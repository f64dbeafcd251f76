import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type MadeWorkspace, makeWorkspace } from './made-workspace';
import { nx } from './nx';

let [same, slower]: MadeWorkspace[] = [];

beforeAll(() => {
  [same, slower] = [makeWorkspace(0), makeWorkspace(0.1)];
});

afterAll(() => {
  same?.remove();
  slower?.remove();
});

const run = (workspace: MadeWorkspace, words: string[]) => nx(['run', ...words], { cwd: workspace.root });
const fileOf = (workspace: MadeWorkspace, runId: string, path: string) =>
  join(workspace.artifacts, runId, 'work', path);
const smallOf = (workspace: MadeWorkspace, runId: string) =>
  JSON.parse(readFileSync(fileOf(workspace, runId, 'manifest.json'), 'utf8')).variants[0];

describe('the rule', () => {
  it('comes from the suite, and an inconclusive config names the command that goes on with it', async () => {
    // No machine tells half a per cent in six rounds.
    const policy = 'policy: {margin: 2, maxRounds: 6, configs: {small: {margin: 0.5}}}';
    same!.write('benchmarks/suitespec.yml', `suites:\n  work:\n    paths: [new/*]\n    ${policy}\n`);
    const first = await run(same!, ['work:benchmark:local', '--configs=small', '--runId=one']);
    expect(first.output).toContain('small: inconclusive');
    expect(smallOf(same!, 'one')).toMatchObject({ rounds: 6, policy: { margin: 0.005, looks: [6] } });
    const command = /^\s*nx run (work:benchmark:local --configs=small --runId=one --moreRounds=)\d+$/m.exec(
      first.output,
    );
    const second = await run(same!, `${command![1]}2`.split(' '));
    expect(second.output).toContain('going on with the run one: 6 rounds are there, open are small');
    expect(second.output).toContain('at most 1.5 %: 1 % the run, 0.5 % rounds 7 to 8');
    expect(smallOf(same!, 'one')).toMatchObject({
      rounds: 8,
      extensions: [{ from: 6, to: 8, looks: [8], alpha: 0.005 }],
    });
  });

  it('says where a suite is wrong, and what was meant', async () => {
    same!.write('benchmarks/suitespec.yml', 'suites:\n  work:\n    paths: [a]\n    policy: {margn: 1}\n');
    const { code, output } = await run(same!, ['work:benchmark:local', '--dryRun']);
    expect(code).toBe(1);
    expect(output).toContain(
      "benchmarks/suitespec.yml:4:14: the policy of suite 'work' has no key 'margn'; did you mean 'margin'?",
    );
  });

  it('refuses to add rounds to a run that is not there', async () => {
    const { code, output } = await run(slower!, ['work:benchmark:local', '--runId=none', '--moreRounds=3']);
    expect(code).toBe(1);
    expect(output).toContain('There is no run none of work that --moreRounds could add to.');
  });

  it('lets a regression count once fresh rounds have confirmed it', async () => {
    const words = ['work:benchmark:local', '--configs=small', '--runId=two', '--confirm'];
    const { code, output } = await run(slower!, words);
    expect(output).toContain('small: measuring again, to see whether fresh rounds say so, too');
    expect(output).toMatch(/ {2}confirmed: \+/);
    expect(code).toBe(1);
    const { verdict, confirmation } = smallOf(slower!, 'two');
    expect(verdict).toMatchObject({ kind: 'regression', confirmed: true });
    expect(confirmation.verdict.kind).toBe('regression');
    expect(existsSync(fileOf(slower!, 'two', confirmation.roundsFile))).toBe(true);
  });
});
