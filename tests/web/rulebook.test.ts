/** The rulebook as a reader meets it: whole without a script, found in with one, every rule at its own address. */
import type { Browser } from 'playwright-core';
import { RULES } from '../../src/engine';
import { rulebookData } from '../../src/pages';
import { aBrowser, aPage, axeViolations, sideways } from './a-browser';
import { aBuiltService, type BuiltService } from './a-built-service';

jest.setTimeout(60_000);

let service: BuiltService;
let browser: Browser;
beforeAll(async () => { [service, browser] = await Promise.all([aBuiltService(), aBrowser()]); });
afterAll(async () => { await Promise.all([browser.close(), service.stop()]); });

test('every rule and every newer note has its permanent anchor, and an anchor that a card links to is in view', async () => {
  const { page, complaints, close } = await aPage(browser, [service.url]);
  await page.goto(`${service.url}/rulebook#OR-1`);
  const ids = new Set(await page.locator('article').evaluateAll((articles) => articles.map((article) => article.id)));
  for (const { id } of RULES) expect(ids).toContain(id);
  for (const { id } of rulebookData('en').newerNotes) expect(ids).toContain(id);
  await page.waitForFunction(() => { const { top } = document.getElementById('OR-1')?.getBoundingClientRect() ?? { top: -1 }; return top >= 0 && top < innerHeight / 2; });
  expect(complaints).toEqual([]);
  await close();
});

test('search and topic narrow the list, say how many are left, and a link to a hidden rule brings it back', async () => {
  const { page, complaints, close } = await aPage(browser, [service.url]);
  await page.goto(`${service.url}/rulebook?lang=en`);
  const shown = (): Promise<number> => page.locator('article:visible').count();
  const all = await shown();
  await page.getByRole('searchbox', { name: 'Search' }).fill('gastrin');
  const found = await shown();
  expect(found).toBeGreaterThan(0);
  expect(found).toBeLessThan(all);
  expect(await page.getByRole('status').textContent()).toBe(`${found} found`);
  await page.getByRole('combobox', { name: 'Topic' }).selectOption('topic-orders');
  expect(await page.locator('#GR-1').isVisible()).toBe(false);
  expect(await page.locator('article:visible').evaluateAll((articles) => articles.every((article) => article.id.startsWith('OR-')))).toBe(true);
  await page.evaluate(() => { location.hash = '#GR-1'; });
  await page.locator('#GR-1').waitFor({ state: 'visible' });
  await page.getByRole('searchbox', { name: 'Search' }).fill('no rule says this');
  expect(await shown()).toBe(0);
  expect(complaints).toEqual([]);
  await close();
});

test('without a script the page is whole and holds no control that does nothing', async () => {
  const { page, close } = await aPage(browser, [service.url], { javaScriptEnabled: false });
  await page.goto(`${service.url}/rulebook`);
  expect(await page.locator('article:visible').count()).toBeGreaterThan(RULES.length);
  expect(await page.locator('input').count()).toBe(0);
  await close();
});

test('the banner asks for a clinician\'s check and says what was read second-hand; notes carry their tag, sources the day they were confirmed', async () => {
  const { page, close } = await aPage(browser, [service.url]);
  await page.goto(`${service.url}/rulebook?lang=en`);
  expect(await page.getByRole('note').textContent()).toMatch(/clinician.*V2 in a transcription/);
  expect(await page.locator('#NW-2 .tag').textContent()).toBe('V2');
  expect(await page.locator('#NW-6 .tag').textContent()).toBe('V1');
  expect(await page.locator('#sources').textContent()).toMatch(/ENETS 2023.*second-hand.*2026-11-22/);
  await close();
});

