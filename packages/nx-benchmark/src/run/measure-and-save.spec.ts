import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { makePolicy } from '../analysis/make-policy';
import { UserError } from '../domain/user-error';
import type { Plan } from '../plan/plan';
import { jsonReport } from '../report/json';
import { summarize } from '../report/summarize';
import { summarizeStored } from '../report/summarize-stored';
import { terminalReport } from '../report/terminal/terminal-report';
import type { Manifest } from '../results/manifest';
import { readRounds } from '../results/read-results';
import { RunStore } from '../results/run-store';
import { problemsBelow, problemsOf } from '../results/testing/document-problems';
import { MADE_MACHINE } from '../results/testing/made-machine';
import { type ContinuedRun, continueRun, finishedRounds } from './continue-run';
import { measureAndSave } from './measure-and-save';
import { type RunFacts, runRecorder } from './run-recorder';
import { madePlan, type Slowdowns, scriptedHarness } from './testing/scripted-harness';
import type { TraceTools } from './trace-tools';
import { isOpen, untouched } from './variant-progress';

let artifacts: string;

beforeEach(() => {
  artifacts = mkdtempSync(join(tmpdir(), 'artifacts-'));
});

afterEach(() => rmSync(artifacts, { recursive: true, force: true }));

const side = (version: string, packages = {}) => ({
  name: 'ddtrace',
  version,
  installed: `ddtrace==${version}`,
  native: true,
  packages,
});

const facts = (changes: Partial<RunFacts> = {}): RunFacts => ({
  prepared: {
    identity: { key: 'base', description: 'an engine' },
    layer: {
      kind: 'environment',
      key: 'environment',
      built: false,
      reference: 'folder',
      folders: { tools: '', sides: '' },
    },
    origins: { baseline: undefined, candidate: undefined },
    scriptLeft: undefined,
  },
  installed: { baseline: side('1'), candidate: side('2') },
  machine: MADE_MACHINE,
  placement: { cpusPerRun: 1, groups: [[0, 1]] },
  scenarioKey: 'scenario',
  pluginVersion: '0.1.0',
  engine: { kind: 'local', notIsolated: [] },
  startedAt: '2026-11-22T12:00:00.000Z',
  continued: [],
  ...changes,
});

const truth: Slowdowns = { same: 0, slower: 0.05, faster: -0.05 };

/** One process that measures, to its end or until it has begun `rounds` rounds and is told to stop. */
async function process(
  plan: Plan,
  rounds = Number.POSITIVE_INFINITY,
  changes: Partial<RunFacts> = {},
  slowdowns: Slowdowns = truth,
  alone: (measure: () => Promise<void>) => Promise<void> = (measure) => measure(),
  bias = 0,
  valgrind?: string,
  traceTools?: TraceTools,
): Promise<{
  manifest: Manifest;
  store: RunStore;
  indices: Record<string, number[]>;
  calibrated: string[];
  selfRounds: number;
}> {
  const store = new RunStore(artifacts, plan.runId, plan.scenario);
  const earlier = store.readEarlier();
  const run: ContinuedRun =
    earlier === undefined
      ? { plan, facts: facts(changes), progress: plan.variants.map(({ name }) => untouched(name)) }
      : continueRun(plan, earlier, facts(changes));
  const [indices, calibrated]: [Record<string, number[]>, string[]] = [{}, []];
  const stop = new AbortController();
  let [begun, selfRounds] = [0, 0];
  const harness = scriptedHarness(slowdowns, {
    spread: 0.02,
    bias,
    watch: async ({ variant, index, self }) => {
      if (self) {
        selfRounds++;
        return;
      }
      if (++begun > rounds) {
        stop.abort();
        throw new Error('the session is gone');
      }
      indices[variant] = [...(indices[variant] ?? []), index];
    },
    watchCalibration: async ({ variant }) => void calibrated.push(variant),
  });
  const { machine } = run.facts;
  const manifest = await measureAndSave(
    {
      ...run,
      places: [{ harness, cpus: [0, 1] }],
      machine,
      valgrind,
      traceTools,
      earlier,
      record: runRecorder(run.plan, run.facts),
      store,
    },
    alone,
    () => undefined,
    stop.signal,
  );
  return { manifest, store, indices, calibrated, selfRounds };
}

