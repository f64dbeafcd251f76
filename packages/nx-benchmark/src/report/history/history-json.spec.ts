import { expect, it } from '@jest/globals';
import { problemsOf } from '../../results/testing/document-problems';
import { madeStepHistory } from '../testing/made-step';
import { historyJson } from './history-json';

it('holds every run, the levels and the changes, in the units that the names say', () => {
  const history = JSON.parse(historyJson(madeStepHistory()));
  expect(history).toMatchObject({ schema_version: 1, statistic: 'main-path', folder: '/runs' });
  expect(history.skipped).toEqual([{ reason: 'no-manifest', count: 1, example: '/runs/x/span' }]);
  const [series] = history.tracks.find(
    (track: { config: string; machine: { cpu_model: string } }) =>
      track.config === 'start' && track.machine.cpu_model === 'A CPU',
  ).series;
  expect(series.baseline).toMatchObject({ name: 'ddtrace', version: '4.15.7', commit: null });
  expect(series.runs).toHaveLength(20);
  expect(series.runs[10]).toMatchObject({
    run_id: 'run-0011',
    started_at: '2026-09-11T09:30:00.000Z',
    rounds: 10,
    verdict: 'no-change',
    baseline_time: { mean_seconds: 0.001 },
  });
  expect(series.runs[10].change_percent).toBeCloseTo(3, 0);
  expect(
    series.levels.map(({ first_run, last_run, runs }: Record<string, unknown>) => [
      first_run,
      last_run,
      runs,
    ]),
  ).toEqual([
    ['run-0001', 'run-0010', 10],
    ['run-0011', 'run-0020', 10],
  ]);
  expect(series.changes).toMatchObject([
    {
      run_id: 'run-0011',
      last_run_before: 'run-0010',
      also_changed: [],
      commits_command: 'git log --oneline 0010abcdef01..0011abcdef01',
      command: 'nx run span:analyze --runId=run-0011',
    },
  ]);
  expect(series.changes[0].change_percent).toBeCloseTo(3, 0);
  expect(series.too_few_runs).toBe(false);
  expect(series.false_mark_probability).toBe(0.01);
});

it('says where nothing was looked for', () => {
  const { tracks } = JSON.parse(historyJson(madeStepHistory()));
  expect(tracks.at(-1).series[0]).toMatchObject({
    too_few_runs: true,
    false_mark_probability: null,
    levels: [],
    changes: [],
  });
});

it('is as its published schema says', () => {
  const document = JSON.parse(historyJson(madeStepHistory()));
  expect(problemsOf('history', document)).toEqual([]);
  const [track] = document.tracks;
  const [series] = track.series;
  const withTrack = (changes: object) => ({ ...document, tracks: [{ ...track, ...changes }] });
  const { verdict: _, ...unjudged } = series.runs[0];
  for (const wrong of [
    { ...document, mood: 'good' },
    { ...document, skipped: [{ reason: 'mood', count: 1, example: '/runs' }] },
    withTrack({ config: undefined }),
    withTrack({ series: [{ ...series, runs: [unjudged] }] }),
    withTrack({ series: [{ ...series, runs: [] }] }),
    withTrack({ series: [{ ...series, changes: [{ run_id: 'x' }] }] }),
  ]) {
    expect(problemsOf('history', JSON.parse(JSON.stringify(wrong)))).not.toEqual([]);
  }
});
