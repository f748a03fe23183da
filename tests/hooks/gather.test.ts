/** What each prefetch key can be, and what comes of it: contract.md section 3. */
import { MalformedRequest } from '../../src/hooks/errors';
import { gather } from '../../src/hooks/gather';
import type { RecordReader } from '../../src/hooks/gathered';
import { PREFETCH_TEMPLATES, queryFor } from '../../src/hooks/prefetch';
import { PREFETCH_KEYS, type PrefetchKey } from '../../src/hooks/wire';

type Answer = Awaited<ReturnType<RecordReader['read']>>;
type Asked = Parameters<RecordReader['read']>[0];
const signal = new AbortController().signal;
const condition = (id: string, over: Record<string, unknown> = {}) => ({ resourceType: 'Condition', id, subject: { reference: 'Patient/p1' }, ...over });
const bundle = (resources: unknown[], over: Record<string, unknown> = {}) => ({ resourceType: 'Bundle', type: 'searchset', entry: resources.map((resource) => ({ resource })), ...over });
const outcome = (...severities: unknown[]) => ({ resourceType: 'OperationOutcome', issue: severities.map((severity) => ({ severity, code: 'processing' })) });
const link = (relation: string, url: unknown) => [{ relation, url }];
const none = { hook: 'patient-view', hookInstance: 'x', patientId: 'p1', context: { patientId: 'p1' } };
const everything = Object.fromEntries(PREFETCH_KEYS.map((key) => [key, null]));
const scripted = (answers: Partial<Record<PrefetchKey, { state: 'complete' | 'incomplete' | 'failed' | 'absent'; resources: unknown[] }>>) => {
  const asked: Asked = [];
  const reader: RecordReader = { read: async (queries) => { asked.push(...queries); return new Map(Object.entries(answers)) as Answer; } };
  return { reader, asked };
};
const conditions = async (value: unknown, reader: RecordReader | null = null) => {
  const prefetch: Record<string, unknown> = { ...everything, conditions: value };
  if (value === undefined) delete prefetch['conditions'];
  return (await gather({ ...none, prefetch }, reader, signal)).byKey.conditions;
};
const ids = (found: { resources: { id?: unknown }[] }) => found.resources.map(({ id }) => id);

describe('a prefetched value', () => {
  it.each<[string, unknown, string, string[]]>([
    ['absent', undefined, 'absent', []],
    ['null: asked, nothing there', null, 'complete', []],
    ['an OperationOutcome: asked, failed', outcome('error'), 'failed', []],
    ['an OperationOutcome that only warns is still no answer', outcome('warning'), 'failed', []],
    ['a number', 7, 'failed', []], ['a list', [], 'failed', []], ['an empty object', {}, 'failed', []], ['true', true, 'failed', []],
    ['a Bundle of matches', bundle([condition('a')]), 'complete', ['a']],
    ['a Bundle without entry', { resourceType: 'Bundle' }, 'complete', []],
    ['matches beside a warning', bundle([condition('a'), outcome('warning')]), 'complete', ['a']],
    ['a warning alone, as Epic sends it', bundle([outcome('warning')], { total: 0 }), 'complete', []],
    ['information alone', bundle([outcome('information', 'warning')]), 'complete', []],
    ['an error alone', bundle([outcome('warning', 'error')]), 'failed', []],
    ['a fatal outcome alone', bundle([outcome('fatal')]), 'failed', []],
    ['an outcome whose severity cannot be read', bundle([outcome(7)]), 'failed', []],
    ['matches beside an error', bundle([condition('a'), outcome('error')]), 'incomplete', ['a']],
    ['matches beside an entry that cannot be read', bundle([condition('a'), 'text']), 'incomplete', ['a']],
    ['a next link that cannot be followed', bundle([condition('a')], { link: link('next', 'https://x/y') }), 'incomplete', ['a']],
    ['a next link without an address', bundle([condition('a')], { link: link('next', 7) }), 'incomplete', ['a']],
    ['a self link with a token left in it', bundle([], { link: link('self', 'https://x/Condition?patient={{context.patientId}}') }), 'absent', []],
    ['a self link with an encoded token', bundle([], { link: link('self', 'https://x/Condition?patient=%7b%7Bcontext.patientId%7D%7D') }), 'absent', []],
    ['an entry that is no list', { resourceType: 'Bundle', entry: {} }, 'failed', []],
    ['a single resource for a search', condition('a'), 'incomplete', ['a']],
    ['another resource for a search', { resourceType: 'Patient', id: 'p1' }, 'failed', []],
    ['the shape before 1.0', { response: { status: '200 OK' }, resource: bundle([condition('a')]) }, 'complete', ['a']],
    ['the shape before 1.0, failed', { response: { status: '404' }, resource: bundle([]) }, 'failed', []],
  ])('%s', async (_what, value, state, found) => {
    const read = await conditions(value);
    expect([read.state, ids(read)]).toEqual([state, found]);
  });

  it.each<[string, unknown]>([['null', null], ['an OperationOutcome', outcome('error')], ['a failed search', bundle([outcome('error')])], ['nonsense', 7]])('is never asked for again: %s', async (_what, value) => {
    const { reader, asked } = scripted({});
    await conditions(value, reader);
    expect(asked).toEqual([]);
  });

  it('absent is read from the FHIR server', async () => {
    const { reader, asked } = scripted({ conditions: { state: 'complete', resources: [condition('a')] } });
    const read = await conditions(undefined, reader);
    expect(asked).toEqual([{ key: 'conditions', query: 'Condition?patient=p1&_count=500' }]);
    expect([read.state, read.source, ids(read)]).toEqual(['complete', 'fhir-server', ['a']]);
  });

  it('without any prefetch every key is asked for at once', async () => {
    const { reader, asked } = scripted({});
    const { byKey } = await gather(none, reader, signal);
    expect(asked.map(({ key }) => key)).toEqual([...PREFETCH_KEYS]);
    expect(byKey.orders.state).toBe('failed');
  });

  it.each([['complete', 'complete', ['a', 'b']], ['incomplete', 'incomplete', ['a', 'b']], ['failed', 'incomplete', ['a', 'b']]] as const)('one page is continued; the rest %s makes it %s', async (rest, state, found) => {
    const { reader, asked } = scripted({ conditions: { state: rest, resources: [condition('b')] } });
    const read = await conditions(bundle([condition('a')], { link: link('next', 'https://x/y?page=2') }), reader);
    expect(asked[0]?.continueFrom).toBe('https://x/y?page=2');
    expect([read.state, ids(read)]).toEqual([state, found]);
  });

  it('an error on the first page stays said when the second is complete', async () => {
    const { reader } = scripted({ conditions: { state: 'complete', resources: [] } });
    expect((await conditions(bundle([condition('a'), outcome('error')], { link: link('next', 'https://x/y') }), reader)).state).toBe('incomplete');
  });
});