/** Every file of a run but its manifest. */
function files(folder: string): Record<string, string> {
  const all = readdirSync(folder, { recursive: true, withFileTypes: true });
  const named = all.filter((entry) => entry.isFile() && entry.name !== 'manifest.json');
  return Object.fromEntries(
    named.map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return [path.slice(folder.length), readFileSync(path, 'utf8')];
    }),
  );
}

const plan = (runId: string, ...names: string[]): Plan => ({ ...madePlan(...names), runId });
const all = Object.keys(truth);

describe('a quick run', () => {
  it('says how coarse it is, and what it finds', async () => {
    const policy = makePolicy({ margin: 5, maxRounds: 10 });
    const quick = { ...plan('one', 'same'), policy, quick: { configs: 15 } };
    const { manifest } = await process(quick);
    expect(manifest.variants[0]!.verdict).toMatchObject({ kind: 'no-change', within: 0.05 });
    const [caution] = manifest.cautions.filter(({ kind }) => kind === 'quick');
    expect(caution).toMatchObject({ variant: 'same', margin: 0.05, configs: 15 });
    // Rounds deviate by 1 % here, as far as six to ten of them can tell.
    const { smallestChange } = caution as { smallestChange: number };
    expect(smallestChange).toBeGreaterThan(0.01);
    expect(smallestChange).toBeLessThan(0.04);
  });
});

describe('traces', () => {
  const tools = (taken: string[], bring = async () => ({ folder: '/tool', tool: 'viztracer 1' })) => ({
    path: '/job/trace.json',
    bring,
    take: async (_: number, file: string) => void taken.push(file),
  });
  const profiled = (runId: string, which: 'all' | 'regressions'): Plan => ({
    ...plan(runId, ...all),
    profile: { which, maxBytes: 2 ** 20, minDuration: 0 },
  });
  const record = (wanted: Plan, traceTools: TraceTools) =>
    process(wanted, undefined, {}, truth, (measure) => measure(), 0, undefined, traceTools);
  const without = ({ variants }: Manifest) => variants.map(({ traces: _, ...rest }) => rest);

  it('are added to a run that is there, and change nothing else', async () => {
    const plain = await process(plan('one', ...all));
    const taken: string[] = [];
    const { manifest, indices } = await record(profiled('one', 'regressions'), tools(taken));
    expect(indices).toEqual({});
    expect(taken).toEqual(['baseline/viztracer/slower.json', 'candidate/viztracer/slower.json']);
    expect(without(manifest)).toEqual(without(plain.manifest));
    expect(manifest.variants.flatMap(({ name, traces }) => (traces ? [name] : []))).toEqual(['slower']);
  });

  it('leave the verdicts where they cannot be recorded', async () => {
    const { manifest } = await record(
      profiled('one', 'all'),
      tools([], () => Promise.reject(new UserError('viztracer does not work there'))),
    );
    expect(manifest.state).toBe('complete');
    expect(manifest.variants).toEqual((await process(plan('two', ...all))).manifest.variants);
  });
});

it('the manifest says how long an iteration takes, and the rounds say the same', async () => {
  const { manifest, store } = await process(plan('one', ...all));
  const times = Object.fromEntries(manifest.variants.map(({ name, time }) => [name, time]));
  expect(times.same!.baseline.mean).toBeCloseTo(0.001, 9);
  expect(times.slower!.candidate.mean / 0.00105).toBeCloseTo(1, 1);
  const report = summarizeStored({ manifest, folder: store.folder });
  expect(Object.fromEntries(report.variants.map(({ name, time }) => [name, time]))).toEqual(times);
});

describe('the check of the machine', () => {
  const checked = (runId: string): Plan => ({ ...plan(runId, ...all), selfCheck: true });

  it('comes first, is kept, and is not repeated by a run that goes on', async () => {
    const first = await process(checked('checked'), 3);
    expect(first.selfRounds).toBe(6);
    expect(first.manifest.selfCheck).toMatchObject({ passed: true, rounds: 6, variant: all[0] });
    const second = await process(checked('checked'));
    expect(second.selfRounds).toBe(0);
    expect(second.manifest).toMatchObject({ state: 'complete', selfCheck: first.manifest.selfCheck });
  });

  it('ends the run where the machine finds a difference that is not there, before a number comes of it', async () => {
    const { manifest, indices, selfRounds } = await process(
      checked('biased'),
      undefined,
      {},
      truth,
      (measure) => measure(),
      0.05,
    );
    expect(selfRounds).toBe(12);
    expect(indices).toEqual({});
    expect(manifest).toMatchObject({ state: 'unusable', selfCheck: { passed: false, rounds: 12 } });
    expect(manifest.variants.map(({ verdict }) => verdict)).toEqual(all.map(() => undefined));
  });
});

