/** The SMART app from launch to drawing, in a real browser, against an authorization server that checks PKCE in front of the sandbox's FHIR. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { anEhr, PUBLIC_BASE } from '../operations/an-ehr';
import { aBrowser, aPage, axeViolations, sideways } from './a-browser';
import { aBuiltService, type BuiltService } from './a-built-service';
import { aSmartServer, type SmartOptions, type SmartServer } from './a-smart-server';

jest.setTimeout(60_000);

let service: BuiltService;
let browser: Browser;
let ehr: SmartServer;
beforeAll(async () => {
  [service, browser] = await Promise.all([aBuiltService(), aBrowser()]);
  ehr = await aSmartServer(`${service.url}/sandbox/fhir`, 'synthetic-type-i-overdue', `${service.url}/app`, { appContext: JSON.stringify({ rules: ['SU-3'] }) });
});
afterAll(async () => { await Promise.all([browser.close(), service.stop(), ehr.stop()]); });
beforeEach(() => { ehr.events.length = 0; });

const READS = 'patient/Patient.rs patient/Condition.rs patient/Observation.rs patient/Procedure.rs patient/MedicationRequest.rs patient/MedicationStatement.rs patient/DiagnosticReport.rs patient/Specimen.rs patient/Medication.rs';

test('EHR launch: the app is authorized with PKCE, reads with few scopes, draws the assessment, understands the card\'s context, and writes nothing', async () => {
  const { page, complaints, close } = await aPage(browser, [service.url, ehr.origin]);
  await page.goto(`${service.url}/launch.html?iss=${encodeURIComponent(ehr.iss)}&launch=abc`);
  await page.locator('.assessment').waitFor();
  expect(new URL(page.url()).pathname).toBe('/app');
  expect(ehr.events.filter((event) => !event.startsWith('GET'))).toEqual([`authorize launch=abc scope=launch ${READS}`, 'token verified']);
  expect(ehr.events.filter((event) => event.startsWith('GET'))).toEqual(expect.arrayContaining(['GET Patient', 'GET Condition', 'GET Observation', 'GET Procedure', 'GET MedicationRequest']));
  expect(ehr.events.filter((event) => event.includes('refused') || event.startsWith('POST') || event.startsWith('PUT'))).toEqual([]);
  expect(await page.locator('.path > li').first().locator('.value').textContent()).toBe('G1');
  expect(await page.getByText('opened from a card about').getByRole('link').getAttribute('href')).toContain('/rulebook?lang=en#SU-3');
  expect(ehr.events.filter((event) => event.includes('assess'))).toEqual([]);
  expect(await axeViolations(page)).toEqual([]);
  expect(complaints).toEqual([]);
  await close();
});

test('a card read in Chinese opens the app in Chinese, unless the reader chose otherwise', async () => {
  const chinese = await aSmartServer(`${service.url}/sandbox/fhir`, 'synthetic-type-i-overdue', `${service.url}/app`, { appContext: JSON.stringify({ rules: ['SU-3'], language: 'zh-CN' }) });
  const { page, close } = await aPage(browser, [service.url, chinese.origin]);
  const launch = `${service.url}/launch.html?iss=${encodeURIComponent(chinese.iss)}&launch=abc`;
  await page.goto(launch);
  await page.locator('.assessment').waitFor();
  await page.getByRole('heading', { level: 1, name: '胃神经内分泌肿瘤工作台' }).waitFor();
  await page.locator('select').first().selectOption('en');
  await page.goto(launch);
  await page.locator('.assessment').waitFor();
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Gastric NEN workspace');
  await close();
  await chinese.stop();
});

test('what if works in the app, and a reload keeps the session', async () => {
  const { page, complaints, close } = await aPage(browser, [service.url, ehr.origin]);
  await page.goto(`${service.url}/launch.html?iss=${encodeURIComponent(ehr.iss)}&launch=abc`);
  await page.locator('.assessment').waitFor();
  await page.locator('summary').filter({ hasText: 'What if' }).click();
  await page.getByRole('textbox', { name: 'Ki-67 index' }).fill('12');
  await page.waitForFunction(() => document.querySelector('.path .value')?.textContent === 'G2');
  await page.reload();
  await page.locator('.assessment').waitFor();
  expect(await page.locator('.path > li').first().locator('.value').textContent()).toBe('G1');
  expect(complaints).toEqual([]);
  await close();
});

test('standalone: the reader names the server, and the patient comes with the launch scope', async () => {
  const { page, complaints, close } = await aPage(browser, [service.url, ehr.origin]);
  await page.goto(`${service.url}/app`);
  expect(await axeViolations(page)).toEqual([]);
  await page.getByRole('textbox', { name: 'FHIR server to connect to' }).fill(ehr.iss);
  await page.getByRole('button', { name: 'Connect' }).click();
  await page.locator('.assessment').waitFor();
  expect(ehr.events[0]).toBe(`authorize launch=none scope=launch/patient ${READS}`);
  expect(ehr.events[1]).toBe('token verified');
  expect(complaints).toEqual([]);
  await close();
});

test('an authorization that is refused is said in words, with the way to try again', async () => {
  const { page, close } = await aPage(browser, [service.url, ehr.origin]);
  await page.goto(`${service.url}/launch.html?iss=${encodeURIComponent(ehr.iss)}&launch=abc&client_id=unknown`);
  await page.getByRole('alert').filter({ hasText: 'The launch did not succeed' }).waitFor();
  expect(ehr.events).toEqual([expect.stringMatching(/^authorize refused/)]);
  expect(await page.getByRole('button', { name: 'Connect' }).isVisible()).toBe(true);
  await close();
});

test.each<[number, 'light' | 'dark', string]>([[360, 'dark', 'zh-CN'], [1600, 'light', 'zh-CN']])('at %i px, %s, %s the app does not scroll sideways and axe finds nothing', async (width, colorScheme, locale) => {
  const { page, complaints, close } = await aPage(browser, [service.url, ehr.origin], { colorScheme, locale, viewport: { width, height: 900 } });
  await page.goto(`${service.url}/launch.html?iss=${encodeURIComponent(ehr.iss)}&launch=abc`);
  await page.locator('.assessment').waitFor();
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('胃神经内分泌肿瘤工作台');
  expect(await sideways(page)).toBe(0);
  expect(await axeViolations(page)).toEqual([]);
  expect(complaints).toEqual([]);
  await close();
});

describe('a record that did not arrive whole is never drawn as if it had', () => {
  const launched = async (options: SmartOptions, then: (page: Page) => Promise<void>): Promise<void> => {
    const other = await aSmartServer(`${service.url}/sandbox/fhir`, 'synthetic-type-i-overdue', `${service.url}/app`, options);
    const { page, close } = await aPage(browser, [service.url, other.origin]);
    await page.goto(`${service.url}/launch.html?iss=${encodeURIComponent(other.iss)}&launch=abc`);
    await then(page);
    await close();
    await other.stop();
  };
  test('a type the server refuses is named, and the rest is drawn', () => launched({ refuses: ['Procedure'] }, async (page) => {
    await page.locator('.assessment').waitFor();
    expect(await page.getByRole('alert').textContent()).toMatch(/Could not be read.*Procedure/);
  }));
  test('a search without an end is cut and named', () => launched({ endless: ['Observation'] }, async (page) => {
    await page.locator('.assessment').waitFor();
    expect(await page.getByRole('alert').textContent()).toMatch(/not to the end.*Observation/);
  }));
  const prescribed = { resourceType: 'MedicationRequest', id: 'by-reference', status: 'active', intent: 'order', subject: { reference: 'Patient/synthetic-type-i-overdue' }, authoredOn: '2026-06-01', medicationReference: { reference: 'Medication/ppi' } };
  test('a drug that a prescription only refers to is read, and decides', () => launched({ adds: { MedicationRequest: prescribed }, has: { 'Medication/ppi': { resourceType: 'Medication', id: 'ppi', code: { coding: [{ system: 'http://www.nlm.nih.gov/research/umls/rxnorm', code: '7646' }] } } } }, async (page) => {
    await page.locator('.assessment').waitFor();
    expect(await page.getByRole('region', { name: 'Recommendations' }).getByRole('link', { name: 'SC-1' }).count()).toBe(1);
  }));
  test('one that cannot be read is named', () => launched({ adds: { MedicationRequest: prescribed } }, async (page) => {
    await page.locator('.assessment').waitFor();
    expect(await page.getByRole('alert').textContent()).toMatch(/Could not be read.*Medication\./);
  }));
  test('an error among the matches makes the type incomplete', () => launched({ adds: { Observation: { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code: 'processing' }] } } }, async (page) => {
    await page.locator('.assessment').waitFor();
    expect(await page.getByRole('alert').textContent()).toContain('Observation');
  }));
  test('without conditions it does not say that there is no neuroendocrine neoplasm', () => launched({ refuses: ['Condition'] }, async (page) => {
    await page.getByText('cannot be said').waitFor();
    expect(await page.getByText('do not apply').count()).toBe(0);
  }));
  test('a server that refuses everything is told apart from an empty record', () => launched({ refuses: ['Patient', 'Condition', 'Observation', 'Procedure', 'MedicationRequest', 'MedicationStatement', 'DiagnosticReport', 'Specimen'] }, async (page) => {
    await page.getByRole('alert').filter({ hasText: 'refused every read' }).waitFor();
  }));
  test('a result of another patient is listed as not used', () => launched({ adds: { Observation: { resourceType: 'Observation', id: 'strange', status: 'final', subject: { reference: 'Patient/somebody-else' }, effectiveDateTime: '2026-06-01', code: { coding: [{ system: 'http://loinc.org', code: '29593-1' }] }, valueQuantity: { value: 90, unit: '%', system: 'http://unitsofmeasure.org', code: '%' } } } }, async (page) => {
    await page.locator('.assessment').waitFor();
    expect(await page.locator('.path > li').first().locator('.value').textContent()).toBe('G1');
    expect(await page.getByRole('region', { name: 'Not used' }).textContent()).toContain('Observation/strange: of another patient');
  }));
  test('two patients in one answer cannot be assessed, and the page says why', () => launched({ adds: { Condition: { resourceType: 'Patient', id: 'somebody-else' } } }, async (page) => {
    await page.getByRole('alert').filter({ hasText: 'cannot be assessed' }).waitFor();
  }));
});

test('in production, where /assess wants a token that no page has, the app assesses all the same; the page reads over https only', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'gnen-clients-'));
  writeFileSync(join(folder, 'clients.json'), JSON.stringify({ clients: [anEhr()] }));
  const production = await aBuiltService({ NODE_ENV: 'production', PUBLIC_BASE_URL: PUBLIC_BASE, CLIENTS_FILE: join(folder, 'clients.json') });
  const hospital = 'https://fhir.hospital.example';
  const behind = await aSmartServer(`${service.url}/sandbox/fhir`, 'synthetic-type-i-overdue', `${production.url}/app`);
  const { page, complaints, close } = await aPage(browser, [production.url, hospital]);
  // No certificate is to be had here: what is asked of the hospital's https address is answered by the server behind it.
  await page.route(`${hospital}/**`, async (route) => {
    const request = route.request();
    const { Authorization } = { Authorization: (await request.allHeaders())['authorization'] ?? '' };
    const answer = await fetch(request.url().replace(hospital, behind.origin).replaceAll(encodeURIComponent(hospital), encodeURIComponent(behind.origin)), { method: request.method(), redirect: 'manual', headers: { Authorization, 'Content-Type': 'application/x-www-form-urlencoded' }, ...(request.postData() === null ? {} : { body: request.postData() }) });
    await route.fulfill({ status: answer.status, headers: { 'Access-Control-Allow-Origin': '*', 'Access-Control-Allow-Headers': '*', ...(answer.headers.get('location') === null ? {} : { Location: answer.headers.get('location') ?? '' }), 'Content-Type': 'application/json' }, body: (await answer.text()).replaceAll(behind.origin, hospital) });
  });
  await page.goto(`${production.url}/launch.html?iss=${encodeURIComponent(`${hospital}/fhir`)}&launch=abc`);
  await page.locator('.assessment').waitFor();
  expect(await page.locator('.path > li').first().locator('.value').textContent()).toBe('G1');
  expect((await fetch(`${production.url}/assess`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{}' })).status).toBe(401);
  expect(complaints).toEqual([]);
  await close();
  await Promise.all([production.stop(), behind.stop()]);
  rmSync(folder, { recursive: true });
});

test('a launch page that nobody launched says so, in the reader\'s language', async () => {
  const { page, close } = await aPage(browser, [service.url], { locale: 'zh-CN' });
  await page.goto(`${service.url}/launch.html`);
  expect(await page.getByRole('alert').textContent()).toContain('电子病历');
  expect(await page.getByRole('link').getAttribute('href')).toBe(`${service.url}/app`);
  expect(await axeViolations(page)).toEqual([]);
  await close();
});

test('the registration sheet names redirect, launch, public client and exactly the scopes asked for', async () => {
  const sheet: unknown = await (await fetch(`${service.url}/.well-known/smart-app.json`)).json();
  expect(sheet).toMatchObject({ redirect_uris: [`${service.url}/app`], initiate_login_uri: `${service.url}/launch.html`, scope: `launch launch/patient ${READS}`, token_endpoint_auth_method: 'none', code_challenge_method: 'S256' });
});
