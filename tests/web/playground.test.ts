/** The playground in a real browser against the service as it is built: what somebody sees in the first five minutes. */
import { execFileSync } from 'node:child_process';
import type { Browser, Page, Response as Answer } from 'playwright-core';
import { stories } from '../fixtures/story-files';
import { aBrowser, aPage, axeViolations, sideways } from './a-browser';
import { aBuiltService, type BuiltService } from './a-built-service';

jest.setTimeout(120_000);

let service: BuiltService;
let browser: Browser;
beforeAll(async () => { [service, browser] = await Promise.all([aBuiltService(), aBrowser()]); });
afterAll(async () => { await Promise.all([browser.close(), service.stop()]); });

const HOOKS = ['patient-view', 'order-select', 'order-sign', 'problem-list-item-create', 'appointment-book', 'encounter-discharge'];

const choose = (page: Page, patient: string): Promise<void> => page.click(`[data-patient="${patient}"]`);
/** Calls the service and gives back what it answered. */
async function ask(page: Page): Promise<{ status: number; cards: { summary: string; suggestions?: unknown[] }[] }> {
  const [answer] = await Promise.all([page.waitForResponse((each: Answer) => each.request().method() === 'POST' && /\/cds-services\/[\w-]+$/.test(each.url())), page.locator('button.primary').click()]);
  const { cards } = (await answer.json()) as { cards: { summary: string }[] }; // sound: a test that gets something else fails below
  await page.getByRole('tab', { name: `Cards (${cards.length})` }).waitFor();
  return { status: answer.status(), cards };
}
async function assessed(page: Page, patient: string): Promise<void> {
  await choose(page, patient);
  await ask(page);
  await page.getByRole('tab', { name: /Assessment/ }).click();
  await page.locator('.assessment').waitFor();
}

test('every bundled patient is a sentence, and each hook can be called for each of them and shows its cards', async () => {
  const { page, complaints, close } = await aPage(browser, [service.url]);
  await page.goto(service.url);
  await page.locator('[data-patient]').first().waitFor();
  const patients = await page.locator('[data-patient]').evaluateAll((buttons) => buttons.map((button) => ({ id: button.getAttribute('data-patient') ?? '', sentence: button.textContent ?? '' })));
  expect(patients.length).toBeGreaterThanOrEqual(10);
  for (const { sentence } of patients) expect(sentence).toMatch(/\s.*\.$/);
  const seen: Record<string, number> = {};
  for (const hook of HOOKS) {
    await page.getByRole('combobox', { name: 'Hook' }).selectOption(hook);
    if (hook === 'order-select') { await page.getByRole('button', { name: 'Add: Drug' }).click(); await page.getByRole('button', { name: 'Add: Procedure' }).click(); }
    for (const { id } of patients) {
      await choose(page, id);
      const { status, cards } = await ask(page);
      expect({ hook, id, status }).toEqual({ hook, id, status: 200 });
      expect(await page.locator('article.card').count()).toBe(cards.length);
      seen[hook] = (seen[hook] ?? 0) + cards.length;
    }
  }
  for (const hook of HOOKS) expect({ hook, cards: (seen[hook] ?? 0) > 0 }).toEqual({ hook, cards: true });
  expect(complaints).toEqual([]);
  await close();
});

test('a record without a neuroendocrine neoplasm brings no card, and the page says so in words', async () => {
  const { page, close } = await aPage(browser, [service.url]);
  await page.goto(service.url);
  await choose(page, 'synthetic-no-gnen');
  expect((await ask(page)).cards).toEqual([]);
  expect(await page.getByText('nothing to say here').isVisible()).toBe(true);
  await close();
});

test('the service may read the record itself instead of being sent it', async () => {
  const { page, close } = await aPage(browser, [service.url]);
  await page.goto(service.url);
  await choose(page, 'synthetic-type-i-overdue');
  await page.getByRole('combobox', { name: 'Data' }).selectOption('read');
  expect((await ask(page)).cards[0]?.summary).toContain('type I');
  expect(await page.getByRole('region', { name: 'Request', exact: true }).textContent()).toContain('fhirServer');
  await close();
});