describe('a run that goes on', () => {
  it('counts instructions of a run that has its verdicts, measures nothing again, and keeps the counts', async () => {
    const timed = await process(plan('counted', ...all));
    const counted = await process(plan('counted', ...all), 0, {}, truth, undefined, 0, 'valgrind-3');
    expect(counted.indices).toEqual({});
    expect(counted.manifest.state).toBe('complete');
    for (const { name, instructions, ...rest } of counted.manifest.variants) {
      expect(instructions!.change).toBeCloseTo(truth[name]!, 9);
      expect({ name, ...rest }).toEqual(timed.manifest.variants.find((variant) => variant.name === name));
    }
    const later = await process(plan('counted', ...all));
    expect(later.manifest.variants).toEqual(counted.manifest.variants);
  });

  it('ends as one that was never interrupted, wherever it stopped', async () => {
    const whole = await process(plan('whole', ...all));
    const total = whole.manifest.variants.reduce((sum, { rounds }) => sum + rounds, 0);
    for (const stopAfter of [1, 7, 18, total - 1]) {
      const runId = `stopped-after-${stopAfter}`;
      const first = await process(plan(runId, ...all), stopAfter);
      expect(first.manifest.state).toBe('interrupted');
      // Another process makes another plan, with a seed of its own.
      const second = await process({ ...plan(runId, ...all), seed: 'another' });
      expect(second.manifest.variants).toEqual(whole.manifest.variants);
      expect(second.manifest).toMatchObject({
        state: 'complete',
        seed: 'seed',
        cautions: whole.manifest.cautions,
      });
      expect(second.manifest.continued).toEqual([{ at: facts().startedAt, rounds: stopAfter }]);
      expect(second.calibrated).toEqual([]);
      expect(files(second.store.folder)).toEqual(files(whole.store.folder));
      for (const name of all) {
        const indices = [...(first.indices[name] ?? []), ...(second.indices[name] ?? [])];
        expect(indices).toEqual(indices.map((_, at) => at));
      }
    }
  });

  it('mends what a killed process left: half a line, half a file, a pyperf file a round behind', async () => {
    const whole = await process(plan('whole', ...all));
    const { store, manifest } = await process(plan('killed', ...all), 10);
    const rounds = join(store.folder, 'rounds/same.jsonl');
    const text = readFileSync(rounds, 'utf8');
    // The last line whole but without its end, and nothing after it; then half a line in another file.
    writeFileSync(rounds, text.trimEnd());
    appendFileSync(join(store.folder, 'rounds/faster.jsonl'), '{"index":3,"variant":"fas');
    writeFileSync(join(store.folder, 'baseline/results.same.json.4711.tmp'), '{"vers');
    writeFileSync(join(store.folder, 'baseline/results.same.json'), '{}');
    store.writeManifest({ ...manifest, state: 'running' });
    const second = await process(plan('killed', ...all));
    expect(second.manifest.variants).toEqual(whole.manifest.variants);
    expect(files(store.folder)).toEqual(files(whole.store.folder));
  });

  it('measures a decided config never again, one that was not asked for later, and one that is new', async () => {
    const first = await process(plan('one', 'slower'));
    const second = await process(plan('one', 'slower', 'same'));
    expect(Object.keys(second.indices)).toEqual(['same']);
    expect(second.calibrated).toEqual(['same']);
    expect(second.manifest.variants.map(({ name }) => name)).toEqual(['slower', 'same']);
    expect(second.manifest.variants[0]).toEqual(first.manifest.variants[0]);
    expect(second.manifest.state).toBe('complete');
  });

  it('stays interrupted while a config is open that nobody asked for', async () => {
    await process(plan('one', ...all), 7);
    const second = await process(plan('one', 'slower'));
    expect(Object.keys(second.indices)).toEqual(['slower']);
    expect(second.manifest.state).toBe('interrupted');
    expect((await process(plan('one', ...all))).manifest.state).toBe('complete');
  });

  it('keeps the rule of each config, and says it in words', async () => {
    const own = { ownPolicies: { same: makePolicy({ margin: 1, blocking: 3 }) } };
    const first = await process({ ...plan('one', ...all), ...own }, 7);
    const [same, slower] = first.manifest.variants;
    expect(same).toMatchObject({
      policy: { margin: 0.01, blocking: 0.03 },
      rule: 'no change is proven within ±1 %; a regression of 3 % or more is blocking; 5 % more memory is a regression; at most 80 rounds',
    });
    expect(slower?.policy).toBeUndefined();
    expect(first.manifest.rule).toContain('within ±2 %');
    const whole = await process({ ...plan('whole', ...all), ...own });
    // The config with a rule of its own is not asked for: it keeps the rule that it has.
    await process(plan('one', 'slower'));
    const second = await process({ ...plan('one', ...all), ...own });
    expect(second.manifest.variants).toEqual(whole.manifest.variants);
  });

  it('tries a config that failed once more', async () => {
    const broken = { ...truth, slower: undefined };
    const first = await process(plan('one', ...all), undefined, {}, broken);
    expect(first.manifest.state).toBe('failed');
    const second = await process(plan('one', ...all));
    expect(Object.keys(second.indices)).toEqual(['slower']);
    expect(second.manifest).toMatchObject({ state: 'complete' });
    expect(second.manifest.variants.some(({ failure }) => failure)).toBe(false);
  });

  it('opens a config again whose proof is too weak for its share of the error, once many share it', async () => {
    const many = Object.fromEntries(Array.from({ length: 16 }, (_, at) => [`config-${at}`, 0]));
    const first = await process(plan('one', 'config-0'), undefined, {}, many);
    const whole = await process(plan('whole', ...Object.keys(many)), undefined, {}, many);
    const second = await process(plan('one', ...Object.keys(many)), undefined, {}, many);
    expect(second.manifest.variants).toEqual(whole.manifest.variants);
    expect(second.manifest.variants[0]!.rounds).toBeGreaterThan(first.manifest.variants[0]!.rounds);
  });

  it('has nothing left to do once it is complete', async () => {
    const { store } = await process(plan('one', ...all));
    const earlier = store.readEarlier()!;
    const { progress, facts: then } = continueRun(plan('one', ...all), earlier, facts());
    expect(progress.some(isOpen)).toBe(false);
    expect(then.continued).toEqual([]);
    expect(finishedRounds(earlier)).toBeGreaterThan(18);
  });

  it('refuses rounds of two kinds, and names what differs with its two values', async () => {
    await process(plan('one', ...all), 7);
    const { prepared, machine } = facts();
    const layer = { ...prepared.layer, key: 'other' };
    const cases: [Partial<RunFacts>, string][] = [
      [
        { installed: { baseline: side('1'), candidate: side('3') } },
        'candidate was ddtrace==2 and is ddtrace==3',
      ],
      [{ engine: { kind: 'docker', notIsolated: [] } }, 'engine was local and is docker'],
      [
        { engine: { kind: 'local', notIsolated: ['network'] } },
        'what is not isolated was nothing and is network',
      ],
      [{ prepared: { ...prepared, layer } }, 'was environment and is other'],
      [{ scenarioKey: 'changed' }, 'files of the scenario (by content) was scenario and is changed'],
      [{ placement: { cpusPerRun: 2, groups: [] } }, 'CPUs of a round was 1 and is 2'],
      [
        { machine: { ...machine, cpuModel: 'Another' } },
        'machine was A CPU x2, Linux 6, x86_64, Python 3.12.1 and is Another x2',
      ],
    ];
    const before = files(join(artifacts, 'one/span'));
    for (const [changes, sentence] of cases) {
      await expect(process(plan('one', ...all), undefined, changes)).rejects.toThrow(sentence);
    }
    const other = plan('one', ...all);
    const policy = { ...other.policy, margin: 0.01 };
    await expect(process({ ...other, policy })).rejects.toThrow(
      /policy was .*"margin":0.02.* and is .*"margin":0.01/,
    );
    const ownPolicies = { same: policy };
    await expect(process({ ...other, ownPolicies })).rejects.toThrow(
      /: policy of config same was .*"margin":0.02.* and is .*"margin":0.01[^;]*\.$/,
    );
    const variants = [{ name: 'same', variables: { size: 3 } }];
    await expect(process({ ...other, variants })).rejects.toThrow('config same was {} and is {"size":3}');
    expect(files(join(artifacts, 'one/span'))).toEqual(before);
  });

  it('leaves the disk as it was when it is stopped before it may measure', async () => {
    const busy = () => Promise.reject(new Error('stopped while waiting'));
    await expect(process(plan('one', ...all), 7, {}, truth, busy)).rejects.toThrow('stopped while waiting');
    expect(readdirSync(artifacts)).toEqual([]);
    const { store } = await process(plan('one', ...all), 7);
    const manifest = readFileSync(join(store.folder, 'manifest.json'), 'utf8');
    await expect(process(plan('one', ...all), 7, {}, truth, busy)).rejects.toThrow('stopped while waiting');
    expect(readFileSync(join(store.folder, 'manifest.json'), 'utf8')).toBe(manifest);
  });

  it('refuses a file that lacks a round in its middle', async () => {
    const { store } = await process(plan('one', ...all), 12);
    const rounds = join(store.folder, 'rounds/same.jsonl');
    const lines = readFileSync(rounds, 'utf8').split('\n');
    writeFileSync(rounds, lines.filter((_, at) => at !== 1).join('\n'));
    await expect(process(plan('one', ...all))).rejects.toThrow('lacks the round with index 1');
  });
});

