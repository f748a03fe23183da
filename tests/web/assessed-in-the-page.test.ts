/** What a page concludes by itself is what `POST /assess` answers, to the byte: in a real browser, with the worker as it is built. */
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { stories } from '../fixtures/story-files';
import { anEhr, bearer, PUBLIC_BASE } from '../operations/an-ehr';
import { builtFile } from '../operations/built-service';
import { aBrowser, aPage } from './a-browser';
import { aBuiltService, type BuiltService } from './a-built-service';

jest.setTimeout(120_000);

interface Case { bundle: unknown; asOf: string; language: string }
interface Site { asOf: string; conceptMaps: unknown[]; gastrinUpperLimit: unknown }

let browser: Browser;
let service: BuiltService;
let worker = '';
beforeAll(async () => {
  [service, browser] = await Promise.all([aBuiltService(), aBrowser()]);
  worker = readdirSync(join(await builtFile('server'), '..', 'web', 'assets')).find((name) => /^worker-.*\.js$/.test(name)) ?? '';
});
afterAll(async () => { await Promise.all([browser.close(), service.stop()]); });

/** Each case as the worker answers it: the assessment's bytes, or why it refuses. */
async function inThePage(url: string, cases: readonly Case[], site: Site): Promise<string[]> {
  const { page, complaints, close } = await aPage(browser, [url]);
  await page.goto(`${url}/app`);
  const answers = await page.evaluate(([script, asked, known]) => new Promise<string[]>((resolve, reject) => {
    const started = new Worker(script, { type: 'module' });
    const said: string[] = [];
    started.onerror = () => reject(new Error('the worker did not load'));
    started.onmessage = ({ data }) => {
      said[data.question] = data.assessed === undefined ? `refused: ${data.refused}` : JSON.stringify(data.assessed.assessment);
      if (data.question === asked.length - 1) resolve(said);
    };
    asked.forEach(({ bundle, asOf, language }, question) => { started.postMessage({ question, bundle, language, site: { ...known, asOf } }); });
  }), [`assets/${worker}`, cases, site] as const);
  expect(complaints).toEqual([]);
  await close();
  return answers;
}

async function byTheService(url: string, { bundle, asOf, language }: Case, headers: Record<string, string> = {}): Promise<string> {
  const answer = await fetch(`${url}/assess?asOf=${asOf}&lang=${language}`, { method: 'POST', headers: { 'Content-Type': 'application/json', ...headers }, body: JSON.stringify(bundle) });
  const text = await answer.text();
  return answer.status === 200 ? text : `refused: ${(JSON.parse(text) as { issue: { diagnostics: string }[] }).issue[0]?.diagnostics}`; // sound: every error is an OperationOutcome
}

