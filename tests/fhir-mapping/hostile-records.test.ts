import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { type AnyResource, orderFactsFrom } from '../../src/fhir-mapping';
import { fact, gnet, ki67, loinc, mapped, mitoses, observation, patient, SUBJECT } from './records-of';

const folder = join(__dirname, '../../fixtures/real-fhir');
const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
const resourcesIn = (file: string): Record<string, unknown>[] => {
  const content = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Record<string, unknown>;
  return content['resourceType'] === 'Bundle' ? (content['entry'] as { resource: Record<string, unknown> }[]).map((entry) => entry.resource) : [content];
};

test.each(files)('%s is read and says nothing of a gastric NEN', (file) => {
  const resources = resourcesIn(file).map((resource) => ({ ...resource, subject: SUBJECT }));
  expect(mapped([patient, ...resources]).picture.evidenceOfGastricNen).toBe(false);
});

const whole = [
  patient, gnet, ki67('k', 15, { specimen: { reference: 'Specimen/s' } }), mitoses('m', 3), observation('d', fact('differentiation'), { valueCodeableConcept: fact('well') }),
  observation('g', loinc('2333-3'), { valueQuantity: { value: 500, unit: 'pg/mL' }, referenceRange: [{ high: { value: 100, unit: 'pg/mL' } }] }),
  { resourceType: 'Specimen', id: 's', subject: SUBJECT, collection: { collectedDateTime: '2026-05-01' } },
  { resourceType: 'Procedure', id: 'p', status: 'completed', subject: SUBJECT, performedPeriod: { start: '2026-01-01', end: '2026-01-02' }, code: { text: '胃镜检查' } },
  { resourceType: 'MedicationRequest', id: 'q', status: 'active', intent: 'order', subject: SUBJECT, medicationCodeableConcept: { text: 'omeprazole' } },
  { resourceType: 'DiagnosticReport', id: 'r', status: 'final', subject: SUBJECT, code: loinc('60568-3'), result: [{ reference: 'Observation/k' }, { reference: 'Observation/nowhere' }], conclusion: 'Ki-67 18 %' },
];

test('any element of any type never throws', () => {
  const paths = (value: unknown, path: (string | number)[] = []): (string | number)[][] =>
    typeof value === 'object' && value !== null ? [path, ...Object.entries(value).flatMap(([name, member]) => paths(member, [...path, Array.isArray(value) ? Number(name) : name]))] : [path];
  const all = paths(whole).filter((path) => path.length > 1);
  fc.assert(fc.property(fc.array(fc.tuple(fc.constantFrom(...all), fc.jsonValue()), { minLength: 1, maxLength: 6 }), (changes) => {
    const copy = structuredClone(whole) as unknown[];
    for (const [path, value] of changes) {
      let holder: unknown = copy;
      for (const step of path.slice(0, -1)) holder = typeof holder === 'object' && holder !== null ? (holder as Record<string | number, unknown>)[step] : undefined;
      if (typeof holder === 'object' && holder !== null) (holder as Record<string | number, unknown>)[path[path.length - 1] ?? ''] = value;
    }
    mapped(copy);
    orderFactsFrom(copy.map((resource) => ({ resource: resource as AnyResource, fullUrl: null })), { entries: [] });
  }), { numRuns: 400 });
});

test('the order of the resources never matters', () => {
  const expected = JSON.stringify(mapped(whole));
  fc.assert(fc.property(fc.shuffledSubarray(whole, { minLength: whole.length }), (shuffled) => JSON.stringify(mapped(shuffled)) === expected), { numRuns: 60 });
});

test('5,000 results cost no more than ten times 500 and a margin', () => {
  const many = (count: number) => [patient, gnet, ...Array.from({ length: count }, (_, at) => ki67(`k${at}`, 5, { effectiveDateTime: `20${String(at % 26).padStart(2, '0')}-05-01` }))];
  const timed = (resources: unknown[]) => {
    const start = process.hrtime.bigint();
    mapped(resources);
    return Number(process.hrtime.bigint() - start) / 1e6;
  };
  timed(many(500));
  expect(timed(many(5000))).toBeLessThan(Math.max(10 * 3 * timed(many(500)), 1500));
});
