import { describe, expect, it } from '@jest/globals';
import type { Manifest } from '../../results/manifest';
import type { FoundManifest } from '../../results/read-manifests';
import { jitter, madeManifest, madeRecord } from '../testing/made-history';
import { marksOf } from './history';
import { summarizeHistory } from './summarize-history';

const WANTED = { statistic: 'main-path', artifacts: '/runs' } as const;

const inFolder = (manifest: Manifest, folder = `/runs/${manifest.runId}/${manifest.scenario}`) => ({
  folder,
  manifest,
});

/** Runs on successive days from `first`, of one config each, on a level. */
const onLevel = (level: number, count: number, first: number, overrides: Partial<Manifest> = {}) =>
  Array.from({ length: count }, (_, at) =>
    madeManifest(first + at, { start: level + jitter(first + at) }, overrides),
  );

const summarized = (found: readonly FoundManifest[], wanted = {}) =>
  summarizeHistory('/runs', found, { ...WANTED, ...wanted });

const summarizedRuns = (manifests: readonly Manifest[], wanted = {}) =>
  summarized(
    manifests.map((manifest) => inFolder(manifest)),
    wanted,
  );

const withPython = (python: string): Partial<Manifest> => {
  const { machine } = madeManifest(1, {});
  return { machine: { ...machine, python } };
};

describe('a step', () => {
  const runs = [...onLevel(0, 8, 1), ...onLevel(0.03, 8, 9, withPython('3.12.3'))];

  it('is marked at the first run after it, whatever order the folders have', () => {
    const [track] = summarizedRuns(runs.toReversed()).tracks;
    const [mark, ...others] = marksOf(track!);
    expect(others).toEqual([]);
    expect([mark!.before.runId, mark!.after.runId]).toEqual(['run-0008', 'run-0009']);
    expect(mark!.step.change).toBeCloseTo(0.03, 2);
    expect(mark!.step.low).toBeGreaterThan(0.027);
    expect(mark!.from).toMatchObject({ start: 0, end: 8 });
    expect(mark!.to).toMatchObject({ start: 8, end: 16 });
    expect(mark!.to.level.change).toBeCloseTo(0.03, 2);
  });

  it('comes with what else was different, and the command that shows the run', () => {
    const [mark] = marksOf(summarizedRuns(runs).tracks[0]!);
    expect(mark!.alsoChanged).toEqual(['Python 3.12.1 → 3.12.3']);
    expect(mark!.after.command).toBe('nx run span:analyze --runId=run-0009');
  });

  it('has a command that finds the run where it is', () => {
    const elsewhere = runs.map((manifest) => inFolder(manifest, `/ci/job/${manifest.runId}/span`));
    const [mark] = marksOf(summarized(elsewhere).tracks[0]!);
    expect(mark!.after.command).toBe('nx run span:analyze --runId=run-0009 --artifacts=/ci/job');
    const cached = runs.map((manifest, at) =>
      inFolder(manifest, at === 8 ? '/runs/latest/span' : `/runs/copy-${at}/span`),
    );
    expect(marksOf(summarized(cached).tracks[0]!)[0]!.after.command).toMatch(/--runId=run-0009$/);
  });

  it('of another statistic is found where that is asked for', () => {
    const all = Array.from({ length: 16 }, (_, at) =>
      madeManifest(at + 1, {
        start: { 'main-path': jitter(at), 'all-work': (at < 8 ? 0 : 0.03) + jitter(at) },
      }),
    );
    expect(marksOf(summarizedRuns(all).tracks[0]!)).toEqual([]);
    const [track] = summarizedRuns(all, { statistic: 'all-work' }).tracks;
    expect(marksOf(track!).map(({ after }) => after.runId)).toEqual(['run-0009']);
  });
});

