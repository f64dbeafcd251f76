import type { Manifest } from '../../results/manifest';
import type { History } from '../history/history';
import { summarizeHistory } from '../history/summarize-history';
import { jitter, madeManifest } from './made-history';

/** Twenty runs of two configs, of which `start` became 3 % slower with the eleventh, and one of another machine. */
export function madeStepRuns(): readonly Manifest[] {
  const source = (day: number) => ({ commit: `${String(day).padStart(4, '0')}abcdef0123456789` });
  return Array.from({ length: 20 }, (_, at) => {
    const day = at + 1;
    const { sides } = madeManifest(day, {});
    const candidate = { ...sides.candidate, source: source(day) };
    const changes = { start: (at < 10 ? 0 : 0.03) + jitter(at), quiet: jitter(at + 50) };
    return madeManifest(day, changes, { sides: { ...sides, candidate } });
  });
}

/** The same as a history, with three runs of another machine and a folder that says nothing. */
export function madeStepHistory(): History {
  const others = [21, 22, 23].map((day) => {
    const { machine } = madeManifest(day, {});
    return madeManifest(day, { start: 0.01 }, { machine: { ...machine, cpuModel: 'Another <CPU>' } });
  });
  const found = [...madeStepRuns(), ...others].map((manifest) => ({
    folder: `/runs/${manifest.runId}/span`,
    manifest,
  }));
  return summarizeHistory('/runs', [...found, { folder: '/runs/x/span', trouble: 'no-manifest' }], {
    statistic: 'main-path',
    artifacts: '/runs',
  });
}