describe('a run that gets more rounds', () => {
  // So narrow a margin that six rounds prove nothing of a config that is the same.
  const policy = makePolicy({ margin: 0.5, maxRounds: 6 });
  const asking = (runId: string, moreRounds?: number, ...names: string[]): Plan => ({
    ...plan(runId, ...(names.length > 0 ? names : all)),
    policy,
    ...(moreRounds === undefined ? {} : { moreRounds }),
  });
  const same = ({ variants }: Manifest) => variants.find(({ name }) => name === 'same')!;

  it('measures those that it left inconclusive, and no others, for as long as they are', async () => {
    const first = await process(asking('one'));
    expect(first.manifest.variants.map(({ verdict }) => verdict?.kind)).toEqual([
      'inconclusive',
      'regression',
      'improvement',
    ]);
    const second = await process(asking('one', 4));
    expect(second.indices).toEqual({ same: [6, 7, 8, 9] });
    expect(second.calibrated).toEqual([]);
    expect(same(second.manifest)).toMatchObject({
      rounds: 10,
      verdict: { kind: 'inconclusive', rounds: 10 },
      extensions: [{ from: 6, to: 10, looks: [8, 10], alpha: 0.005 }],
    });
    expect(second.manifest.variants.slice(1)).toEqual(first.manifest.variants.slice(1));
    const third = await process(asking('one', 3));
    expect(same(third.manifest).extensions).toEqual([
      { from: 6, to: 10, looks: [8, 10], alpha: 0.005 },
      { from: 10, to: 13, looks: [13], alpha: 0.0025 },
    ]);
    expect(third.manifest).toMatchObject({ state: 'complete', policy });
  });

  it('proves in the end what more rounds can prove, and says so when it is read again', async () => {
    await process(asking('one'));
    const { manifest, store } = await process(asking('one', 300));
    const { rounds, verdict, results } = same(manifest);
    expect(verdict).toMatchObject({ kind: 'no-change', rounds });
    expect(rounds).toBeLessThan(306);
    const [again] = summarizeStored({ manifest, folder: store.folder }).variants;
    expect(again).toMatchObject({ verdict, results, spent: { run: 0.01 } });
    expect(Object.keys((await process(asking('one', 300))).indices)).toEqual([]);
  });

  it('ends as one that was never interrupted, without being asked again for more', async () => {
    await process(asking('whole'));
    const whole = await process(asking('whole', 20));
    await process(asking('one'));
    const first = await process(asking('one', 20), 3);
    expect(first.manifest.state).toBe('interrupted');
    expect(first.indices).toEqual({ same: [6, 7, 8] });
    const second = await process(asking('one'), 5);
    const third = await process(asking('one', 50));
    expect([second.indices.same?.[0], third.indices.same?.[0]]).toEqual([9, 14]);
    expect(third.manifest.variants).toEqual(whole.manifest.variants);
    expect(files(third.store.folder)).toEqual(files(whole.store.folder));
  });

  it('extends only the configs asked for', async () => {
    await process(asking('one'));
    expect((await process(asking('one', 4, 'slower'))).indices).toEqual({});
  });

  it('keeps the rule of the run, whatever the rule is now', async () => {
    await process(asking('one'));
    const { manifest } = await process({
      ...asking('one', 4),
      policy: makePolicy({ margin: 9, blocking: 9 }),
    });
    expect(manifest.policy).toEqual(policy);
    expect(same(manifest).rounds).toBe(10);
  });
});

