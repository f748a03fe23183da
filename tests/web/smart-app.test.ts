/** The SMART app from launch to drawing, in a real browser, against an authorization server that checks PKCE in front of the sandbox's FHIR. */
import type { Browser } from 'playwright-core';
import { aBrowser, aPage, axeViolations, sideways } from './a-browser';
import { aBuiltService, type BuiltService } from './a-built-service';
import { aSmartServer, type SmartServer } from './a-smart-server';

jest.setTimeout(60_000);

let service: BuiltService;
let browser: Browser;
let ehr: SmartServer;
beforeAll(async () => {
  [service, browser] = await Promise.all([aBuiltService(), aBrowser()]);
  ehr = await aSmartServer(`${service.url}/sandbox/fhir`, 'synthetic-type-i-overdue', `${service.url}/app`, JSON.stringify({ rules: ['SU-3'], language: 'en' }));
});
afterAll(async () => { await Promise.all([browser.close(), service.stop(), ehr.stop()]); });
beforeEach(() => { ehr.events.length = 0; });

const READS = 'patient/Patient.rs patient/Condition.rs patient/Observation.rs patient/Procedure.rs patient/MedicationRequest.rs patient/MedicationStatement.rs patient/DiagnosticReport.rs patient/Specimen.rs';

test('EHR launch: the app is authorized with PKCE, reads with few scopes, draws the assessment, understands the card\'s context, and writes nothing', async () => {
  const { page, complaints, close } = await aPage(browser, [service.url, ehr.origin]);
  await page.goto(`${service.url}/launch.html?iss=${encodeURIComponent(ehr.iss)}&launch=abc`);
  await page.locator('.assessment').waitFor();
  expect(new URL(page.url()).pathname).toBe('/app');
  expect(ehr.events.filter((event) => !event.startsWith('GET'))).toEqual([`authorize launch=abc scope=launch ${READS}`, 'token verified']);
  expect(ehr.events.filter((event) => event.startsWith('GET'))).toEqual(expect.arrayContaining(['GET Patient', 'GET Condition', 'GET Observation', 'GET Procedure', 'GET MedicationRequest']));
  expect(ehr.events.filter((event) => event.includes('refused') || event.startsWith('POST') || event.startsWith('PUT'))).toEqual([]);
  expect(await page.locator('.path > li').first().locator('.value').textContent()).toBe('G1');
  expect(await page.getByRole('link', { name: 'SU-3', exact: true }).first().getAttribute('href')).toContain('/rulebook?lang=en#SU-3');
  expect(await axeViolations(page)).toEqual([]);
  expect(complaints).toEqual([]);
  await close();
});

test('what if works in the app, and a reload keeps the session', async () => {
  const { page, complaints, close } = await aPage(browser, [service.url, ehr.origin]);
  await page.goto(`${service.url}/launch.html?iss=${encodeURIComponent(ehr.iss)}&launch=abc`);
  await page.locator('.assessment').waitFor();
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

test('printed, the assessment is one page for a tumour board', async () => {
  const { page, close } = await aPage(browser, [service.url, ehr.origin]);
  await page.goto(`${service.url}/launch.html?iss=${encodeURIComponent(ehr.iss)}&launch=abc`);
  await page.locator('.assessment').waitFor();
  const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
  expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
  await close();
});

test('the registration sheet names redirect, launch, public client and exactly the scopes asked for', async () => {
  const sheet: unknown = await (await fetch(`${service.url}/.well-known/smart-app.json`)).json();
  expect(sheet).toMatchObject({ redirect_uris: [`${service.url}/app`], initiate_login_uri: `${service.url}/launch.html`, scope: `launch launch/patient ${READS}`, token_endpoint_auth_method: 'none', code_challenge_method: 'S256' });
});
