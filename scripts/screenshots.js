// Every view in light and dark and in both languages, as pictures: reports/screenshots holds all, docs/screenshots the few that are kept. `npm run screenshots`
const { spawn } = require('node:child_process');
const { copyFileSync, mkdirSync, mkdtempSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { chromium } = require('playwright-core');
const { isStale } = require('./stale.js');
const { build } = require('./build.js');

const root = join(__dirname, '..');
const all = join(root, 'reports', 'screenshots');
const kept = join(root, 'docs', 'screenshots');
const PORT = 8181;
const URL_OF = `http://localhost:${PORT}/`;
/** What goes into the repository; the first two are the README's. */
const KEPT = { 'playground-light-en': 'cards-light-en', 'app-dark-zh': 'assessment-dark-zh-CN', 'orders-dark-en': 'orders-dark-en', 'what-if-light-zh': 'what-if-light-zh-CN', 'rulebook-light-en': 'rulebook-light-en', 'narrow-light-en': 'narrow-light-en' };

async function called(page, patient, hook) {
  await page.goto(URL_OF);
  await page.locator(`[data-patient="${patient}"]`).click();
  await page.locator('select[data-choice="hook"]').selectOption(hook);
  if (hook.includes('order')) await page.locator('fieldset button').first().click();
  await Promise.all([page.waitForResponse((answer) => answer.url().endsWith(`/cds-services/${hook}`)), page.locator('button.primary').click()]);
  await page.locator('#panel-cards article').first().waitFor();
}
async function assessed(page, patient) {
  await called(page, patient, 'gnen-patient-view');
  await page.locator('#tab-assessment').click();
  await page.locator('.assessment .recharts-surface').first().waitFor();
}

const VIEWS = [
  { name: 'start', width: 1280, height: 900, show: async (page) => { await page.goto(URL_OF); await page.locator('[data-patient]').first().waitFor(); } },
  { name: 'cards', width: 1600, height: 1000, show: (page) => called(page, 'synthetic-type-i-overdue', 'gnen-patient-view') },
  { name: 'orders', width: 1280, height: 900, show: (page) => called(page, 'synthetic-type-i-overdue', 'gnen-order-sign') },
  { name: 'assessment', width: 1600, height: 1000, element: '.assessment', show: (page) => assessed(page, 'synthetic-type-i-on-ppi') },
  { name: 'trail', width: 1280, height: 900, element: '.charts', show: (page) => assessed(page, 'synthetic-earlier-grade') },
  { name: 'what-if', width: 1280, height: 900, show: async (page) => { await assessed(page, 'synthetic-type-i-overdue'); await page.locator('.facts input').first().fill('25'); await page.locator('[data-testid="what-if-result"] p').first().waitFor(); } },
  { name: 'narrow', width: 360, height: 780, show: (page) => assessed(page, 'synthetic-type-ii') },
  { name: 'app', width: 1280, height: 700, show: async (page) => { await page.goto(`${URL_OF}app`); await page.locator('form').waitFor(); } },
  { name: 'rulebook', width: 1280, height: 900, show: async (page, language) => { await page.goto(`${URL_OF}rulebook?lang=${language}#GR-3`); await page.locator('#find input').waitFor(); } },
];

async function main() {
  if (isStale() && build() !== 0) return 1;
  mkdirSync(all, { recursive: true });
  mkdirSync(kept, { recursive: true });
  const data = mkdtempSync(join(tmpdir(), 'gnen-screenshots-'));
  const service = spawn(process.execPath, [join(root, 'dist', 'server.js')], { env: { ...process.env, PORT: String(PORT), DATA_DIR: data, LOG_LEVEL: 'error' }, stdio: ['ignore', 'pipe', 'inherit'] });
  await new Promise((ready, failed) => { service.stdout.once('data', ready); service.once('exit', () => failed(new Error('the service did not start'))); });
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'] });
  try {
    for (const colorScheme of ['light', 'dark']) {
      for (const language of ['en', 'zh-CN']) {
        const context = await browser.newContext({ colorScheme, locale: language === 'en' ? 'en-GB' : language });
        for (const { name, width, height, element, show } of VIEWS) {
          const page = await context.newPage();
          await page.setViewportSize({ width, height });
          await show(page, language);
          await page.waitForTimeout(300);
          const path = join(all, `${name}-${colorScheme}-${language}.png`);
          if (element === undefined && name !== 'rulebook') await page.evaluate(() => scrollTo(0, 0));
          if (element === undefined) await page.screenshot({ path });
          else await page.locator(element).first().screenshot({ path });
          await page.close();
        }
        await context.close();
      }
    }
  } finally {
    await browser.close();
    service.kill('SIGTERM');
    await new Promise((gone) => service.once('exit', gone));
    rmSync(data, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }
  for (const [name, taken] of Object.entries(KEPT)) copyFileSync(join(all, `${taken}.png`), join(kept, `${name}.png`));
  return 0;
}

main().then((status) => { process.exitCode = status; }, (error) => { process.stderr.write(`${error.stack}\n`); process.exitCode = 1; });
