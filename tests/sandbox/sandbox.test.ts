import { sandboxOf, type Resource } from '../../src/sandbox';

const BASE = 'http://localhost:8080/sandbox/fhir';
const observation = (id: string, patient: string, code: string, date: string): Resource =>
  ({ resourceType: 'Observation', id, status: 'final', subject: { reference: `Patient/${patient}` }, code: { coding: [{ system: 'http://loinc.org', code }] }, effectiveDateTime: date });
const sandbox = sandboxOf(BASE, '2026-01-01', [
  { resourceType: 'Patient', id: 'synthetic-one', name: [{ family: 'Synthetic' }] }, { resourceType: 'Patient', id: 'synthetic-two' },
  observation('a', 'synthetic-one', '1-1', '2026-01-01'), observation('b', 'synthetic-one', '2-2', '2026-03-01'), observation('c', 'synthetic-one', '1-1', '2026-02-01'), observation('d', 'synthetic-two', '1-1', '2026-02-01'),
]);
interface Bundle { total: number; link: { relation: string; url: string }[]; entry?: { fullUrl: string; resource: Resource }[] }
const search = (query: string): Bundle => sandbox.answer('/Observation', query, null).body as unknown as Bundle;
const ids = (bundle: Bundle): string[] => (bundle.entry ?? []).map((entry) => entry.resource.id);

test.each<[string, string, string[]]>([
  ['by patient', 'patient=synthetic-one', ['a', 'b', 'c']], ['by patient with its type', 'patient=Patient/synthetic-two', ['d']], ['by subject', 'subject=Patient/synthetic-one', ['a', 'b', 'c']],
  ['by code alone', 'patient=synthetic-one&code=1-1', ['a', 'c']], ['by code and system', 'code=http://loinc.org|2-2', ['b']], ['by several codes', 'patient=synthetic-one&code=1-1,2-2', ['a', 'b', 'c']],
  ['not by a code of another system', 'code=http://other|2-2', []], ['by id', '_id=d', ['d']], ['newest first', 'patient=synthetic-one&_sort=-date', ['b', 'c', 'a']], ['oldest first', 'patient=synthetic-one&_sort=date', ['a', 'c', 'b']],
  ['from a day on', 'patient=synthetic-one&date=ge2026-02-01', ['b', 'c']], ['by status', 'patient=synthetic-one&status=final', ['a', 'b', 'c']], ['of nobody', 'patient=nobody', []],
])('finds %s', (_how, query, expected) => expect(ids(search(query))).toEqual(expected));

test('an empty search has no entry list, which FHIR forbids to be empty', () => expect(search('patient=nobody')).not.toHaveProperty('entry'));

test('pages follow each other by next links on its own base, each resource once', () => {
  const seen: string[] = [];
  let next: string | undefined = `${BASE}/Observation?patient=synthetic-one&_count=2`;
  for (let pages = 0; next !== undefined && pages < 5; pages += 1) {
    const page = search(new URL(next).search.slice(1));
    expect(page.total).toBe(3);
    seen.push(...ids(page));
    next = page.link.find((link) => link.relation === 'next')?.url;
    if (next !== undefined) expect(next.startsWith(`${BASE}/Observation?`)).toBe(true);
  }
  expect(seen).toEqual(['a', 'b', 'c']);
});

test('POST _search takes the parameters of the form', () => expect(ids(sandbox.answer('/Observation/_search', '', 'patient=synthetic-two').body as unknown as Bundle)).toEqual(['d']));
test('a read gives the resource', () => expect(sandbox.answer('/Patient/synthetic-one', '', null)).toMatchObject({ status: 200, body: { resourceType: 'Patient', id: 'synthetic-one' } }));
test.each<[string, string, string | null, number]>([['/Patient/nobody', '', null, 404], ['/Nonsense', '', null, 404], ['/Observation', 'unheard=1', null, 400], ['/Observation', '_sort=colour', null, 400], ['/Observation', 'code:text=x', null, 400], ['/Patient', '', 'x=1', 405], ['/Patient/a/b', '', null, 404]])('%s?%s is an OperationOutcome', (path, query, form, status) => {
  expect(sandbox.answer(path, query, form)).toMatchObject({ status, body: { resourceType: 'OperationOutcome' } });
});
test('the CapabilityStatement is R4, read-only, and names what the prefetch templates need', () => {
  const { body } = sandbox.answer('/metadata', '', null);
  expect(body).toMatchObject({ resourceType: 'CapabilityStatement', fhirVersion: '4.0.1' });
  expect(JSON.stringify(body)).toContain('MedicationStatement');
});
test('every prefetch template finds something for the bundled patients, and the patient', () => {
  const bundled = sandboxOf(BASE, '2026-01-01');
  expect(bundled.answer('/Patient/synthetic-type-i-overdue', '', null).status).toBe(200);
  for (const [type, query] of [['Condition', '_count=500'], ['Observation', '_sort=-date&_count=500'], ['MedicationRequest', '_sort=-authoredon'], ['MedicationStatement', '_sort=-effective'], ['ServiceRequest', '_sort=-authored']]) {
    expect(bundled.answer(`/${type}`, `patient=synthetic-type-i-overdue&${query}`, null).status).toBe(200);
  }
  expect((bundled.answer('/Condition', 'patient=synthetic-type-i-overdue', null).body as unknown as Bundle).total).toBeGreaterThan(0);
});
