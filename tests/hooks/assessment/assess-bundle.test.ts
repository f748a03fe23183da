/** Which Bundles are assessed, about whom, and which are refused: the mapping only records what it was given. */
import { assessBundle, fullDate } from '../../../src/hooks/assess-bundle';
import { readableAssessment } from '../../../src/hooks/readable';
import { aPicture } from '../../engine/a-picture';

let mockGiven: { resources: { id?: string }[]; patientId: string | null; fullUrls?: ReadonlyMap<string, string> } | null = null;
let mockEvidence = true;
jest.mock('../../../src/fhir-mapping', () => ({
  clinicalPictureFrom: (resources: [], options: { patientId: string | null; fullUrls: ReadonlyMap<string, string> }) => {
    mockGiven = { resources, patientId: options.patientId, fullUrls: options.fullUrls };
    return { picture: aPicture({ evidenceOfGastricNen: mockEvidence }), evidence: [], rejected: [] };
  },
}));

const deps = { siteCodes: null as never, gastrinUpperLimit: null };
const options = { asOf: '2026-11-22', language: 'en' as const };
const bundle = (...resources: unknown[]) => ({ resourceType: 'Bundle', entry: resources.map((resource) => ({ resource })) });
const patient = (id?: string) => ({ resourceType: 'Patient', ...(id === undefined ? {} : { id }) });
const about = (reference: unknown) => ({ resourceType: 'Observation', subject: { reference } });
beforeEach(() => { mockGiven = null; mockEvidence = true; });

describe('a Bundle to be assessed', () => {
  test.each<[string, unknown, string | null]>([
    ['one Patient', bundle(patient('p')), 'p'], ['the same Patient twice', bundle(patient('p'), patient('p')), 'p'], ['one Patient and another subject', bundle(patient('p'), about('Patient/q')), 'p'],
    ['no Patient, one subject written three ways', bundle(about('Patient/p'), about('https://a.example/fhir/Patient/p/_history/3'), about('https://b.example/Patient/p')), 'p'],
    ['a group as subject', bundle(about('Group/g'), about('Patient/p')), 'p'], ['nobody named', bundle({ resourceType: 'Observation' }), null],
    ['references of the wrong shape', bundle(about(7), about(null), { resourceType: 'Observation', subject: 'Patient/p' }), null],
    ['a Bundle in a Bundle', bundle(bundle(patient('p'))), 'p'], ['entries that are nothing', { resourceType: 'Bundle', entry: [null, 3, {}, { resource: null }, { resource: [] }, { resource: { resourceType: 5 } }, { resource: patient('p') }] }, 'p'],
  ])('%s', (_what, input, expected) => {
    assessBundle(input, options, deps);
    expect(mockGiven?.patientId).toBe(expected);
  });
  test('a Patient known by its fullUrl only is found by it', () => {
    const input = { resourceType: 'Bundle', entry: [{ fullUrl: 'urn:uuid:1', resource: patient() }, { fullUrl: 'urn:uuid:2', resource: about('urn:uuid:1') }] };
    expect(assessBundle(input, options, deps)).toMatchObject({ patient: 'Patient/1' });
    expect(mockGiven?.fullUrls?.get('urn:uuid:1')).toBe('Patient/1');
  });
  test.each<[string, unknown, number]>([
    ['no object', 'Bundle', 400], ['null', null, 400], ['a list', [], 400], ['no resourceType', {}, 400], ['a resourceType that is no string', { resourceType: 1 }, 400], ['entries that are no list', { resourceType: 'Bundle', entry: {} }, 400],
    ['a Patient', patient('p'), 422], ['two Patients', bundle(patient('p'), patient('q')), 422], ['subjects that differ', bundle(about('Patient/p'), about('Patient/q')), 422],
  ])('%s is refused', (_what, input, status) => { expect(() => assessBundle(input, options, deps)).toThrow(expect.objectContaining({ status })); });
  test.each([{ resourceType: 'Bundle' }, { resourceType: 'Bundle', entry: [] }, { resourceType: 'Bundle', entry: null }])('an empty one is answered: not applicable', (input) => {
    mockEvidence = false;
    const assessment = assessBundle(input, options, deps);
    expect(assessment).toMatchObject({ applicable: false, rules: ['AP-1'] });
    expect(readableAssessment(assessment, 'zh-CN')).toContain('没有胃神经内分泌肿瘤的证据');
  });
  test('depth costs no stack', () => {
    let deep: unknown = bundle(patient('p'));
    for (let level = 0; level < 50_000; level += 1) deep = bundle(deep);
    expect(assessBundle(deep, options, deps)).toMatchObject({ patient: 'Patient/p' });
  });
  test('is told in plain text without a control character', () => {
    expect(readableAssessment(assessBundle(bundle(patient('p\u001b[31m')), options, deps), 'en')).not.toContain('\u001b');
  });
});

describe('the day of an assessment', () => {
  test.each(['2026-11-22', '2024-02-29'])('%s is a day', (text) => { expect(fullDate(text)).toBe(text); });
  test.each(['2026', '2026-11', '2026-02-30', '2023-02-29', '2026-13-01', '22.11.2026', '2026-11-22T00:00:00Z', '', '0000-01-01', ' 2026-11-22'])('%p is none', (text) => {
    expect(() => fullDate(text)).toThrow(expect.objectContaining({ status: 400, path: 'asOf' }));
  });
});
