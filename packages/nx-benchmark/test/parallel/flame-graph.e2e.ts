import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { compareProfiles } from '../../src/profile/compare-profiles';
import { joinTrees } from '../../src/profile/join-trees';
import { call, type MadeCall, madeProfile, times } from '../../src/profile/testing/made-profile';
import { flameGraphPage } from '../../src/report/flame-graph/flame-graph-page';
import { chromiumPath, showFile, startBrowser } from '../browser';

const executable = chromiumPath;

if (executable === undefined) {
  test('NOT RUN: the flame graph in a browser', () => {
    process.stderr.write('\n*** NOT RUN: the flame graph in a browser. Install Chromium. ***\n\n');
  });
} else {
  describe('the flame graph in a browser', () => inBrowser(executable));
}

const MS = 1e-3;
const site = (name: string, file: string) => `${name} (/x/lib/python3.12/site-packages/${file}:1)`;
const INIT = site('Span.__init__', 'ddtrace/_trace/span.py');
const ENCODE = site('encode', 'ddtrace/internal/encoding.py');
const FINISH = site('Span.finish', 'ddtrace/_trace/span.py');

/** The candidate's constructor takes twice the time, its encoder half of it; one function is gone and one is new. */
const BASELINE: readonly MadeCall[] = [
  call(
    site('loop', 'scenario.py'),
    2 * MS,
    ...times(10, call(INIT, 2 * MS, call('dict.get', 1 * MS))),
    call(FINISH, 8 * MS, call(ENCODE, 20 * MS), call('gone', 5 * MS)),
  ),
];
const CANDIDATE: readonly MadeCall[] = [
  call(
    site('loop', 'scenario.py'),
    2 * MS,
    ...times(10, call(INIT, 4 * MS, call('dict.get', 1 * MS))),
    call(FINISH, 8 * MS, call(ENCODE, 10 * MS), call('fresh', 3 * MS), call('tiny', 1e-12)),
  ),
];

