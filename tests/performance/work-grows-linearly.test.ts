/** Work grows with the record and no faster: told by counting what is looked at, never by the clock. */
import { assess } from '../../src/engine';
import { clinicalPictureFrom, NO_SITE_CODES } from '../../src/fhir-mapping';
import { answerHook, assessBundle, type ServiceId } from '../../src/hooks';
import { nestsDeeperThan, valueNestsDeeperThan } from '../../src/calls/json-nesting';
import { hasMoreEntriesThan } from '../../src/calls/bundle-entries';

type Resource = Record<string, unknown> & { resourceType: string; id: string };
const PATIENT = 'synthetic-patient-1';
const subject = { reference: `Patient/${PATIENT}` };
const concept = (system: string, code: string, display: string): Record<string, unknown> => ({ coding: [{ system, code, display }] });

const NEOPLASM: Resource = { resourceType: 'Condition', id: 'gastric-net', subject, code: concept('http://snomed.info/sct', '276808007', 'Carcinoid tumor of stomach'), onsetDateTime: '2026-05-01' };
const KINDS: Record<string, (index: number) => Resource> = {
  'sodium results': (index) => ({ resourceType: 'Observation', id: `sodium-${index}`, status: 'final', subject, effectiveDateTime: '2026-01-01', code: concept('http://loinc.org', '2951-2', 'Sodium'), valueQuantity: { value: 140, unit: 'mmol/L' } }),
  'Ki-67 results': (index) => ({ resourceType: 'Observation', id: `ki67-${index}`, status: 'final', subject, effectiveDateTime: `20${10 + (index % 15)}-01-01`, code: concept('http://loinc.org', '29593-1', 'Ki-67'), valueQuantity: { value: 2, unit: '%', system: 'http://unitsofmeasure.org', code: '%' } }),
  'other conditions': (index) => ({ resourceType: 'Condition', id: `disorder-${index}`, subject, code: concept('http://snomed.info/sct', '38341003', 'Hypertensive disorder'), onsetDateTime: '2020-01-01' }),
  'other procedures': (index) => ({ resourceType: 'Procedure', id: `act-${index}`, status: 'completed', subject, code: concept('http://snomed.info/sct', '73761001', 'Colonoscopy'), performedDateTime: '2020-01-01' }),
  'corrected results': (index) => ({ resourceType: 'Observation', id: `corrected-${index}`, status: 'corrected', subject, effectiveDateTime: '2026-01-01', identifier: [{ system: 'https://laboratory.example.org', value: `number-${index >> 1}` }], code: concept('http://loinc.org', '2951-2', 'Sodium'), valueQuantity: { value: 140, unit: 'mmol/L' } }),
};

/** The same values, with every look at any member counted. */
function counted<T extends object>(value: T, count: { looks: number }): T {
  return new Proxy(value, {
    get: (target, name, receiver) => {
      count.looks += 1;
      const member: unknown = Reflect.get(target, name, receiver);
      return typeof member === 'object' && member !== null ? counted(member, count) : member;
    },
  });
}

function looksAt(make: (index: number) => Resource, size: number): number {
  const count = { looks: 0 };
  const resources = [NEOPLASM, ...Array.from({ length: size }, (_, index) => make(index))].map((resource) => counted(resource, count));
  clinicalPictureFrom(resources, { patientId: PATIENT, asOf: '2026-11-22', siteCodes: NO_SITE_CODES, gastrinUpperLimit: null });
  return count.looks;
}

describe('mapping looks ten times as often at ten times the record', () => {
  test.each(Object.entries(KINDS))('%s', (_name, make) => {
    const [once, more, most] = [looksAt(make, 15), looksAt(make, 150), looksAt(make, 1500)];
    expect(more / once).toBeLessThan(11);
    expect(most / more).toBeLessThan(11);
  });

  test.each(Object.entries(KINDS))('%s: fewer than 400 looks each, however many there are', (_name, make) => {
    expect((looksAt(make, 600) - looksAt(make, 300)) / 300).toBeLessThan(400);
  });
});

const KEYS: Record<string, string> = { Condition: 'conditions', Observation: 'observations', Procedure: 'procedures' };
const bundle = (resources: Resource[]): Record<string, unknown> => ({ resourceType: 'Bundle', type: 'searchset', entry: resources.map((resource) => ({ fullUrl: `https://fhir.example.org/${resource.resourceType}/${resource.id}`, resource })) });
const draft = { resourceType: 'MedicationRequest', id: 'draft', status: 'draft', intent: 'order', subject, medicationCodeableConcept: concept('http://www.nlm.nih.gov/research/umls/rxnorm', '7646', 'Omeprazole') };
const NOBODY_READS = { config: { publicBaseUrl: 'https://cds.example.org', smartLaunchUrl: null, gastrinUpperLimit: null }, siteCodes: NO_SITE_CODES, readerFor: () => null, onCardFailure: () => { throw new Error('a card failed its check'); } };

