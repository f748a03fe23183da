/** security.md section 7 through HTTP: data that must not mislead. What each resource may say is in tests/fhir-mapping. */
import { aPatientView, storyBundle } from '../operations/a-request';
import { aRunningService, type RunningService } from '../operations/a-running-service';
import { SERVICE } from '../operations/an-ehr';

jest.setTimeout(60_000);
let service: RunningService;
beforeAll(async () => { service = await aRunningService({ env: { RATE_LIMIT_PER_MINUTE: '0' } }); });
afterAll(() => service.remove());

type Resource = Record<string, unknown>;
interface Card { summary: string; detail?: string; links?: { url: string }[]; source: { url: string }; suggestions?: { actions: { resource?: { subject?: { reference: string } } }[] }[] }
const bundle = (type: string, change: (resource: Resource) => Resource = (resource) => resource, over: Resource = {}): Resource => ({ resourceType: 'Bundle', type: 'searchset', entry: storyBundle().entry.filter(({ resource }) => resource.resourceType === type).map(({ resource }) => ({ resource: change(resource) })), ...over });
const cards = async (prefetch: Resource): Promise<Card[]> => {
  const answer = await service.post(SERVICE, { ...aPatientView(), prefetch: { ...aPatientView().prefetch, ...prefetch } });
  expect(answer.status).toBe(200);
  return ((await answer.json()) as { cards: Card[] }).cards;
};

test.each<[string, Resource]>([['another patient', { reference: 'Patient/somebody-else' }], ['no Patient', { reference: 'Group/1' }], ['a patient by URL of another id', { reference: 'https://a.example/fhir/Patient/somebody-else/_history/2' }]])('§7.1 a resource whose subject is %s never counts', async (_what, subject) => {
  expect((await cards({ observations: bundle('Observation', (resource) => ({ ...resource, subject })) }))[0]?.summary).not.toMatch(/NET G[123]/);
  expect(await cards({ conditions: bundle('Condition', (resource) => ({ ...resource, subject })), observations: bundle('Nothing'), reports: bundle('Nothing'), procedures: bundle('Nothing') })).toEqual([]);
});
test('§7.2 a prefetched Patient of another id gives no cards at all', async () => {
  const answer = await service.post(SERVICE, { ...aPatientView(), prefetch: { ...aPatientView().prefetch, patient: { resourceType: 'Patient', id: 'somebody-else' } } });
  expect(answer.status).toBe(400);
});
test('§7.3 an unknown modifierExtension takes its resource out', async () => {
  expect((await cards({ observations: bundle('Observation', (resource) => ({ ...resource, modifierExtension: [{ url: 'https://a.example/not', valueBoolean: true }] })) }))[0]?.summary).not.toMatch(/NET G[123]/);
});
test.each(['entered-in-error', 'cancelled', 'registered', 'no-such-status'])('a result of status %s never counts', async (status) => {
  expect((await cards({ observations: bundle('Observation', (resource) => ({ ...resource, status })) }))[0]?.summary).not.toMatch(/NET G[123]/);
});
interface Assessed { grade: { value: string | null; status: string; candidates: string[]; by: Record<string, string> }; evidence: { fact: string; value: string }[]; rejected: { resource: string; why: string }[] }
/** The story with some observations changed, or doubled, as an assessment. */
const assessed = async (change: (resource: Resource) => Resource[]): Promise<Assessed> => {
  const entry = storyBundle().entry.flatMap(({ resource }) => (resource.resourceType === 'Observation' ? change(resource) : [resource])).map((resource) => ({ resource }));
  const answer = await service.post('/assess', { resourceType: 'Bundle', type: 'collection', entry });
  expect(answer.status).toBe(200);
  return (await answer.json()) as Assessed;
};
const ki67 = (over: (resource: Resource) => Resource[]) => (resource: Resource): Resource[] => (String(resource['id']).startsWith('ki67') ? over(resource) : [resource]);
const percent = (value: number, over: Resource = {}): Resource => ({ value, unit: '%', system: 'http://unitsofmeasure.org', code: '%', ...over });

describe('§7.4 instants are compared as instants, not as text, and impossible dates decide nothing', () => {
  test('the later of two results is the later instant, though its text stands before the other', async () => {
    const { grade } = await assessed(ki67((resource) => [{ ...resource, id: 'later', effectiveDateTime: '2026-05-05T23:30:00-05:00', valueQuantity: percent(15) }, { ...resource, id: 'earlier', effectiveDateTime: '2026-05-06T00:30:00+14:00', valueQuantity: percent(1) }]));
    expect([grade.by['ki67'], grade.value]).toEqual(['G2', 'G2']);
  });
  test.each(['2026-13-45', '2026-02-30', '0000-00-00', '9999-99-99T99:99:99Z', 'yesterday', '20260505', '2026-05-05T25:00:00Z'])('%s never makes a result the newest', async (effectiveDateTime) => {
    const { grade } = await assessed(ki67((resource) => [{ ...resource, id: 'impossible', effectiveDateTime, valueQuantity: percent(55) }, resource]));
    expect(grade).not.toMatchObject({ value: 'G3', status: 'established' });
  });
});

