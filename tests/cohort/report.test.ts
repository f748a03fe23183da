/** The report in a browser: its charts are drawn, nothing is loaded, every reader can use it. */
import { writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';
import { pageOf } from '../../src/cohort';
import { aBrowser, aPage, axeViolations, sideways } from '../web/a-browser';
import { aFolder, bundleLines, cohortOf, written } from './a-cohort';

const at = aFolder();
jest.setTimeout(120_000);
let browser: Browser;
beforeAll(async () => { browser = await aBrowser(); });
afterAll(async () => { await browser?.close(); });

describe.each([1100, 390])('the report at %d pixels', (width) => {
  test('is drawn as it is counted, loads nothing, has no accessibility faults and fits', async () => {
    const { summary } = await cohortOf([written(at('c.ndjson'), `${bundleLines(120)}nonsense\n`)]);
    const file = at('report.html');
    writeFileSync(file, pageOf(summary));
    const { page, complaints, close } = await aPage(browser, [], { viewport: { width, height: 900 }, colorScheme: 'light' });
    await page.goto(pathToFileURL(file).href);
    expect(await page.locator('svg').count()).toBeGreaterThan(4);
    const overdue = page.locator('section', { has: page.getByRole('heading', { name: 'Surveillance', exact: true }) });
    const bars = await overdue.locator('svg rect').evaluateAll((all) => all.map((each) => Number(each.getAttribute('width'))));
    const counts = Object.values(summary.surveillance).sort((a, b) => b - a);
    expect(bars.map((bar) => Math.round((bar / (bars[0] ?? 1)) * 100))).toEqual(counts.map((count) => Math.round((Math.round((count / (counts[0] ?? 1)) * 380) / 380) * 100)));
    expect(await page.getByText('Some lines or files could not be used').count()).toBe(1);
    expect(await page.getByText('line 121').count()).toBe(1);
    expect([complaints, await axeViolations(page), await sideways(page)]).toEqual([[], [], 0]);
    await close();
  });
});