function inBrowser(executablePath: string): void {
  let folder: string;
  let browser: Browser;
  let page: Page;
  /** Errors of the page, and what it asked for besides itself. */
  const problems: string[] = [];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'nx-benchmark-flame-'));
    browser = await startBrowser(executablePath);
  });

  afterEach(async () => {
    await page.close();
    expect(problems.splice(0)).toEqual([]);
  });

  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function open(
    [baseline, candidate]: readonly [readonly MadeCall[], readonly MadeCall[]] = [BASELINE, CANDIDATE],
    colorScheme: 'light' | 'dark' = 'light',
  ): Promise<void> {
    const path = join(folder, 'page.html');
    writeFileSync(path, made(baseline, candidate));
    page = await showFile(browser, path, problems, colorScheme);
  }

  const frame = (name: string) => page.locator('.frame', { hasText: name }).first();
  const widthOf = async (name: string) => Number(await frame(name).locator('rect').getAttribute('width'));
  const fillOf = async (name: string): Promise<string> => {
    const at = await frame(name).getAttribute('data-at');
    return page.evaluate(`getComputedStyle(document.querySelector('[data-at="${at}"] rect')).fill`);
  };
  const details = () => page.evaluate<string>("document.getElementById('details').innerText");
  const chosen = () => page.locator('.chosen').textContent();

  it('is as wide as the candidate’s time, or the baseline’s', async () => {
    await open();
    const whole = await widthOf('all calls');
    expect(whole).toBeGreaterThan(1200);
    expect(await page.locator('#totals').textContent()).toBe('65.0 ms → 73.0 ms in all calls, +12.3 %');
    expect((await widthOf('Span.__init__')) / whole).toBeCloseTo(50 / 73, 3);
    expect(await frame('gone').count()).toBe(0);
    await page.getByLabel('baseline').check();
    expect((await widthOf('Span.__init__')) / whole).toBeCloseTo(30 / 65, 3);
    expect(await frame('gone').count()).toBe(1);
    expect(await frame('fresh').count()).toBe(0);
  });

  it.each(['light', 'dark'] as const)(
    'is red where slower, blue where faster, grey where the same: %s',
    async (scheme) => {
      await open([BASELINE, CANDIDATE], scheme);
      const colour = async (name: string) => {
        const numbers = (await fillOf(name)).match(/[\d.]+/g)!.map(Number);
        return { red: numbers[0]!, blue: numbers[2]! };
      };
      const [slower, faster, same] = [
        await colour('Span.__init__'),
        await colour('encode'),
        await colour('dict.get'),
      ];
      expect(slower.red).toBeGreaterThan(slower.blue * 1.2);
      expect(faster.blue).toBeGreaterThan(faster.red * 1.2);
      expect(Math.max(same.red, same.blue) / Math.min(same.red, same.blue)).toBeLessThan(1.2);
      const background = await page.evaluate('getComputedStyle(document.body).backgroundColor');
      expect(background).toBe(scheme === 'dark' ? 'rgb(22, 25, 29)' : 'rgb(255, 255, 255)');
      await page.screenshot({
        path: join(process.env.NX_BENCHMARK_SCREENSHOTS ?? folder, `flame-graph-${scheme}.png`),
      });
    },
  );

  it('shows the numbers of both sides where the mouse is', async () => {
    await open();
    await frame('Span.__init__').hover();
    const text = await details();
    expect(text).toContain('Span.__init__ (ddtrace/_trace/span.py)');
    expect(text).toMatch(/with what it calls\s+30\.0 ms\s+50\.0 ms\s+\+20\.0 ms\s+\+66\.7 %/);
    expect(text).toMatch(/own body\s+20\.0 ms\s+40\.0 ms\s+\+20\.0 ms\s+\+100 %/);
    expect(text).toMatch(/calls\s+10\s+10/);
    await frame('fresh').hover();
    expect(await details()).toMatch(/0 ns\s+3\.00 ms\s+\+3\.00 ms\s+new/);
  });

  it('zooms by a click, and back', async () => {
    await open();
    const whole = await widthOf('all calls');
    await frame('Span.finish').click();
    expect(await widthOf('Span.finish')).toBeCloseTo(whole, 1);
    expect((await widthOf('encode')) / whole).toBeCloseTo(10 / 21, 3);
    expect(await frame('Span.__init__').count()).toBe(0);
    await page.getByRole('button', { name: 'Show all' }).click();
    expect(await frame('Span.__init__').count()).toBe(1);
    await frame('Span.finish').click();
    await page.keyboard.press('Escape');
    expect(await chosen()).toContain('loop');
  });

  it('finds by name or file, and adds up what it finds, each second once', async () => {
    await open();
    await page.keyboard.press('/');
    await page.keyboard.type('_TRACE/span');
    expect(await page.locator('.frame.found').count()).toBe(2);
    expect(await page.locator('#found').textContent()).toBe(
      '63.0 ms → 71.0 ms in 2 paths, 97.3 % of the candidate',
    );
    await page.keyboard.press('Control+A');
    await page.keyboard.type('nowhere');
    expect(await page.locator('#found').textContent()).toBe('not found');
    await page.keyboard.press('Escape');
    expect(await page.locator('.frame.found, .frame.unfound').count()).toBe(0);
    expect(await page.getByLabel('Search').inputValue()).toBe('');
  });

  it('goes by keys to callers, to what is called, and to neighbours', async () => {
    await open();
    const press = async (...keys: readonly string[]) => {
      for (const key of keys) await page.keyboard.press(key);
      return chosen();
    };
    expect(await press('ArrowDown')).toContain('loop');
    expect(await press('ArrowDown')).toContain('Span.__init__');
    expect(await press('ArrowRight')).toContain('Span.finish');
    expect(await press('ArrowRight')).toContain('Span.finish');
    expect(await press('ArrowLeft')).toContain('Span.__init__');
    expect(await details()).toContain('Span.__init__');
    expect(await press('Enter', 'ArrowDown')).toContain('dict.get');
    expect(await widthOf('Span.__init__')).toBeCloseTo(await widthOf('all calls'), 1);
    expect(await press('ArrowUp', 'ArrowUp', 'ArrowUp')).toContain('all calls');
  });

  it('says what it leaves out', async () => {
    await open();
    expect(await page.locator('#pruned').textContent()).toMatch(/^1 path is left out/);
  });

  it('fits a window of 1280 columns, with names that are read', async () => {
    await open();
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(1280);
    const overlapping = await page.evaluate(`[...document.querySelectorAll('.frame')].filter((group) => {
      const [rect, text] = [group.querySelector('rect'), group.querySelector('text')];
      return text !== null && text.getBBox().x + text.getBBox().width > rect.getBBox().x + rect.getBBox().width + 1;
    }).length`);
    expect(overlapping).toBe(0);
  });

  it('draws only what is seen of a tree of 200,000 paths', async () => {
    const wide = Array.from({ length: 1000 }, (_, at) =>
      call(`f${at}`, MS, ...Array.from({ length: 200 }, (_, inner) => call(`g${inner}`, MS))),
    );
    await open([wide, wide]);
    const count = await page.locator('.frame').count();
    expect(count).toBeGreaterThan(900);
    expect(count).toBeLessThan(5000);
    await page.keyboard.press('/');
    await page.keyboard.type('g7');
    expect(await page.locator('#found').textContent()).toContain('in 11000 paths');
  });
}

function made(baseline: readonly MadeCall[], candidate: readonly MadeCall[]): string {
  const profiles = { baseline: madeProfile(baseline), candidate: madeProfile(candidate) };
  const compared = compareProfiles(profiles, true);
  const trees = { baseline: profiles.baseline.tree, candidate: profiles.candidate.tree };
  const tree = joinTrees(trees, compared, 0.001 / 1280);
  return flameGraphPage(tree, compared.joined.labels, {
    title: 'span/start',
    baseline: 'ddtrace 4.15.7',
    candidate: 'ddtrace 4.16.0',
  });
}
