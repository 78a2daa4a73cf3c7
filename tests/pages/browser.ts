import { access } from 'node:fs/promises';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

const PLACES = [process.env['CHROMIUM'], '/usr/bin/chromium', '/usr/bin/chromium-browser'];

/** A real browser. Throws with the way to get one where there is none. */
export async function startBrowser(): Promise<Browser> {
  for (const executablePath of PLACES)
    if (executablePath !== undefined && (await isThere(executablePath)))
      return chromium.launch({ executablePath, args: QUIET });
  throw new Error(
    'These tests need Chromium: “apt-get install chromium”, or say where it is in CHROMIUM.',
  );
}

const isThere = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

const QUIET = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A page, and everything that went wrong on it: broken policies, errors, what could not be loaded. */
export type Visit = Readonly<{ page: Page; faults: readonly string[] }>;

export const PHONE = { width: 375, height: 812 };
export const DESK = { width: 1200, height: 900 };

/** What was still being loaded when one went on to another page. */
const LEFT = 'net::ERR_ABORTED';

export async function visit(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = { viewport: DESK },
): Promise<Visit> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') faults.push(message.text());
  });
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('requestfailed', (request) => {
    const why = request.failure()?.errorText;
    if (why !== LEFT) faults.push(`not loaded: ${request.url()} (${why})`);
  });
  await page.goto(url);
  return { page, faults };
}

/** Pixels by which the page is wider than its window. */
export const overflow = (page: Page): Promise<number> =>
  page.evaluate('document.documentElement.scrollWidth - window.innerWidth');