const NOTHING: Site = { asOf: '', conceptMaps: [], gastrinUpperLimit: null };
const subject = { reference: 'Patient/p' };
const aRecord = (...resources: Record<string, unknown>[]): unknown => ({
  resourceType: 'Bundle', type: 'collection',
  entry: [{ resourceType: 'Patient', id: 'p' }, { resourceType: 'Condition', id: 'net', clinicalStatus: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-clinical', code: 'active' }] }, subject, code: { coding: [{ system: 'http://snomed.info/sct', code: '721194008' }] } }, ...resources].map((resource) => ({ resource })),
});
const aGastrin = (value: Record<string, unknown>, code = { system: 'http://loinc.org', code: '2333-3' }): Record<string, unknown> => ({ resourceType: 'Observation', id: 'gastrin', status: 'final', subject, effectiveDateTime: '2026-01-10', code: { coding: [code] }, ...value });

test('every story, in both languages', async () => {
  const cases = stories().flatMap(([, { asOf }, bundle]) => ['en', 'zh-CN'].map((language): Case => ({ bundle, asOf, language })));
  expect(cases.length).toBeGreaterThan(200);
  // One after the other: all at once would be more than the service takes in at a time.
  const expected: string[] = [];
  for (const each of cases) expected.push(await byTheService(service.url, each));
  expect(await inThePage(service.url, cases, NOTHING)).toEqual(expected);
});

test.each<[string, unknown, RegExp]>([
  ['a unit that only the UCUM library knows', aRecord(aGastrin({ valueQuantity: { value: 5e-8, unit: 'kg/m3', system: 'http://unitsofmeasure.org', code: 'kg/m3' }, referenceRange: [{ high: { value: 100, unit: 'pg/mL', system: 'http://unitsofmeasure.org', code: 'pg/mL' } }] })), /"type":\{"value":"III"/],
  ['a morphology that only FHIRPath finds', aRecord({ resourceType: 'Condition', id: 'second', subject, code: { coding: [{ system: 'http://snomed.info/sct', code: '363349007' }] }, extension: [{ url: 'http://hl7.org/fhir/us/mcode/StructureDefinition/mcode-histology-morphology-behavior', valueCodeableConcept: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/icd-o-3', code: '8041/3' }] } }] }), /small-cell/],
  ['two patients, refused in the same words', { resourceType: 'Bundle', type: 'collection', entry: [{ resource: { resourceType: 'Patient', id: 'a' } }, { resource: { resourceType: 'Patient', id: 'b' } }] }, /^refused: ..../],
  ['an empty Bundle', { resourceType: 'Bundle', type: 'collection' }, /"applicable":false/],
])('%s', async (_what, bundle, telling) => {
  const asked: Case = { bundle, asOf: '2026-11-22', language: 'en' };
  const expected = await byTheService(service.url, asked);
  expect(expected).toMatch(telling);
  expect(await inThePage(service.url, [asked], NOTHING)).toEqual([expected]);
});

test('in production, with a site\'s own codes and its own limit of gastrin, as the service tells its pages', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'gnen-site-'));
  const maps = mkdtempSync(join(tmpdir(), 'gnen-maps-'));
  writeFileSync(join(folder, 'clients.json'), JSON.stringify({ clients: [anEhr()] }));
  writeFileSync(join(maps, 'local.json'), JSON.stringify({ resourceType: 'ConceptMap', status: 'active', title: 'Of our laboratory', contact: [{ name: 'Somebody' }], group: [{ source: 'https://lab.example.org', target: 'http://loinc.org', element: [{ code: 'GAST', display: 'Gastrin, our method', target: [{ code: '2333-3', equivalence: 'equivalent', comment: 'agreed' }, { code: '1-8', equivalence: 'unmatched' }] }] }] }));
  const production = await aBuiltService({ NODE_ENV: 'production', PUBLIC_BASE_URL: PUBLIC_BASE, CLIENTS_FILE: join(folder, 'clients.json'), CODE_MAPS: maps, GASTRIN_UPPER_LIMIT: '100 pg/mL' });
  const told = await (await fetch(`${production.url}/app/site-knowledge.json`)).text();
  const site = JSON.parse(told) as Site; // sound: compared next
  expect(site).toEqual({
    asOf: new Date().toISOString().slice(0, 10), gastrinUpperLimit: { value: 100, unit: 'pg/mL' },
    conceptMaps: [{ resourceType: 'ConceptMap', group: [{ source: 'https://lab.example.org', target: 'http://loinc.org', element: [{ code: 'GAST', target: [{ code: '2333-3', equivalence: 'equivalent' }, { code: '1-8', equivalence: 'unmatched' }] }] }] }],
  });
  const asked: Case = { bundle: aRecord(aGastrin({ valueQuantity: { value: 400, unit: 'pg/mL', system: 'http://unitsofmeasure.org', code: 'pg/mL' } }, { system: 'https://lab.example.org', code: 'GAST' })), asOf: site.asOf, language: 'en' };
  const expected = await byTheService(production.url, asked, await bearer('/assess'));
  expect(expected).toContain('"code":"gastrin-configured-limit"');
  expect(await inThePage(production.url, [asked], site)).toEqual([expected]);
  // Without the site's knowledge the page would have concluded something else: what it is told does matter.
  expect(await inThePage(production.url, [asked], NOTHING)).not.toEqual([expected]);
  await production.stop();
  for (const made of [folder, maps]) rmSync(made, { recursive: true });
});
