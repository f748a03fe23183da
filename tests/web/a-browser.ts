/** Chromium as it is installed, driven without a download; every page is watched for errors and for requests that leave the machine's own origins. */
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { readFileSync } from 'node:fs';

const FLAGS = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

export const aBrowser = (): Promise<Browser> => chromium.launch({ executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium', args: FLAGS });

export interface Watched { page: Page; /** Console errors and warnings, exceptions, failed requests, requests to an origin that is not listed. */ complaints: string[]; close(): Promise<void> }

/** A page of its own context. @param origins where it may go */
export async function aPage(browser: Browser, origins: readonly string[], options: BrowserContextOptions = {}): Promise<Watched> {
  const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  const complaints: string[] = [];
  page.on('console', (message) => { if (message.type() === 'error' || message.type() === 'warning') complaints.push(`${message.type()}: ${message.text()}`); });
  page.on('pageerror', (error) => { complaints.push(`exception: ${error.message}`); });
  page.on('requestfailed', (request) => { if (request.failure()?.errorText !== 'net::ERR_ABORTED') complaints.push(`failed: ${request.url()}`); });
  page.on('request', (request) => { const { protocol, origin } = new URL(request.url()); if (protocol.startsWith('http') && !origins.includes(origin)) complaints.push(`another origin: ${request.url()}`); });
  return { page, complaints, close: () => context.close() };
}

/** What axe finds wrong, as sentences; empty is what a test wants. */
export async function axeViolations(page: Page): Promise<string[]> {
  // The page's own policy forbids foreign scripts, so axe is evaluated from outside of it.
  await page.evaluate(AXE);
  return page.evaluate(async () => {
    const axe = (globalThis as unknown as { axe: { run: (options: unknown) => Promise<{ violations: { id: string; nodes: { html: string; failureSummary?: string }[] }[] }> } }).axe; // sound: just evaluated
    const { violations } = await axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] });
    return violations.flatMap((violation) => violation.nodes.map((node) => `${violation.id}: ${node.html.slice(0, 160)} ${node.failureSummary ?? ''}`));
  });
}

/** How far the page is wider than the window, in CSS pixels; 0 is what a reader wants. */
export const sideways = (page: Page): Promise<number> => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