describe('§7.5 quantities are converted or not used, never compared raw', () => {
  test('a size in another unit means the same', async () => {
    const sized = (value: number, unit: string): Promise<Assessed> => assessed((resource) => (String(resource['id']).startsWith('size') ? [{ ...resource, valueQuantity: { value, unit, system: 'http://unitsofmeasure.org', code: unit } }] : [resource]));
    const rules = ({ evidence, rejected, ...rest }: Assessed): string => JSON.stringify(rest);
    expect(rules(await sized(0.6, 'cm'))).toBe(rules(await sized(6, 'mm')));
    expect(rules(await sized(60, 'mm'))).not.toBe(rules(await sized(6, 'mm')));
    expect((await sized(6, '[stone_av]')).rejected).toContainEqual({ resource: 'Observation/size-24', why: 'unknown-unit' });
  });
  test.each<[string, Resource]>([
    ['a comparator', { valueQuantity: percent(20, { comparator: '<' }) }], ['a dataAbsentReason beside a value', { valueQuantity: percent(1), dataAbsentReason: { coding: [{ code: 'error' }] } }], ['a dataAbsentReason alone', { valueQuantity: undefined, dataAbsentReason: { coding: [{ code: 'unknown' }] } }],
    ['an unknown unit', { valueQuantity: percent(1, { unit: 'furlong', code: 'furlong' }) }], ['a value above what can be', { valueQuantity: percent(1e308) }], ['a negative value', { valueQuantity: percent(-1) }],
  ])('%s is never an exact value', async (_what, over) => {
    const { grade } = await assessed(ki67((resource) => [{ ...resource, ...over }]));
    expect(grade.status).not.toBe('established');
  });
});

test('§7.6 a prefetched Bundle with a next link is one page: without a server it is said to be incomplete', async () => {
  const whole = await cards({});
  const part = await cards({ observations: bundle('Observation', undefined, { link: [{ relation: 'next', url: 'https://fhir.example.org/r4?page=2' }] }) });
  const words = (list: Card[]): string => list.map(({ summary, detail }) => `${summary} ${detail ?? ''}`).join(' ');
  expect(words(part)).not.toEqual(words(whole));
  expect(words(part)).toMatch(/incomplete|not complete|only part|in part/i);
});
test('§7.7 text from the record is escaped: no markup, HTML, links or headings of its own; links come from configuration only', async () => {
  const hostile = '<img src=x onerror=alert(1)> [click](https://evil.example) # heading\n## more ![x](https://evil.example/i.png) <https://evil.example> `code` **bold**';
  const list = await cards({ observations: bundle('Observation', (resource) => ({ ...resource, code: { ...(resource['code'] as Resource), text: hostile }, note: [{ text: hostile }], ...(resource['valueQuantity'] === undefined ? { valueString: hostile } : { valueQuantity: { ...(resource['valueQuantity'] as Resource), unit: hostile } }) })), conditions: bundle('Condition', (resource) => ({ ...resource, code: { ...(resource['code'] as Resource), text: hostile } })) });
  expect(list.length).toBeGreaterThan(0);
  for (const { summary, detail = '', links = [], source } of list) {
    expect(`${summary}\n${detail}`).not.toMatch(/(?<!\\)<[A-Za-z/!?]|(?<!\\)\]\((?!https:\/\/cds\.example\.org)|^#{1,6} heading/m);
    for (const url of [source.url, ...links.map((each) => each.url)]) expect(url).toMatch(/^https:\/\/cds\.example\.org\//);
  }
});
test('§7.8 suggested resources refer to the patient of the context only, and one answer has at most 20 cards and 64 KiB', async () => {
  const answer = await service.post(SERVICE, { ...aPatientView(), prefetch: { ...aPatientView().prefetch, observations: bundle('Nothing') } });
  const text = await answer.text();
  const list = (JSON.parse(text) as { cards: Card[] }).cards;
  const subjects = list.flatMap(({ suggestions = [] }) => suggestions.flatMap(({ actions }) => actions.flatMap(({ resource }) => (resource?.subject === undefined ? [] : [resource.subject.reference]))));
  expect(subjects.length).toBeGreaterThan(0);
  expect(new Set(subjects)).toEqual(new Set([`Patient/${String(aPatientView().context['patientId'])}`]));
  expect([list.length <= 20, Buffer.byteLength(text) <= 65_536]).toEqual([true, true]);
});
