/** A drug's code under another drug's name. @see terminology.md 3a */
import { CODES, SYSTEMS } from '../../src/fhir-mapping/terminology/code-lists';
import { orderFactsFrom } from '../../src/fhir-mapping';
import { gnet, mapped, patient, SUBJECT } from './records-of';

const rx = (code: string, text?: string, display?: string) => ({ coding: [{ system: 'http://www.nlm.nih.gov/research/umls/rxnorm', code, ...(display === undefined ? {} : { display }) }], ...(text === undefined ? {} : { text }) });
const request = (medicationCodeableConcept: unknown) => ({ resourceType: 'MedicationRequest', id: 'x', status: 'active', intent: 'order', subject: SUBJECT, authoredOn: '2026-05-02', medicationCodeableConcept });
const read = (concept: unknown) => mapped([patient, gnet, request(concept)]);

test.each([
  ['octreotide called ondansetron', rx('7617', 'Ondansetron 4 MG Oral Tablet')], ['octreotide called ondansetron in its display', rx('7617', undefined, 'ondansetron')], ['omeprazole called famotidine', rx('7646', 'Famotidine 20 mg')], ['everolimus called etoposide', rx('141704', '依托泊苷')],
])('%s is used for nothing, and named', (_title, concept) => {
  const { picture, rejected, evidence } = read(concept);
  expect(picture.activeDrugs).toEqual([]);
  expect(rejected).toEqual([{ resource: 'MedicationRequest/x', why: 'code-text-conflict' }]);
  expect(evidence.filter(({ resource }) => resource === 'MedicationRequest/x')).toEqual([]);
  expect(picture.notices.map(({ code }) => code)).toContain('medication-name-contradicts');
  expect(orderFactsFrom([{ resource: request(concept), fullUrl: null }], { entries: [] }).orders[0]?.drugs).toEqual([]);
});

test.each([
  ['its own name', rx('7617', 'Octreotide 100 mcg'), ['octreotide']], ['a brand', rx('7617', 'Sandostatin LAR Depot'), ['octreotide']], ['a name nobody knows', rx('7617', 'Local product 4711'), ['octreotide']], ['its own name in Chinese', rx('7646', '奥美拉唑肠溶胶囊'), ['ppi']],
  ['its own name among others', rx('4492', 'FOLFOX: fluorouracil, oxaliplatin, leucovorin'), ['fluorouracil']], ['none', rx('7646'), ['ppi']],
])('a code with %s counts', (_title, concept, drugs) => {
  expect(read(concept).picture.activeDrugs.map(({ drug }) => drug)).toEqual(drugs);
  expect(read(concept).rejected).toEqual([]);
});

const drugSets = (Object.keys(CODES) as (keyof typeof CODES)[]).filter((name) => name.startsWith('drug-'));
test.each(drugSets.flatMap((name) => Object.entries(CODES[name]).flatMap(([system, codes]) => codes.split(' ').map((code: string) => [name.slice('drug-'.length), SYSTEMS[Number(system)], code] as const))))('%s by %s %s', (drug, system, code) => {
  expect(read({ coding: [{ system, code }] }).picture.activeDrugs.map((active) => active.drug)).toEqual([drug]);
});

describe('what is over', () => {
  const shown = (code: string, more: object) => mapped([patient, gnet, { ...request(rx(code)), ...more }]).evidence.filter(({ resource }) => resource.endsWith('/x')).map(({ fact, value }) => `${fact}: ${value}`);
  test.each(['on-hold', 'stopped', 'completed'])('a %s PPI is shown nowhere, a systemic therapy as one that was given', (status) => {
    expect(shown('7646', { status })).toEqual([]);
    expect(shown('7617', { status })).toEqual([`treatment.prior-systemic: 7617 (${status})`]);
  });
  test('a statement whose period has ended is over, whatever its status', () => {
    const ended = { resourceType: 'MedicationStatement', status: 'active', effectivePeriod: { start: '2025-01-01', end: '2025-02-01' } };
    expect(shown('7646', ended)).toEqual([]);
    expect(shown('7617', ended)).toEqual(['treatment.prior-systemic: 7617 (ended)']);
  });
  test.each([{ status: 'draft' }, { status: 'entered-in-error' }, { status: 'active', intent: 'proposal' }, { status: 'active', doNotPerform: true }, { resourceType: 'MedicationStatement', status: 'not-taken' }, { resourceType: 'MedicationStatement', status: 'intended' }])('%j was never given', (more) => {
    expect(shown('7617', more)).toEqual([]);
    expect(mapped([patient, gnet, { ...request(rx('7617')), ...more }]).picture).toMatchObject({ activeDrugs: [], priorSystemic: [] });
  });
});
