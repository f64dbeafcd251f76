import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import { madeReport, madeVariant } from '../report/testing/made-report';
import { commentText } from './comment-text';

let workspace: string;

beforeEach(() => {
  workspace = mkdtempSync(join(tmpdir(), 'comment-'));
});

afterEach(() => rmSync(workspace, { recursive: true }));

const RUN = { runId: 'run', leftOut: [] };
const regression = { kind: 'regression', level: 'blocking', moved: ['main-path'], rounds: 10 } as const;
const report = madeReport([madeVariant('start', regression)]);

function write(path: string, text: string): void {
  mkdirSync(dirname(join(workspace, path)), { recursive: true });
  writeFileSync(join(workspace, path), text);
}

const git = (...arguments_: string[]) =>
  execFileSync('git', ['-c', 'user.name=x', '-c', 'user.email=x@x', ...arguments_], { cwd: workspace });

/** A repository with a suite in which span depends on what was changed since `main`. */
function changedWorkspace(): void {
  write('nx.json', '{ "plugins": ["nx-benchmark"] }');
  write('benchmarks/suitespec.yml', "suites:\n  span:\n    paths: ['library/*']\n");
  write('benchmarks/span/scenario.py', '');
  write('benchmarks/span/config.yaml', 'start: {}\n');
  write('library/span.py', 'old');
  git('init', '--quiet', '--initial-branch=main');
  git('add', '.');
  git('commit', '--quiet', '--message=before');
  write('library/span.py', 'new');
}

it('leads from the changed file over the scenario to the verdict', () => {
  changedWorkspace();
  const text = commentText(RUN, [report], { base: 'main' }, workspace, {});
  expect(text.split('\n')[0]).toBe('<!-- nx-benchmark: benchmarks -->');
  expect(text).toContain('| `library/span.py` | `library/*` | `span` | regression (blocking) |');
});

it('is a comment of its own by its name, and worth having where nothing is known of the change', () => {
  const spy = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  try {
    const text = commentText(RUN, [report], { name: 'linux', base: 'nowhere' }, workspace, {});
    expect(text.split('\n')[0]).toBe('<!-- nx-benchmark: linux -->');
    expect(text).toContain('**regression (blocking)**');
    expect(text).not.toContain('Why these scenarios');
    expect(spy.mock.calls.join('')).toContain('the comment does not say why these scenarios: ');
  } finally {
    spy.mockRestore();
  }
  expect(commentText(RUN, [report], {}, undefined, {})).not.toContain('Why these scenarios');
});

it('holds no token, whatever a scenario printed before it failed', () => {
  const failure = {
    variant: 'start',
    side: 'candidate',
    reason: 'ended with exit status 1',
    output: 'environ({"GITHUB_TOKEN": "ghs_secret"})',
  } as const;
  const failed = madeReport([madeVariant('start', regression, { failure })]);
  const text = commentText(RUN, [failed], {}, undefined, { GITHUB_TOKEN: 'ghs_secret' });
  expect(text).toContain('environ({"GITHUB_TOKEN": "***"})');
});

it('names what could not be read, since nobody sees the log beside it', () => {
  const reason = '/runs/run/web/manifest.json is cut off <here>.';
  const text = commentText(
    { runId: 'run', leftOut: [{ folder: '/runs/run/web', reason, hint: 'x' }] },
    [report],
    {},
    undefined,
    {},
  );
  expect(text).toContain(
    '**Left out**, and in no count above:\n\n* /runs/run/web/manifest.json is cut off &lt;here&gt;.',
  );
  expect(commentText(RUN, [report], {}, undefined, {})).not.toContain('Left out');
});
