// P13: the longest task of the page's own thread while the playground is first loaded, and while values are tried.
const { chromium } = require('playwright-core');
const { service } = require('../fleet.js');
const { median, rounded } = require('../numbers.js');

const FLAGS = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
const ROUNDS = 5;

/** The browser reports tasks of 50 ms and more; what is shorter counts as nothing. */
function watch() {
  globalThis.longTasks = [];
  new PerformanceObserver((list) => { for (const entry of list.getEntries()) globalThis.longTasks.push({ at: Math.round(entry.startTime), ms: entry.duration }); }).observe({ type: 'longtask', buffered: true });
}
/** The tasks since the last call. */
const taken = (page) => page.evaluate(() => new Promise((resolve) => { setTimeout(() => resolve(globalThis.longTasks.splice(0)), 100); }));
const longest = (tasks) => tasks.reduce((most, { ms }) => Math.max(most, ms), 0);

/** One visit with nothing in the cache. */
async function visit(browser, url) {
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage();
  await page.addInitScript(watch);
  const since = performance.now();
  await page.goto(url);
  await page.locator('[data-patient]').first().waitFor();
  const readyMs = performance.now() - since;
  await page.waitForTimeout(300);
  const load = longest(await taken(page));
  await page.locator('[data-patient="synthetic-type-i-overdue"]').click();
  await page.locator('button.primary').click();
  await page.locator('#panel-cards article').first().waitFor();
  await page.waitForTimeout(600);
  const cards = longest(await taken(page));
  await page.locator('#tab-assessment').click();
  await page.locator('.assessment .recharts-surface').first().waitFor();
  await page.waitForTimeout(300);
  const drawing = longest(await taken(page));
  const field = page.locator('.facts input').first();
  const seen = [];
  for (const value of ['2', '2.5', '12', '25', '70']) {
    await field.fill(value);
    await page.locator('[data-testid="what-if-result"] :is(li, p)').first().waitFor();
    await page.waitForTimeout(150);
    seen.push(...await taken(page));
  }
  await page.context().close();
  return { readyMs, load, cards, drawing, whatIf: longest(seen) };
}

async function pages() {
  const server = await service({ env: { SANDBOX: 'on' } });
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: FLAGS });
  const rounds = [];
  try {
    for (let round = 0; round < ROUNDS; round += 1) rounds.push(await visit(browser, `http://localhost:${server.port}/`));
  } finally {
    await browser.close();
    await server.stop();
  }
  const of = (name) => rounded(median(rounds.map((each) => each[name])), 0);
  const shown = { readyMs: of('readyMs'), firstLoadMs: of('load'), cardsMs: of('cards'), drawingMs: of('drawing'), whatIfMs: of('whatIf') };
  return { ...shown, longestTaskMs: Math.max(shown.firstLoadMs, shown.cardsMs, shown.drawingMs, shown.whatIfMs), rounds: rounds.map((each) => Object.fromEntries(Object.entries(each).map(([name, ms]) => [name, rounded(ms, 0)]))) };
}

module.exports = { pages };