test('a rule says in words what it recommends and how strongly, and marks who was read second-hand, linked to the sources', async () => {
  const { page, close } = await aPage(browser, [service.url]);
  await page.goto(`${service.url}/rulebook?lang=en#M1-2`);
  const rule = page.locator('#M1-2');
  expect(await rule.textContent()).toMatch(/Strengthrecommended: endoscopic observation.*may be considered: endoscopic resection/);
  expect(await rule.textContent()).not.toContain('endoscopic-surveillance');
  expect(await rule.getByRole('link', { name: 'Chinese consensus' }).getAttribute('href')).toBe('#source-chinese-consensus');
  expect(await rule.locator('.tag').textContent()).toBe('second-hand');
  expect(await page.locator('#source-chinese-consensus').isVisible()).toBe(true);
  await close();
});

test('every rule that recommends says so as data too: each code with its strength', async () => {
  const { rules } = rulebookData('zh-CN');
  expect(rules.find(({ id }) => id === 'M3-6')?.strengths).toEqual([{ code: 'surgical-resection', strength: 'recommended' }, { code: 'endoscopic-resection', strength: 'not-recommended' }]);
  expect(rules.filter(({ id, strengths }) => /^(M[123]|MT|MN|NC|SC)-/.test(id) && strengths.length > 0).length).toBeGreaterThan(45);
  expect(rules.find(({ id }) => id === 'GR-1')?.strengths).toEqual([]);
});

test('a rule names the stories that exercise it', async () => {
  const { page, close } = await aPage(browser, [service.url]);
  await page.goto(`${service.url}/rulebook?lang=en#GR-3`);
  await page.locator('#GR-3 summary').click();
  expect(await page.locator('#GR-3 li').first().textContent()).toContain('ki67-and-mitoses-disagree');
  await close();
});

test('in development it says how often the cards of a rule were shown and what became of them', async () => {
  const cards = async (): Promise<string> => (await fetch(`${service.url}/rulebook?lang=en`)).text();
  expect(await cards()).not.toContain('Cards that named it');
  const patient = 'synthetic-type-i-on-ppi';
  const call = await fetch(`${service.url}/cds-services/gnen-patient-view`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ hook: 'patient-view', hookInstance: 'a', context: { patientId: patient }, fhirServer: `${service.url}/sandbox/fhir` }) });
  const { cards: shown } = (await call.json()) as { cards: { uuid: string; extension: Record<string, string[]> }[] }; // sound: checked next
  const ppi = shown.find((card) => card.extension['org.gnen-cds.rules']?.includes('SC-1') && !card.extension['org.gnen-cds.rules'].includes('GR-1'));
  await fetch(`${service.url}/cds-services/gnen-patient-view/feedback`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ feedback: [{ card: ppi?.uuid, outcome: 'overridden', outcomeTimestamp: '2026-11-22T10:00:00Z' }] }) });
  let row = '';
  for (let tries = 0; tries < 30 && !row.includes('overridden 1'); tries += 1) {
    await new Promise((later) => { setTimeout(later, 100); });
    row = /id="SC-1"[\s\S]*?<\/article>/.exec(await cards())?.[0] ?? '';
  }
  expect(row).toMatch(/Cards that named it<\/dt><dd>shown \d+ · accepted 0 · overridden 1/);
});

test.each<['light' | 'dark', string, string, number, number]>([['light', 'en', 'Rulebook of gnen-cds', 360, 1600], ['dark', 'zh-CN', 'gnen-cds规则手册', 1600, 360]])('%s, %s: axe finds nothing, and nothing scrolls sideways at 360 and 1600 px', async (colorScheme, lang, title, width, other) => {
  const { page, complaints, close } = await aPage(browser, [service.url], { colorScheme, viewport: { width, height: 900 } });
  await page.goto(`${service.url}/rulebook?lang=${lang}`);
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(title);
  expect(await sideways(page)).toBe(0);
  expect(await axeViolations(page)).toEqual([]);
  await page.setViewportSize({ width: other, height: 900 });
  expect(await sideways(page)).toBe(0);
  expect(complaints).toEqual([]);
  await close();
});
