import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** The browser of this machine; undefined where there is none. NX_BENCHMARK_CHROMIUM names another. */
export const chromiumPath = process.env.NX_BENCHMARK_CHROMIUM ?? PLACES.find((path) => existsSync(path));

/** A file as a page of the browser at `executablePath`, 1280 pixels wide. */
export interface OpenPage {
  readonly browser: Browser;
  readonly shown: Page;
  /** Errors of the page, and what it asked for besides itself; grows as it is used. */
  readonly problems: readonly string[];
}

export async function openPage(executablePath: string, file: string): Promise<OpenPage> {
  const browser = await startBrowser(executablePath);
  const problems: string[] = [];
  return { browser, shown: await showFile(browser, file, problems), problems };
}

export function startBrowser(executablePath: string): Promise<Browser> {
  return chromium.launch({ executablePath, args: ['--no-sandbox'] });
}

/** @param problems gets what the page complains of, and what it asks for besides itself */
export async function showFile(
  browser: Browser,
  file: string,
  problems: string[],
  colorScheme: 'light' | 'dark' = 'light',
): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, colorScheme });
  const url = pathToFileURL(file).href;
  page.on('pageerror', ({ message }) => problems.push(message));
  page.on('console', (message) => problems.push(message.text()));
  page.on('request', (request) => {
    // A link within the page is no request of another.
    if (request.url().split('#')[0] !== url) problems.push(request.url());
  });
  await page.goto(url);
  return page;
}