describe('whose record it is', () => {
  const patient = (value: unknown) => gather({ ...none, prefetch: { ...everything, patient: value } }, null, signal);

  it.each<[string, unknown]>([['alone', { resourceType: 'Patient', id: 'p2' }], ['in a Bundle', bundle([{ resourceType: 'Patient', id: 'p2' }])]])('another Patient prefetched %s is refused', async (_what, value) => {
    await expect(patient(value)).rejects.toThrow(MalformedRequest);
  });

  it.each<[string, unknown, string, number]>([
    ['the Patient', { resourceType: 'Patient', id: 'p1' }, 'complete', 1], ['the Patient in a Bundle', bundle([{ resourceType: 'Patient', id: 'p1' }]), 'complete', 1],
    ['null', null, 'complete', 0], ['a Patient without an id', { resourceType: 'Patient' }, 'failed', 0], ['another resource', condition('a'), 'failed', 0],
  ])('%s as patient', async (_what, value, state, count) => {
    const { byKey } = await patient(value);
    expect([byKey.patient.state, byKey.patient.resources.length]).toEqual([state, count]);
  });

  it.each<[string, Record<string, unknown>, boolean]>([
    ['a relative reference to another', { subject: { reference: 'Patient/p2' } }, true],
    ['an absolute one with a version', { subject: { reference: 'https://x/fhir/Patient/p2/_history/3' } }, true],
    ['another as `patient`', { subject: undefined, patient: { reference: 'Patient/p2' } }, true],
    ['ours on another host', { subject: { reference: 'https://gateway/Patient/p1' } }, false],
    ['a urn that the Bundle resolves to another', { subject: { reference: 'urn:uuid:two' } }, true],
    ['a urn that the Bundle resolves to ours', { subject: { reference: 'urn:uuid:one' } }, false],
    ['no subject: judged later', { subject: undefined }, false],
  ])('a resource with %s', async (_what, over, thrownAway) => {
    const value = { resourceType: 'Bundle', entry: [{ fullUrl: 'urn:uuid:one', resource: { resourceType: 'Patient', id: 'p1' } }, { resource: condition('a', over) }] };
    if (thrownAway) value.entry.push({ fullUrl: 'urn:uuid:two', resource: { resourceType: 'Patient', id: 'p2' } });
    const gathered = await gather({ ...none, prefetch: { ...everything, conditions: value } }, null, signal);
    expect([ids(gathered).includes('a'), gathered.otherPatientSeen]).toEqual([!thrownAway, thrownAway]);
    expect(ids(gathered)).not.toContain('p2');
  });

  it('of two versions the newer counts, by instants and not by text', async () => {
    const older = condition('a', { meta: { lastUpdated: '2026-01-01T23:00:00+14:00' }, version: 'older' });
    const newer = condition('a', { meta: { lastUpdated: '2026-01-01T12:00:00Z' }, version: 'newer' });
    for (const pair of [[older, newer], [newer, older]]) {
      const { resources } = await gather({ ...none, prefetch: { ...everything, conditions: bundle([pair[0]]), reports: bundle([pair[1]]) } }, null, signal);
      expect(resources).toEqual([newer]);
    }
  });

  it('is another patient\'s also when it came from the FHIR server', async () => {
    const { reader } = scripted({ conditions: { state: 'complete', resources: [condition('a', { subject: { reference: 'Patient/p2' } })] } });
    const gathered = await gather(none, reader, signal);
    expect([gathered.resources, gathered.otherPatientSeen]).toEqual([[], true]);
  });
});

describe('templates', () => {
  it.each(Object.entries(PREFETCH_TEMPLATES))('%s keeps to first-level tokens and the widely supported parameters', (key, template) => {
    expect(template).toMatch(/^[A-Z][A-Za-z]+(\/\{\{context\.patientId\}\}|\?patient=\{\{context\.patientId\}\}(&_sort=-[a-z]+)?&_count=\d+)$/);
    expect(template.includes('_sort')).toBe(!['patient', 'conditions'].includes(key));
  });
  it.each([['a&b=c', 'a%26b%3Dc'], ['{{context.userId}}', '%7B%7Bcontext.userId%7D%7D'], ['$&', '%24%26']])('keep the id %s in its place', (id, encoded) => {
    expect(queryFor('conditions', id)).toBe(`Condition?patient=${encoded}&_count=500`);
  });
});