describe('a run that its time ended', () => {
  it('stays ended when it goes on, until more rounds are asked for', async () => {
    const hurried = { ...plan('one', 'same'), policy: makePolicy({ margin: 0.5, maxMinutes: 7 / 60 }) };
    const first = await process(hurried);
    expect(first.manifest.variants[0]).toMatchObject({ rounds: 8, verdict: { kind: 'inconclusive' } });
    expect(first.manifest.state).toBe('complete');
    expect((await process(hurried)).indices).toEqual({});
    const { manifest } = await process({ ...hurried, moreRounds: 5 });
    expect(manifest.variants[0]).toMatchObject({ rounds: 13, extensions: [{ from: 8, to: 13 }] });
  });
});

describe('a regression that has to be confirmed', () => {
  const confirm = Object.fromEntries(all.map((name) => [name, 'regression' as const]));
  const confirming = (runId: string): Plan => ({ ...plan(runId, ...all), confirm });
  const real: Slowdowns = { ...truth, 'slower/confirmation': 0.05 };
  const chance: Slowdowns = { ...truth, 'slower/confirmation': 0 };
  const slower = ({ variants }: Manifest) => variants.find(({ name }) => name === 'slower')!;

  it('stays one if fresh rounds say so too', async () => {
    const { manifest, store } = await process(confirming('one'), undefined, {}, real);
    const { verdict, confirmation, rounds } = slower(manifest);
    expect(verdict).toMatchObject({ kind: 'regression', level: 'blocking', confirmed: true, rounds });
    expect(confirmation).toMatchObject({
      first: { kind: 'regression', rounds },
      verdict: { kind: 'regression' },
      roundsFile: 'confirmation/slower.jsonl',
    });
    const lines = readFileSync(join(store.folder, confirmation!.roundsFile), 'utf8').trim().split('\n');
    const fresh = lines.map((line) => JSON.parse(line));
    expect(fresh.map(({ part, index }) => [part, index])).toEqual(
      Array.from({ length: confirmation!.rounds }, (_, at) => ['confirmation', at]),
    );
    const old = JSON.parse(readFileSync(join(store.folder, 'rounds/slower.jsonl'), 'utf8').split('\n')[0]!);
    expect(fresh[0].order).not.toBe(old.order);
    expect(manifest.variants.filter(({ confirmation }) => confirmation)).toHaveLength(1);
    expect(manifest.state).toBe('complete');
  });

  it('is inconclusive if they do not, with what both parts say', async () => {
    const { manifest, store } = await process(confirming('one'), undefined, {}, chance);
    const { verdict, confirmation, results } = slower(manifest);
    expect(confirmation).toMatchObject({ first: { kind: 'regression' }, verdict: { kind: 'no-change' } });
    expect(verdict).toMatchObject({ kind: 'inconclusive', moved: [], confirmed: false });
    expect(verdict?.parts?.map(({ change }) => change)).toEqual([
      results[0]?.change,
      confirmation?.results[0]?.change,
    ]);
    expect(manifest.state).toBe('complete');
    const report = summarizeStored({ manifest, folder: store.folder });
    const again = report.variants.find(({ name }) => name === 'slower');
    expect(again).toMatchObject({ verdict, roundsAgain: confirmation?.rounds });
    expect(terminalReport([report])).toMatch(
      /not confirmed: \+\d\.\d\d % \[\+[^\]]*\] at first,\s+then\s+[+-]0\.\d\d\s+%\s+\[/,
    );
    // More rounds of the first part would settle nothing.
    expect((await process({ ...plan('one', ...all), moreRounds: 9 }, undefined, {}, chance)).indices).toEqual(
      {},
    );
  });

  it('costs nothing where nothing fires that would fail the target', async () => {
    const lenient = { ...confirming('one'), confirm: { ...confirm, slower: 'never' as const } };
    const { manifest } = await process(lenient, undefined, {}, real);
    expect(manifest.variants).toEqual((await process(plan('two', ...all))).manifest.variants);
  });

  it('ends as one that was never interrupted, wherever it stopped, asked again or not', async () => {
    const whole = await process(confirming('whole'), undefined, {}, chance);
    const { rounds, confirmation } = slower(whole.manifest);
    const total = whole.manifest.variants.reduce((sum, one) => sum + one.rounds, confirmation!.rounds);
    for (const stopAfter of [3 * rounds + 1, total - 1]) {
      const first = await process(confirming(`at-${stopAfter}`), stopAfter, {}, chance);
      expect(first.manifest.state).toBe('interrupted');
      const begun = slower(first.manifest).confirmation!.rounds;
      const again = { ...plan(`at-${stopAfter}`, ...all), ...(begun === 0 ? { confirm } : {}) };
      const second = await process(again, undefined, {}, chance);
      expect(second.manifest.variants).toEqual(whole.manifest.variants);
      expect(files(second.store.folder)).toEqual(files(whole.store.folder));
    }
  });

  it('does not count while it is not confirmed, and can be confirmed later', async () => {
    const first = await process(plan('one', ...all), undefined, {}, real);
    expect(slower(first.manifest).verdict).toMatchObject({ kind: 'regression' });
    const second = await process(confirming('one'), 3, {}, real);
    expect(Object.keys(second.indices)).toEqual(['slower']);
    expect(slower(second.manifest).verdict).toMatchObject({ kind: 'inconclusive', confirmed: false });
    expect(second.manifest.state).toBe('interrupted');
    const third = await process(plan('one', ...all), undefined, {}, real);
    expect(slower(third.manifest).verdict).toMatchObject({ kind: 'regression', confirmed: true });
  });

  it('has as much time for it as the run', async () => {
    const policy = makePolicy({ maxMinutes: 18.5 / 60 });
    const { manifest } = await process({ ...confirming('one'), policy }, undefined, {}, real);
    expect(slower(manifest).verdict).toMatchObject({ confirmed: true });
    const hurried = { ...confirming('two'), policy: makePolicy({ maxMinutes: 0.01 }) };
    const noisy = { ...truth, slower: 0.08, 'slower/confirmation': 0.008 };
    const { manifest: early } = await process(hurried, undefined, {}, noisy);
    const { rounds } = slower(early).confirmation!;
    expect(rounds).toBe(6);
  });
});

