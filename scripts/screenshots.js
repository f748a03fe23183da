// Every view, wide and narrow, light and dark, in both languages, as pictures: reports/screenshots holds all, docs/screenshots the few that are kept. `npm run screenshots`, or some of the views: `npm run screenshots -- cards app`
const { spawn } = require('node:child_process');
const { mkdirSync, mkdtempSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { chromium } = require('playwright-core');
const { isStale } = require('./stale.js');
const { build } = require('./build.js');

const root = join(__dirname, '..');
const all = join(root, 'reports', 'screenshots');
const kept = join(root, 'docs', 'screenshots');
const PORT = process.env.PORT ?? '8181';
const URL_OF = `http://localhost:${PORT}/`;
/** What goes into the repository, as a window shows it unless it is the whole drawing; the first two are the README's. */
const KEPT = {
  'cards-1600-light-en': { as: 'playground-light-en' }, 'app-1600-dark-zh-CN': { as: 'app-dark-zh', whole: true }, 'orders-1600-dark-en': { as: 'orders-dark-en' },
  'what-if-1600-light-zh-CN': { as: 'what-if-light-zh' }, 'rulebook-1600-light-en': { as: 'rulebook-light-en' }, 'app-360-light-en': { as: 'narrow-light-en' },
};

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

const EHR = 'https://fhir.ehr.example.org';
/** An EHR that is only played: it authorizes everybody and hands on what the sandbox holds of one patient. */
async function launched(page, patient) {
  await page.route(`${EHR}/**`, async (route) => {
    const url = new URL(route.request().url());
    const json = (body) => route.fulfill({ json: body, headers: { 'Access-Control-Allow-Origin': '*' } });
    if (url.pathname.endsWith('/smart-configuration')) await json({ authorization_endpoint: `${EHR}/authorize`, token_endpoint: `${EHR}/token`, capabilities: ['launch-ehr', 'client-public'], code_challenge_methods_supported: ['S256'] });
    else if (url.pathname === '/authorize') await route.fulfill({ status: 302, headers: { Location: `${url.searchParams.get('redirect_uri')}?code=one&state=${url.searchParams.get('state')}` } });
    else if (url.pathname === '/token') await json({ access_token: 'one', token_type: 'Bearer', expires_in: 300, scope: 'patient/*.rs', patient, appContext: JSON.stringify({ rules: ['SU-3', 'SC-1'] }) });
    else await json(await (await fetch(`${URL_OF}sandbox/fhir${url.pathname.slice('/r4'.length)}${url.search}`)).json());
  });
  await page.goto(`${URL_OF}launch.html?iss=${encodeURIComponent(`${EHR}/r4`)}&launch=one`);
  await page.locator('.assessment .recharts-surface').first().waitFor();
}

const VIEWS = {
  start: async (page) => { await page.goto(URL_OF); await page.locator('[data-patient]').first().waitFor(); },
  cards: (page) => called(page, 'synthetic-type-i-overdue', 'gnen-patient-view'),
  orders: (page) => called(page, 'synthetic-type-i-overdue', 'gnen-order-sign'),
  assessment: (page) => assessed(page, 'synthetic-metastatic-net'),
  trail: (page) => assessed(page, 'synthetic-earlier-grade'),
  'what-if': async (page) => { await assessed(page, 'synthetic-type-i-overdue'); await page.locator('.facts input').first().fill('25'); await page.locator('[data-testid="what-if-result"] li').first().waitFor(); },
  app: (page) => launched(page, 'synthetic-type-i-on-ppi'),
  connect: async (page) => { await page.goto(`${URL_OF}app`); await page.locator('form').waitFor(); },
  rulebook: async (page, language) => { await page.goto(`${URL_OF}rulebook?lang=${language}`); await page.locator('#find input').waitFor(); },
};
/** The whole length of these is looked at; of the others what a window shows. */
const WHOLE = new Set(['cards', 'orders', 'assessment', 'trail', 'what-if', 'app']);

async function main(asked) {
  if (isStale() && build() !== 0) return 1;
  for (const folder of [all, kept]) mkdirSync(folder, { recursive: true });
  const data = mkdtempSync(join(tmpdir(), 'gnen-screenshots-'));
  const service = spawn(process.execPath, [join(root, 'dist', 'server.js')], { env: { ...process.env, PORT, DATA_DIR: data, LOG_LEVEL: 'error' }, stdio: ['ignore', 'pipe', 'inherit'] });
  await new Promise((ready, failed) => { service.stdout.once('data', ready); service.once('exit', () => failed(new Error('the service did not start'))); });
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'] });
  try {
    for (const [name, show] of Object.entries(VIEWS).filter(([view]) => asked.length === 0 || asked.includes(view))) {
      for (const colorScheme of ['light', 'dark']) {
        for (const language of ['en', 'zh-CN']) {
          const context = await browser.newContext({ colorScheme, locale: language === 'en' ? 'en-GB' : language, viewport: { width: 1600, height: 1000 } });
          const page = await context.newPage();
          await show(page, language);
          for (const [width, height] of [[1600, 1000], [360, 780]]) {
            await page.setViewportSize({ width, height });
            await page.evaluate(() => scrollTo(0, 0));
            await page.waitForTimeout(250);
            const taken = `${name}-${width}-${colorScheme}-${language}`;
            await page.screenshot({ path: join(all, `${taken}.png`), fullPage: WHOLE.has(name) });
            const { as, whole = false } = KEPT[taken] ?? {};
            if (as !== undefined) await page.screenshot({ path: join(kept, `${as}.png`), fullPage: whole });
          }
          await context.close();
        }
      }
    }
  } finally {
    await browser.close();
    service.kill('SIGTERM');
    await new Promise((gone) => service.once('exit', gone));
    rmSync(data, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }
  return 0;
}

main(process.argv.slice(2)).then((status) => { process.exitCode = status; }, (error) => { process.stderr.write(`${error.stack}\n`); process.exitCode = 1; });
