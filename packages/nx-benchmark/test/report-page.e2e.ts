import { existsSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { madeRecord } from '../src/report/against/testing/made-runs';
import { htmlReport } from '../src/report/html/html-report';
import { madeReport, madeVariant, mainPath } from '../src/report/testing/made-report';
import { chromiumPath, openPage, showFile } from './browser';
import { type MadeWorkspace, makeWorkspace } from './made-workspace';
import { nx, REPOSITORY } from './nx';

const executable = chromiumPath;

let workspace: MadeWorkspace;

/** A real run: one config with a regression, and one too short to tell. */
beforeAll(async () => {
  workspace = makeWorkspace(0.1);
  const policy = 'policy: { configs: { large: { margin: 0.1, maxRounds: 6 } } }';
  workspace.write(
    'benchmarks/suitespec.yml',
    `suites:\n  work:\n    ${policy}\n    paths: [new/*, benchmarks/work/*]\n`,
  );
  await run('work:benchmark', '--engine=local', '--runId=shown', '--failOn=never');
});

afterAll(() => workspace.remove());

const run = (...arguments_: string[]) => nx(['run', ...arguments_], { cwd: workspace.root });
const page = () => join(workspace.artifacts, 'shown/report.html');

describe('the forms of a report', () => {
  it('prints Markdown and CSV, writes any of them into a file, and takes one at a time', async () => {
    const markdown = await run('benchmarks:analyze', '--markdown');
    expect(markdown.output).toMatch(/\| work \| small \|.*\*\*regression \(blocking\)\*\* \|/);
    const csv = await run('benchmarks:analyze', '--csv', '--outputFile=out/run.csv');
    expect(csv.output).toContain(join(workspace.root, 'out/run.csv'));
    expect(existsSync(join(workspace.root, 'out/run.csv'))).toBe(true);
    const both = await run('benchmarks:analyze', '--csv', '--html');
    expect(both.code).toBe(1);
    expect(both.output).toContain('--csv and --html exclude each other.');
  });

  it('prints the comment that the command would post', async () => {
    const { code, output } = await run('benchmarks:analyze', '--prComment', '--name=one');
    expect(code).toBe(0);
    expect(output).toContain('<!-- nx-benchmark: one -->\n### Benchmarks: ');
    expect(output).toMatch(/\| work \| small \|.*\*\*regression \(blocking\)\*\* \|/);
  });

  it('writes the page into the folder of the run', async () => {
    const { code, output } = await run('benchmarks:analyze', '--html');
    expect(code).toBe(0);
    expect(output).toContain(`report: ${page()}`);
    expect(existsSync(page())).toBe(true);
  });
});

describe('the comment of a pull request', () => {
  it('is posted by the command, once, with the verdicts', async () => {
    const comments: { id: number; body: string }[] = [];
    const server = createServer(async (request, response) => {
      let text = '';
      for await (const chunk of request) text += chunk;
      if (request.method === 'POST') comments.push({ id: 1, body: JSON.parse(text).body });
      if (request.method === 'PATCH') comments[0]!.body = JSON.parse(text).body;
      response.end(JSON.stringify(request.method === 'GET' ? comments : comments[0]));
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    try {
      const env = {
        GITHUB_REPOSITORY: 'o/r',
        GITHUB_TOKEN: 'secret',
        GITHUB_REF: 'refs/pull/7/merge',
        GITHUB_API_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      };
      const bin = join(REPOSITORY, 'node_modules/.bin/nx-benchmark');
      const post = () => nx(['comment', '--run-id=shown'], { cwd: workspace.root, bin, env });
      const first = await post();
      expect(first.output).toContain('pull request 7 of o/r: comment created');
      expect(first.code).toBe(0);
      expect((await post()).output).toContain('comment unchanged');
      expect(comments).toHaveLength(1);
      expect(comments[0]!.body).toMatch(/\| work \| small \|.*\*\*regression \(blocking\)\*\* \|/);
      expect(first.output).not.toContain('secret');
    } finally {
      server.close();
    }
  });
});

if (executable === undefined) {
  test('NOT RUN: the page of a run in a browser', () => {
    process.stderr.write('\n*** NOT RUN: the page of a run in a browser. Install Chromium. ***\n\n');
  });
} else {
  describe('the page in a browser', () => {
    let browser: Browser;
    let shown: Page;
    let problems: readonly string[];

    beforeAll(async () => {
      ({ browser, shown, problems } = await openPage(executable, page()));
    });

    afterAll(() => browser.close());

    it('shows the worst first, and opens where somebody should look', async () => {
      expect(await shown.locator('h1').textContent()).toContain('regression');
      const rows = await shown.locator('body > table tbody tr').allTextContents();
      expect(rows).toHaveLength(2);
      expect(rows[0]).toContain('regression (blocking)');
      expect(await shown.locator('details.config').first().getAttribute('open')).not.toBeNull();
      expect(await shown.locator('details.config svg.chart').count()).toBeGreaterThanOrEqual(6);
    });

    it('fits a window of 1280 pixels', async () => {
      const width = await shown.evaluate('document.documentElement.scrollWidth');
      expect(width).toBeLessThanOrEqual(1280);
    });

    it('fits with long names, verdicts in many words and large changes, too, and keeps its plots readable', async () => {
      const verdict = { kind: 'regression', level: 'blocking', moved: ['main-path'], rounds: 10 } as const;
      const calm = { kind: 'no-change', moved: [], rounds: 10 } as const;
      const results = [mainPath(1.009, 0.857, 1.174)];
      const variants = [
        madeVariant('has_listeners_no_listeners', verdict, { results }),
        madeVariant('1-count-metric-1-times', calm),
      ];
      const { manifest, ...rest } = madeReport(variants);
      const variables = Object.fromEntries(Array.from({ length: 30 }, (_, at) => [`variable_${at}`, false]));
      const wordy = {
        variants: [madeRecord('has_listeners_no_listeners', { variables })],
        policy: { ...manifest.policy, margin: 0.05 },
        scenario: 'packages_package_for_root_module_mapping',
      };
      const file = join(workspace.root, 'wide.html');
      const pageOf = htmlReport('run', [{ ...rest, manifest: { ...manifest, ...wordy } }], () => []);
      writeFileSync(file, pageOf);
      const wide = await showFile(browser, file, []);
      expect(await wide.locator('details[open] dl').last().textContent()).toContain('variable_29');
      expect(await wide.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(1280);
      for (const plot of await wide.locator('body > table svg.interval').all()) {
        expect((await plot.boundingBox())!.width).toBeGreaterThanOrEqual(160);
      }
      await wide.close();
    });

    it('filters by name from the keyboard, and shows all again', async () => {
      await shown.keyboard.press('/');
      await shown.keyboard.type('large');
      expect(await shown.locator('body > table tbody tr:visible').count()).toBe(1);
      await shown.keyboard.press('Escape');
      expect(await shown.locator('body > table tbody tr:visible').count()).toBe(2);
    });

    it('opens and closes all configs with a key, and the one a link leads to', async () => {
      const open = () => shown.locator('details.config[open]').count();
      await shown.keyboard.press('e');
      const after = await open();
      await shown.keyboard.press('e');
      expect([after, await open()].sort()).toEqual([0, 2]);
      while ((await open()) > 0) await shown.keyboard.press('e');
      await shown.locator('body > table a', { hasText: 'large' }).click();
      await shown.locator('details.config[open] .body').waitFor();
      expect(await open()).toBe(1);
    });

    it('asks for nothing and has no error', () => {
      expect(problems).toEqual([]);
    });
  });
}
