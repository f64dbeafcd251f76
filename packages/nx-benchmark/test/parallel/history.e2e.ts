import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, test } from '@jest/globals';
import type { Browser, Locator, Page } from 'playwright-core';
import { madeStepRuns } from '../../src/report/testing/made-step';
import { RunStore } from '../../src/results/run-store';
import { problemsOf } from '../../src/results/testing/document-problems';
import { chromiumPath, openPage } from '../browser';
import { type MadeWorkspace, makeWorkspace } from '../made-workspace';
import { nx, REPOSITORY } from '../nx';

const BIN = join(REPOSITORY, 'packages/nx-benchmark/bin/nx-benchmark.cjs');

const executable = chromiumPath;

let workspace: MadeWorkspace;

/** Twenty saved runs; with the eleventh the config `start` became slower. */
beforeAll(() => {
  workspace = makeWorkspace(0);
  for (const manifest of madeStepRuns()) {
    const ofWork = { ...manifest, scenario: 'work', task: 'work:benchmark' };
    new RunStore(workspace.artifacts, manifest.runId, 'work').writeManifest(ofWork);
  }
  const cutOff = join(workspace.artifacts, 'run-0021/work');
  mkdirSync(cutOff, { recursive: true });
  writeFileSync(join(cutOff, 'manifest.json'), '{ "schemaVersion": 1, "runId": "run-0');
});

afterAll(() => workspace.remove());

const bin = (...arguments_: readonly string[]) =>
  spawnSync(process.execPath, [BIN, 'history', ...arguments_], { cwd: workspace.root, encoding: 'utf8' });
/** An attribute of every element that is found. */
const numbersOf = async (found: Locator, attribute: string) =>
  Promise.all((await found.all()).map(async (one) => Number(await one.getAttribute(attribute))));
const page = () => join(workspace.artifacts, 'history.html');

describe('the history of a workspace', () => {
  it('is a target, which marks the run that made a config slower and says how to look at it', async () => {
    const { code, output } = await nx(['run', 'work:history'], { cwd: workspace.root });
    expect(output).toContain('History: 1 change point in 2 series');
    expect(output).toMatch(/slower +\+\d\.\d\d % \[.*\] at 2026-09-11 09:30 UTC/);
    expect(output).toContain('nx run work:analyze --runId=run-0011');
    expect(output).toContain('skipped: 1 manifest that is cut off or unreadable');
    expect(code).toBe(0);
  });

  it('is a page in the folder of the runs, and of one config where that is asked for', async () => {
    const all = await nx(['run', 'benchmarks:history', '--html'], { cwd: workspace.root });
    expect(all.output).toContain(`report: ${page()}`);
    expect(existsSync(page())).toBe(true);
    const quiet = await nx(['run', 'work:history', '--configs=quiet', '--csv'], { cwd: workspace.root });
    expect(quiet.stdout).toContain('work,quiet,');
    expect(quiet.stdout).not.toContain('work,start,');
  });

  it('is JSON alone on stdout of the command, for any folder and below', () => {
    const { status, stdout, stderr } = bin('.', '--json');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const document = JSON.parse(stdout);
    expect(problemsOf('history', document)).toEqual([]);
    const { tracks, skipped } = document;
    expect(tracks.map(({ config }: { config: string }) => config)).toEqual(['quiet', 'start']);
    expect(tracks[1].series[0].changes).toMatchObject([{ run_id: 'run-0011' }]);
    expect(skipped).toMatchObject([{ reason: 'unreadable', count: 1 }]);
  });

  it.each([
    [['old'], /error: No runs to compare in .*\/old\.\nhint: /],
    [['--scenario=other'], /error: No runs of other to compare .* 20 runs of other scenarios/],
    [['--statistic=mean'], /error: There is no statistic mean\.\nhint: .*main-path, all-work, waiting/],
    [['--json', '--csv'], /error: --json and --csv exclude each other\./],
    [['a', 'b'], /error: One folder at a time, not a, b\./],
  ])('refuses %j in a sentence', (arguments_, sentence) => {
    const { status, stdout, stderr } = bin(...arguments_);
    expect(stderr).toMatch(sentence);
    expect(stdout).toBe('');
    expect(status).toBe(1);
  });
});

if (executable === undefined) {
  test('NOT RUN: the page of a history in a browser', () => {
    process.stderr.write('\n*** NOT RUN: the page of a history in a browser. Install Chromium. ***\n\n');
  });
} else {
  describe('the page in a browser', () => {
    let browser: Browser;
    let shown: Page;
    let problems: readonly string[];

    beforeAll(async () => {
      bin('--html');
      ({ browser, shown, problems } = await openPage(executable, page()));
    });

    afterAll(() => browser.close());

    it('shows what changed first, in an open fold with its chart', async () => {
      expect(await shown.locator('h1').textContent()).toBe('1 change point in 2 series');
      const rows = await shown.locator('body > table tbody tr').allTextContents();
      expect(rows).toHaveLength(2);
      expect(rows[0]).toContain('slower');
      const open = shown.locator('details.config[open]');
      expect(await open.count()).toBe(1);
      expect(await open.locator('.change.slower').textContent()).toContain(
        'nx run work:analyze --runId=run-0011',
      );
      expect(await open.locator('svg .mark path').isVisible()).toBe(true);
      const [mark] = await numbersOf(open.locator('svg .mark line'), 'x1');
      const dots = await numbersOf(open.locator('svg circle.dot'), 'cx');
      expect(dots).toHaveLength(20);
      expect(dots.filter((x) => x < mark!)).toHaveLength(10);
    });

    it('draws the level that it writes, slower further up', async () => {
      const [before, after, ...others] = await numbersOf(
        shown.locator('details.config[open] svg line.line'),
        'y1',
      );
      expect(others).toEqual([]);
      expect(after!).toBeLessThan(before!);
    });

    it('fits a window of 1280 pixels, in the dark as well', async () => {
      const background = () => shown.evaluate('getComputedStyle(document.body).backgroundColor');
      const light = await background();
      await shown.emulateMedia({ colorScheme: 'dark' });
      expect(await background()).not.toBe(light);
      expect(await shown.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(1280);
    });

    it('filters by name from the keyboard, and opens what a link leads to', async () => {
      await shown.keyboard.press('/');
      await shown.keyboard.type('quiet');
      expect(await shown.locator('body > table tbody tr:visible').count()).toBe(1);
      await shown.locator('body > table a', { hasText: 'quiet' }).click();
      await shown.locator('details.config[open]', { hasText: 'work, quiet' }).waitFor();
    });

    it('asks for nothing and has no error', () => {
      expect(problems).toEqual([]);
    });
  });
}