test('a Bundle can be pasted, and what is no Bundle is refused in words', async () => {
  const { page, complaints, close } = await aPage(browser, [service.url]);
  await page.goto(service.url);
  await page.getByRole('combobox', { name: 'Where the record comes from' }).selectOption('paste');
  await page.locator('textarea').fill('{"resourceType":"Patient"}');
  await page.getByRole('button', { name: 'Read it' }).click();
  expect(await page.getByText('This is no FHIR Bundle').isVisible()).toBe(true);
  const bundle = { resourceType: 'Bundle', type: 'collection', entry: [{ resource: { resourceType: 'Patient', id: 'pasted' } }, { resource: { resourceType: 'Condition', id: 'net', clinicalStatus: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-clinical', code: 'active' }] }, subject: { reference: 'Patient/pasted' }, code: { coding: [{ system: 'http://snomed.info/sct', code: '721194008' }] } } }] };
  await page.locator('textarea').fill(JSON.stringify(bundle));
  await page.getByRole('button', { name: 'Read it' }).click();
  expect((await ask(page)).cards[0]?.summary).toMatch(/gastric/i);
  expect(complaints).toEqual([]);
  await close();
});

test('a Bundle can be dropped as a file', async () => {
  const { page, complaints, close } = await aPage(browser, [service.url]);
  await page.goto(service.url);
  await page.getByRole('combobox', { name: 'Where the record comes from' }).selectOption('paste');
  const [, , bundle] = stories().find(([name]) => name === 'ki67-exactly-3-percent') ?? [];
  const file = await page.evaluateHandle((text) => { const data = new DataTransfer(); data.items.add(new File([text], 'record.json', { type: 'application/json' })); return data; }, JSON.stringify(bundle));
  await page.locator('.drop').dispatchEvent('drop', { dataTransfer: file });
  await page.getByText('→ Patient/').waitFor();
  expect((await ask(page)).cards[0]?.summary).toContain('G2');
  expect(complaints).toEqual([]);
  await close();
});

test('a FHIR server and the id of a patient serve as well as a bundled one', async () => {
  const { page, complaints, close } = await aPage(browser, [service.url]);
  await page.goto(service.url);
  await page.getByRole('combobox', { name: 'Where the record comes from' }).selectOption('server');
  expect(await page.getByRole('textbox', { name: 'Base URL' }).inputValue()).toBe(`${service.url}/sandbox/fhir`);
  await page.getByRole('textbox', { name: 'Patient id' }).fill('synthetic-nec');
  await page.getByRole('button', { name: 'Read it' }).click();
  expect((await ask(page)).cards[0]?.summary).toContain('NEC');
  expect(complaints).toEqual([]);
  await close();
});

test('a FHIR server that the page cannot read is said in words', async () => {
  const { page, close } = await aPage(browser, [service.url]);
  await page.goto(service.url);
  await page.getByRole('combobox', { name: 'Where the record comes from' }).selectOption('server');
  await page.getByRole('textbox', { name: 'Base URL' }).fill('http://127.0.0.1:9/fhir');
  await page.getByRole('textbox', { name: 'Patient id' }).fill('p');
  await page.getByRole('button', { name: 'Read it' }).click();
  await page.locator('button.primary').click();
  await page.getByRole('alert').filter({ hasText: 'could not be read from this page' }).waitFor();
  await close();
});

test('what is copied as curl is the same call: run in a shell it gives the same cards', async () => {
  const { page, close } = await aPage(browser, [service.url], { permissions: ['clipboard-read', 'clipboard-write'] });
  await page.goto(service.url);
  await choose(page, 'synthetic-type-i-on-ppi');
  const { cards } = await ask(page);
  await page.getByRole('button', { name: 'Copy as curl' }).click();
  await page.getByText('Copied').waitFor();
  const command = await page.evaluate(() => navigator.clipboard.readText());
  expect(command).toMatch(/^curl /);
  const answer = JSON.parse(execFileSync('/bin/sh', ['-c', command], { encoding: 'utf8' })) as { cards: { summary: string }[] }; // sound: compared next
  expect(answer.cards.map((card) => card.summary)).toEqual(cards.map((card) => card.summary));
  await close();
});

test('what if the Ki-67 were 25 %: the grade changes before the eyes, the rules that did it are named, the record stays', async () => {
  const { page, complaints, close } = await aPage(browser, [service.url]);
  await page.goto(service.url);
  await assessed(page, 'synthetic-type-i-overdue');
  const grade = page.locator('.path > li').first().locator('.value');
  expect(await grade.textContent()).toBe('G1');
  await page.getByRole('textbox', { name: 'Ki-67 index' }).fill('25');
  const row = page.getByTestId('what-if-result').getByRole('listitem').filter({ hasText: 'Grade' });
  expect(await row.textContent()).toMatch(/Grade.*G1.*G3.*GR-3/);
  expect(await grade.textContent()).toBe('G3');
  await page.getByRole('button', { name: 'Back to the record' }).click();
  await page.waitForFunction(() => document.querySelector('.path .value')?.textContent === 'G1');
  expect(complaints).toEqual([]);
  await close();
});

test.each<[string, string, string]>([['serum gastrin', 'normal', '–'], ['atrophic (autoimmune) gastritis', 'unknown', '–']])('what if %s were %s: type I can no longer be stated, and the rules say why', async (fact, value, type) => {
  const { page, close } = await aPage(browser, [service.url]);
  await page.goto(service.url);
  await assessed(page, 'synthetic-type-i-overdue');
  const shown = page.locator('.path > li').nth(2);
  expect(await shown.locator('.value').textContent()).toBe('I');
  const certainty = await shown.locator('.tag').textContent();
  await page.getByRole('combobox', { name: fact }).selectOption(value);
  await page.waitForFunction((before) => document.querySelectorAll('.path > li')[2]?.querySelector('.tag')?.textContent !== before, certainty);
  expect(await shown.locator('.value').textContent()).toBe(type);
  expect(await page.getByTestId('what-if-result').textContent()).toMatch(/TY-\d/);
  await close();
});

test.each<[string, string, Record<string, number>]>([
  ['one result is a point', 'synthetic-type-i-overdue', { '.recharts-scatter.now': 1, '.interval': 0, '.recharts-scatter.trail': 0 }],
  ['an interval is a box', 'synthetic-interval', { '.recharts-scatter.now': 0, '.interval': 1, '.recharts-scatter.trail': 0 }],
  ['earlier results are a trail', 'synthetic-earlier-grade', { '.recharts-scatter.now': 1, '.interval': 0, '.recharts-scatter.trail': 1 }],
])('in the grade chart, over its five bands, %s', async (_what, patient, drawn) => {
  const { page, close } = await aPage(browser, [service.url]);
  await page.goto(service.url);
  await assessed(page, patient);
  await page.locator('.recharts-surface').first().waitFor();
  expect(await page.locator('.chart .recharts-reference-area:not(.interval) path').count()).toBe(5);
  for (const [what, count] of Object.entries(drawn)) expect({ what, count: await page.locator(`.chart ${what}`).count() }).toEqual({ what, count });
  await close();
});

test.each([['the worker', /assets\/worker-/], ['what the site has configured', /site-knowledge\.json$/]])('where %s cannot be loaded the page says so and concludes nothing', async (_what, address) => {
  const { page, close } = await aPage(browser, [service.url]);
  await page.context().route(address, (route) => route.abort());
  await page.goto(service.url);
  await choose(page, 'synthetic-type-i-overdue');
  await ask(page);
  await page.getByRole('tab', { name: /Assessment/ }).click();
  await page.getByRole('alert').filter({ hasText: 'could not be loaded' }).waitFor();
  expect(await page.locator('.assessment').count()).toBe(0);
  await close();
});

test('a click on what decided a step shows the FHIR resource itself', async () => {
  const { page, complaints, close } = await aPage(browser, [service.url]);
  await page.goto(service.url);
  await assessed(page, 'synthetic-type-i-overdue');
  await page.getByRole('button', { name: /Ki-67 index: 1 %/ }).first().click();
  const dialog = page.getByRole('dialog');
  expect(await dialog.textContent()).toContain('"resourceType": "Observation"');
  expect(await dialog.textContent()).toContain('29593-1');
  expect(await axeViolations(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Close' }).click();
  expect(await dialog.isVisible()).toBe(false);
  expect(complaints).toEqual([]);
  await close();
});

test('accepting one card and overriding another are stored as feedback', async () => {
  const { page, complaints, close } = await aPage(browser, [service.url]);
  await page.goto(service.url);
  await choose(page, 'synthetic-type-i-overdue');
  await ask(page);
  const cards = page.locator('article.card');
  await cards.filter({ hasText: 'overdue since' }).last().getByRole('button', { name: /^Order the surveillance visit/ }).click();
  const other = cards.filter({ hasText: 'Missing for this' }).last();
  await other.getByRole('button', { name: 'Override' }).click();
  await other.getByRole('combobox', { name: 'Reason' }).selectOption({ index: 1 });
  await other.getByRole('textbox', { name: 'Comment' }).fill('tried in the playground');
  await other.getByRole('button', { name: 'Send' }).click();
  await page.waitForFunction(() => document.querySelectorAll('article.card [role=status]').length > 0 && [...document.querySelectorAll('article.card [role=status]')].filter((each) => each.textContent?.includes('Feedback stored')).length === 2);
  const stored = service.feedback();
  await other.locator('summary').filter({ hasText: 'What was sent' }).click();
  expect(await other.getByRole('region', { name: 'What was sent' }).textContent()).toContain('"userComment": "tried in the playground"');
  expect(stored).toEqual(expect.arrayContaining([
    expect.objectContaining({ service: 'gnen-patient-view', outcome: 'accepted', acceptedSuggestions: [expect.any(String) as string] }),
    expect.objectContaining({ service: 'gnen-patient-view', outcome: 'overridden', overrideReason: expect.objectContaining({ userComment: 'tried in the playground', reason: expect.objectContaining({ code: expect.any(String) as string }) as object }) as object }),
  ]));
  expect(complaints).toEqual([]);
  await close();
});

test('an accepted removal takes the composed draft away', async () => {
  const { page, close } = await aPage(browser, [service.url]);
  await page.goto(service.url);
  await choose(page, 'synthetic-type-i-overdue');
  await page.getByRole('combobox', { name: 'Hook' }).selectOption('order-sign');
  await page.getByRole('button', { name: 'Add: Drug' }).click();
  expect(await page.getByRole('button', { name: 'Remove: omeprazole' }).count()).toBe(1);
  const { cards } = await ask(page);
  expect(cards[0]?.summary).toMatch(/omeprazole|PPI|proton/i);
  await page.locator('article.card').first().locator('li button').first().click();
  await page.getByText('Feedback stored').waitFor();
  expect(await page.getByRole('button', { name: 'Remove: omeprazole' }).count()).toBe(0);
  await close();
});

test('in Chinese the page, the patients and the cards are Chinese, and the answer at hand is translated too', async () => {
  const { page, complaints, close } = await aPage(browser, [service.url]);
  await page.goto(service.url);
  await choose(page, 'synthetic-type-i-overdue');
  await ask(page);
  await page.getByRole('combobox', { name: 'Language' }).selectOption('zh-CN');
  await page.getByRole('tab', { name: /^卡片/ }).waitFor();
  await page.waitForFunction(() => /I型/.test(document.querySelector('article.card')?.textContent ?? ''));
  expect(await page.locator('html').getAttribute('lang')).toBe('zh-CN');
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('试用台');
  expect(await page.locator('[data-patient="synthetic-type-i-overdue"]').textContent()).toContain('末次胃镜');
  expect(complaints).toEqual([]);
  await close();
});

test('a browser that asks for Chinese gets it at once', async () => {
  const { page, close } = await aPage(browser, [service.url], { locale: 'zh-CN' });
  await page.goto(service.url);
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('试用台');
  await close();
});

test.each<[number, 'light' | 'dark', string]>([[360, 'light', 'en-GB'], [360, 'dark', 'zh-CN'], [1600, 'light', 'zh-CN'], [1600, 'dark', 'en-GB']])('at %i px, %s, %s neither cards nor assessment nor what-if scroll sideways, and axe finds nothing', async (width, colorScheme, locale) => {
  const { page, complaints, close } = await aPage(browser, [service.url], { colorScheme, locale, viewport: { width, height: 900 } });
  await page.goto(service.url);
  await choose(page, 'synthetic-type-i-on-ppi');
  expect(await axeViolations(page)).toEqual([]);
  await page.locator('button.primary').click();
  await page.locator('article.card').first().waitFor();
  expect(await sideways(page)).toBe(0);
  expect(await axeViolations(page)).toEqual([]);
  await page.locator('#tab-assessment').click();
  await page.locator('.facts input').first().fill('25');
  await page.locator('.chart').first().waitFor();
  await page.getByTestId('what-if-result').getByRole('listitem').first().waitFor();
  await page.locator('figure .tag.warning').waitFor();
  expect(await sideways(page)).toBe(0);
  expect(await axeViolations(page)).toEqual([]);
  expect(complaints).toEqual([]);
  await close();
});

test('by keyboard alone: past the bar, choose a patient, call, and go through the tabs with the arrows', async () => {
  const { page, close } = await aPage(browser, [service.url]);
  await page.goto(service.url);
  await page.locator('[data-patient]').first().waitFor();
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Skip to the content');
  await page.keyboard.press('Enter');
  for (let steps = 0; steps < 8 && (await page.evaluate(() => document.activeElement?.getAttribute('data-patient'))) === null; steps += 1) await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  for (let steps = 0; steps < 30 && (await page.evaluate(() => document.activeElement?.classList.contains('primary'))) !== true; steps += 1) await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.getByRole('tab', { name: /^Cards \(/ }).focus();
  await page.keyboard.press('ArrowRight');
  await page.locator('.assessment').waitFor();
  expect(await page.getByRole('tab', { name: /Assessment/ }).getAttribute('aria-selected')).toBe('true');
  await close();
});

test('the first view loads less than 150 KB of compressed script and is ready within a second', async () => {
  const times: number[] = [];
  let scripts = 0;
  for (let round = 0; round < 3; round += 1) {
    const { page, close } = await aPage(browser, [service.url]);
    const sizes: Promise<number>[] = [];
    page.on('requestfinished', (request) => { if (request.resourceType() === 'script') sizes.push(request.sizes().then((size) => size.responseBodySize)); });
    const started = performance.now();
    await page.goto(service.url);
    await page.locator('[data-patient]').first().waitFor();
    times.push(performance.now() - started);
    scripts = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
    await close();
  }
  expect(scripts).toBeGreaterThan(10_000);
  expect(scripts).toBeLessThan(150 * 1024);
  expect(Math.min(...times)).toBeLessThan(1000);
});

test('printed, the assessment of every bundled patient is one page on which nothing lies over anything else', async () => {
  const { page, close } = await aPage(browser, [service.url]);
  await page.goto(service.url);
  await page.locator('[data-patient]').first().waitFor();
  const patients = await page.locator('[data-patient]').evaluateAll((buttons) => buttons.map((button) => button.getAttribute('data-patient') ?? ''));
  const wrong: string[] = [];
  for (const patient of patients.filter((id) => id !== 'synthetic-no-gnen')) {
    await assessed(page, patient);
    await page.getByRole('region', { name: 'Markers' }).waitFor();
    await page.locator('.recharts-surface').first().waitFor();
    // The second chart, where there is a gastrin to draw, comes a moment after the first.
    await page.waitForTimeout(150);
    const pages = (await page.pdf({ preferCSSPageSize: true, printBackground: true })).toString('latin1').match(/\/Type\s*\/Page\b/g) ?? [];
    if (pages.length !== 1) wrong.push(`${patient}: ${pages.length} pages`);
    // The paper's own width, A4 without its margins; what would stand over one another there does so here.
    await page.emulateMedia({ media: 'print' });
    await page.setViewportSize({ width: 733, height: 1062 });
    wrong.push(...(await page.evaluate(() => {
      const boxes = [...document.querySelectorAll('.assessment > *, .assessment .charts > section, .assessment .recharts-surface, .assessment .timeline')].map((each) => ({ each, box: each.getBoundingClientRect() })).filter(({ box }) => box.height > 0);
      return boxes.flatMap(({ each, box }, index) => boxes.slice(index + 1).flatMap((other) => (each.contains(other.each) || other.each.contains(each) || box.right <= other.box.left + 1 || other.box.right <= box.left + 1 || box.bottom <= other.box.top + 1 || other.box.bottom <= box.top + 1
        ? (each.contains(other.each) && other.box.bottom > box.bottom + 1 ? [`${each.getAttribute('aria-label')} is too small for what it holds`] : []) : [`${each.getAttribute('aria-label')} and ${other.each.getAttribute('aria-label')}`])));
    })).map((what) => `${patient}: ${what}`));
    await page.emulateMedia({ media: null });
    await page.setViewportSize({ width: 1280, height: 900 });
  }
  expect(wrong).toEqual([]);
  await close();
});