describe('what cannot be compared', () => {
  it('is kept apart: machines', () => {
    const { machine } = madeManifest(1, {});
    const other = { machine: { ...machine, cpuModel: 'Another CPU' } };
    const { tracks } = summarizedRuns([...onLevel(0, 8, 1), ...onLevel(0.03, 8, 9, other)]);
    expect(tracks.map((track) => [track.machine.cpuModel, track.series[0]!.points.length])).toEqual([
      ['A CPU', 8],
      ['Another CPU', 8],
    ]);
    expect(tracks.flatMap(marksOf)).toEqual([]);
  });

  it('is kept apart: baselines, by version and by commit', () => {
    const { sides } = madeManifest(1, {});
    const against = (baseline: Partial<Manifest['sides']['baseline']>) => ({
      sides: { ...sides, baseline: { ...sides.baseline, ...baseline } },
    });
    const [track, ...others] = summarizedRuns([
      ...onLevel(0.03, 8, 20, against({ version: '4.16.0', installed: 'ddtrace==4.16.0' })),
      ...onLevel(0, 8, 1),
      ...onLevel(0.01, 2, 40, against({ source: { commit: 'abc' } })),
    ]).tracks;
    expect(others).toEqual([]);
    expect(track!.series.map(({ baseline, points }) => [baseline.version, points.length])).toEqual([
      ['4.15.7', 8],
      ['4.16.0', 8],
      ['4.15.7', 2],
    ]);
    expect(marksOf(track!)).toEqual([]);
  });

  it('is no series for want of runs', () => {
    const [track] = summarizedRuns(onLevel(0, 5, 1)).tracks;
    expect(track!.series[0]!.trend).toBeUndefined();
    expect(track!.series[0]!.points).toHaveLength(5);
  });
});

it('the series of a scenario share what may go wrong', () => {
  const configs = Array.from({ length: 60 }, (_, at) => [`c${at}`, 0] as const);
  const runs = Array.from({ length: 6 }, (_, at) => madeManifest(at + 1, Object.fromEntries(configs)));
  const { tracks } = summarizedRuns(runs);
  expect(tracks).toHaveLength(60);
  expect(tracks[0]!.series[0]!.trend!.alpha).toBeCloseTo(0.05 / 60, 12);
});

it('a run counts once, however many copies of it there are', () => {
  const run = madeManifest(1, { start: 0 });
  const alone = madeManifest(2, { start: 0 }, { alone: true });
  const copies = (manifest: typeof run) => [
    inFolder(manifest),
    inFolder(manifest, '/runs/other/span'),
    inFolder(manifest, '/runs/latest/span'),
  ];
  const { tracks, skipped } = summarized([...copies(run), ...copies(alone)]);
  expect(tracks[0]!.series[0]!.points).toHaveLength(1);
  expect(skipped).toMatchObject([{ reason: 'alone', count: 1 }]);
});

it('what says nothing is counted with its reason, and the rest is there', () => {
  const failure = { variant: 'start', side: 'baseline', reason: 'ended', output: '' } as const;
  const { tracks, skipped } = summarized(
    [
      { folder: '/runs/a/span', trouble: 'no-manifest' },
      { folder: '/runs/b/span', trouble: 'unreadable' },
      { folder: '/runs/c/span', trouble: 'unreadable' },
      inFolder(madeManifest(1, { start: 0 }, { state: 'running' })),
      inFolder(madeManifest(2, { start: 0 }, { state: 'unusable' })),
      inFolder(madeManifest(3, { start: 0 }, { alone: true })),
      inFolder(madeManifest(4, { start: 0 }, { scenario: 'tracer' })),
      inFolder(madeManifest(5, {}, { variants: [madeRecord('start', 0, { failure })] })),
      inFolder(
        madeManifest(
          6,
          {},
          { variants: [madeRecord('start', 0, { verdict: { kind: 'inconclusive', moved: [], rounds: 4 } })] },
        ),
      ),
      inFolder(madeManifest(7, { start: { waiting: 0 } })),
      inFolder(madeManifest(8, { start: 0, other: 0 })),
    ],
    { scenario: 'span', configs: ['start'] },
  );
  expect(skipped.map(({ reason, count, example }) => [reason, count, example])).toEqual([
    ['no-manifest', 1, '/runs/a/span'],
    ['unreadable', 2, '/runs/b/span'],
    ['running', 1, '/runs/run-0001/span'],
    ['unusable', 1, '/runs/run-0002/span'],
    ['alone', 1, '/runs/run-0003/span'],
    ['other-scenario', 1, '/runs/run-0004/tracer'],
    ['failed', 1, '/runs/run-0005/span'],
    ['too-few-rounds', 1, '/runs/run-0006/span'],
    ['no-statistic', 1, '/runs/run-0007/span'],
  ]);
  expect(tracks.map(({ config, series }) => [config, series[0]!.points.length])).toEqual([['start', 1]]);
});