/** Looks at the body of one whole call, from the envelope to the cards. */
async function looksOfACall(service: ServiceId, size: number): Promise<number> {
  const count = { looks: 0 };
  const resources = [NEOPLASM, ...Object.values(KINDS).flatMap((make) => Array.from({ length: size }, (_, index) => make(index)))];
  const prefetch = Object.fromEntries(Object.entries(KEYS).map(([type, key]) => [key, bundle(resources.filter(({ resourceType }) => resourceType === type))]));
  const hook = service.replace('gnen-', '');
  const context = { patientId: PATIENT, ...(hook === 'order-sign' ? { draftOrders: { resourceType: 'Bundle', entry: [{ resource: draft }] } } : {}) };
  const { outcome } = await answerHook(service, counted({ hook, hookInstance: '1', context, prefetch }, count), { language: 'en', client: null, signal: new AbortController().signal, today: '2026-11-22' }, NOBODY_READS);
  expect(outcome).toBe('advice');
  return count.looks;
}

describe('a whole call looks ten times as often at ten times the record', () => {
  test.each<ServiceId>(['gnen-patient-view', 'gnen-order-sign'])('%s', async (service) => {
    const [once, more] = [await looksOfACall(service, 20), await looksOfACall(service, 200)];
    expect(more / once).toBeLessThan(11);
  });

  test('an assessment', () => {
    const looks = (size: number): number => {
      const count = { looks: 0 };
      const resources = [NEOPLASM, ...Object.values(KINDS).flatMap((make) => Array.from({ length: size }, (_, index) => make(index)))];
      expect(assessBundle(counted(bundle(resources), count), { asOf: '2026-11-22', language: 'en' }, { siteCodes: NO_SITE_CODES, gastrinUpperLimit: null }).applicable).toBe(true);
      return count.looks;
    };
    expect(looks(200) / looks(20)).toBeLessThan(11);
  });

  test('the rules are consulted as often for a long record as for a short one', () => {
    const consulted = (size: number): number => {
      const count = { looks: 0 };
      const resources = [NEOPLASM, ...Array.from({ length: size }, (_, index) => KINDS['sodium results']?.(index) as Resource)];
      assess(counted(clinicalPictureFrom(resources, { patientId: PATIENT, asOf: '2026-11-22', siteCodes: NO_SITE_CODES, gastrinUpperLimit: null }).picture, count), '2026-11-22');
      return count.looks;
    };
    expect([consulted(10) > 50, consulted(1000)]).toEqual([true, consulted(10)]);
  });
});

describe('the checks of a body go through it once', () => {
  test('the depth of a parsed value costs one look a member', () => {
    const looks = (size: number): number => {
      const count = { looks: 0 };
      valueNestsDeeperThan(counted({ entry: Array.from({ length: size }, (_, index) => ({ resource: { id: String(index) } })) }, count), 64);
      return count.looks;
    };
    expect(looks(1000) / looks(100)).toBeLessThan(11);
  });

  test('entries are counted no further than the limit', () => {
    const count = { looks: 0 };
    const entry = Array.from({ length: 10_000 }, () => ({ resource: { resourceType: 'Observation' } }));
    expect(hasMoreEntriesThan(counted({ resourceType: 'Bundle', entry }, count), 100)).toBe(true);
    expect(count.looks).toBeLessThan(100);
  });
});

describe('depth is told alike from the bytes and from the parsed value', () => {
  const nested = (depth: number, open: string, close: string): string => `${open.repeat(depth)}1${close.repeat(depth)}`;
  test.each([['lists', '[', ']'], ['objects', '{"a":', '}'], ['both in turns', '[{"a":', '}]'], ['objects with strings that look like nesting', '{"[{\\"":', '}']])('%s', (_name, open, close) => {
    const levels = open.startsWith('[{') ? 2 : 1;
    for (const depth of [1, 31, 32, 33, 63, 64, 65, 100]) {
      const text = nested(depth, open, close);
      const tooDeep = depth * levels > 64;
      expect(nestsDeeperThan(Buffer.from(text), 64)).toBe(tooDeep);
      expect(valueNestsDeeperThan(JSON.parse(text) as object, 64)).toBe(tooDeep);
    }
  });
});