describe('what a run leaves on disk', () => {
  const measured = (changes: Partial<Plan> = {}, slowdowns: Slowdowns = truth, ...more: More) =>
    process(
      { ...plan('one', ...all), ...changes },
      undefined,
      {},
      slowdowns,
      (measure) => measure(),
      ...more,
    );
  type More = [bias?: number, valgrind?: string, traceTools?: TraceTools];
  const tools: TraceTools = {
    path: '/job/trace.json',
    bring: async () => ({ folder: '/tool', tool: 'viztracer 1' }),
    take: async () => undefined,
  };
  const confirm = { slower: 'regression' } as const;
  const narrow = makePolicy({ margin: 0.5, maxRounds: 6 });
  const nothing = { kind: 'none', text: '' } as const;
  const sorts: Readonly<Record<string, () => ReturnType<typeof measured>>> = {
    complete: () => measured({ selfCheck: true }),
    stopped: () => process(plan('one', ...all), 4),
    failed: () => measured({}, { ...truth, slower: undefined }),
    unusable: () => measured({ selfCheck: true }, truth, 0.05),
    'by two rules': () => measured({ ownPolicies: { same: makePolicy({ margin: 5 }) } }),
    confirmed: () => measured({ confirm }, { ...truth, 'slower/confirmation': 0.05 }),
    'not confirmed': () => measured({ confirm }, { ...truth, 'slower/confirmation': 0 }),
    extended: async () => {
      await measured({ policy: narrow });
      return measured({ policy: narrow, moreRounds: 4 });
    },
    'with counts and traces': () =>
      measured(
        { profile: { which: 'all', maxBytes: 2 ** 20, minDuration: 0 } },
        truth,
        0,
        'valgrind-3',
        tools,
      ),
    'of a side alone': () => {
      const { baseline } = plan('one').requirements;
      return measured({ requirements: { baseline, candidate: nothing } });
    },
  };

  it.each(Object.entries(sorts))('%s: is as the schemas say, and the manifest says all', async (_, run) => {
    const { manifest, store } = await run();
    expect(problemsBelow(artifacts)).toEqual([]);
    const stored = { manifest, folder: store.folder };
    const report = summarizeStored(stored);
    expect(report).toEqual(summarize(manifest, (variant, part) => readRounds(stored, variant, part)));
    expect(problemsOf('analyze', JSON.parse(jsonReport('one', [report])))).toEqual([]);
  });
});
