/** The knowledge as FHIR: every resource valid R4, every rule in it, every link between them kept. */
import { gunzipSync } from 'node:zlib';
import { RECOMMENDATION_CODES, RULES, NEWER_NOTES } from '../../src/engine';
import { discovery } from '../../src/hooks';
import { artefactRoute, fhirArtefacts, fhirPackage } from '../../src/artefacts';
import { faultsInAll } from '../a-fhir-validator';

const BASE = 'https://cds.example.org';
const all = fhirArtefacts(BASE);
// biome-ignore lint/suspicious/noExplicitAny: the tests look into resources member by member
type Loose = Record<string, any>;
const of = (type: string): Loose[] => all.filter((each) => each.resourceType === type);
const one = (type: string, id: string): Loose => of(type).find((each) => each['id'] === id) ?? {};

describe('the knowledge as FHIR', () => {
  it.each([...new Set(all.map((each) => each.resourceType))])('%s: every resource is valid R4', (type) => {
    expect(faultsInAll(of(type))).toEqual([]);
  });
  it('has one resource for each canonical URL', () => {
    const urls = all.flatMap((each) => (typeof each['url'] === 'string' ? [each['url']] : []));
    expect(new Set(urls).size).toBe(urls.length);
  });
  it('holds every rule and newer note as a code with its source', () => {
    const concepts: Loose[] = one('CodeSystem', 'rules')['concept'];
    expect(concepts.map((each) => each['code'])).toEqual([...RULES.map((rule) => rule.id), ...NEWER_NOTES.map((note) => note.id)]);
    for (const concept of concepts) expect(concept['property'].some((each: Loose) => each['code'] === 'source' && each['valueString'])).toBe(true);
  });
  it('holds every recommendation in both languages', () => {
    const concepts: Loose[] = one('CodeSystem', 'recommendations')['concept'];
    expect(concepts.map((each) => each['code'])).toEqual([...RECOMMENDATION_CODES]);
    for (const concept of concepts) expect([concept['display'], concept['designation'][0]['value']].every(Boolean)).toBe(true);
  });
  it('has a plan for each service, triggered by its hook, with a citation for each rule', () => {
    for (const service of discovery('en').services) {
      const plan = one('PlanDefinition', service.id);
      expect(plan['action'][0]['trigger']).toEqual([{ type: 'named-event', name: service.hook }]);
      expect(plan['action'][0]['action'].length).toBeGreaterThan(0);
      for (const action of plan['action'][0]['action']) expect(action['documentation'][0]).toMatchObject({ type: 'citation' });
    }
  });
  it('keeps every canonical that it names itself', () => {
    const urls = new Set(all.map((each) => each['url']));
    const named = JSON.stringify(all.filter((each) => ['PlanDefinition', 'StructureDefinition', 'Library'].includes(each.resourceType))).match(/https:\/\/gnen-cds\.org\/fhir\/[A-Za-z]+\/[A-Za-z0-9-]+/g) ?? [];
    expect([...new Set(named)].filter((url) => !urls.has(url))).toEqual([]);
  });
  it('suggests orders: at least one rule leads to each of some activities', () => {
    const definitions = JSON.stringify(of('PlanDefinition')).match(/ActivityDefinition\/[a-z0-9-]+/g) ?? [];
    expect(new Set(definitions).size).toBeGreaterThan(5);
  });
  it('excludes the codes that look like a Ki-67 and are none', () => {
    const { include, exclude } = one('ValueSet', 'ki67')['compose'];
    const codes = (list: Loose[]): string[] => list.flatMap((each) => (each['concept'] ?? []).map((concept: Loose) => concept['code']));
    expect(codes(exclude)).toContain('85319-2');
    expect(codes(include).filter((code) => codes(exclude).includes(code))).toEqual([]);
  });
  it('has examples for its profiles', () => {
    expect(all.filter((each) => each.id.startsWith('example-')).map((each) => each.id).sort()).toEqual(['example-patient', ...of('StructureDefinition').filter((each) => each['kind'] === 'resource').map((each) => `example-${each['id']}`)].sort());
  });
});

describe('/fhir', () => {
  const ask = artefactRoute(BASE);
  it('reads by type and id', () => { expect(ask('/ValueSet/ki67', '')).toMatchObject({ status: 200, body: { resourceType: 'ValueSet', id: 'ki67' } }); });
  it('searches by url, with a version or without', () => {
    const url = encodeURIComponent('https://gnen-cds.org/fhir/ValueSet/ki67');
    expect(ask('/ValueSet', `url=${url}`)).toMatchObject({ status: 200, body: { total: 1, entry: [{ resource: { id: 'ki67' } }] } });
    expect(ask('/ValueSet', `url=${url}%7C1.0.0`)).toMatchObject({ body: { total: 1 } });
    expect(ask('/ValueSet', `url=${url}%7C9.9.9`)).toMatchObject({ body: { total: 0 } });
  });
  it('says what it can at metadata', () => { expect(ask('/metadata', '')).toMatchObject({ status: 200, body: { resourceType: 'CapabilityStatement', fhirVersion: '4.0.1' } }); });
  it.each(['/Nothing', '/ValueSet/nothing', '/ValueSet/ki67/more', '/__proto__', '/ValueSet/%E0%A4%A', ''])('answers 404 with an OperationOutcome at %j', (path) => {
    expect(ask(path, '')).toMatchObject({ status: 404, body: { resourceType: 'OperationOutcome' } });
  });
  it.each<[string, string, number]>([
    ['/ValueSet', '_id=ki67', 1], ['/ValueSet', '_id=ki67,gastrin', 2], ['/ValueSet', '_id=ki67&_id=gastrin', 0], ['/CodeSystem', 'name=gnenfacts', 1], ['/CodeSystem', 'name:contains=REASONS', 1], ['/CodeSystem', 'name:exact=gnenFacts', 0],
    ['/CodeSystem', 'title=Rules', 1], ['/CodeSystem', 'status=active', of('CodeSystem').length], ['/CodeSystem', 'status=http://hl7.org/fhir/publication-status|draft', 0], ['/CodeSystem', 'version=1.0.0&name=', of('CodeSystem').length], ['/CodeSystem', 'url=x', 0],
  ])('finds %s?%s', (path, query, total) => { expect(ask(path, query)).toMatchObject({ status: 200, body: { resourceType: 'Bundle', type: 'searchset', total } }); });
  it('is read page by page, each resource once', () => {
    const ids: string[] = [];
    let next: string | undefined = 'https://cds.example.org/fhir/ValueSet?_count=50&status=active';
    for (let pages = 0; next !== undefined && pages < 50; pages += 1) {
      const { pathname, search } = new URL(next);
      const body = ask(pathname.replace('/fhir', ''), search.slice(1)).body as Loose;
      expect([body['total'], body['entry'].length <= 50, faultsInAll([body])]).toEqual([of('ValueSet').length, true, []]);
      ids.push(...body['entry'].map((each: Loose) => each['resource']['id']));
      next = body['link'].find((each: Loose) => each['relation'] === 'next')?.['url'];
    }
    expect(ids).toEqual(of('ValueSet').map((each) => each['id']));
  });
  it('counts without showing', () => { for (const query of ['_summary=count', '_count=0']) expect(ask('/ValueSet', query)).toMatchObject({ body: { total: of('ValueSet').length } }); expect((ask('/ValueSet', '_count=0').body as Loose)['entry']).toBeUndefined(); });
  it.each<[string, string, string | undefined, number]>([
    ['/ValueSet/ki67', '_format=json', undefined, 200], ['/ValueSet/ki67', '_format=application%2Ffhir%2Bjson', 'application/fhir+xml', 200], ['/ValueSet/ki67', '', 'application/fhir+xml, application/fhir+json;q=0.5', 200],
    ['/ValueSet/ki67', '', 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', 200], ['/ValueSet/ki67', '_format=xml', undefined, 406], ['/ValueSet', '', 'application/fhir+xml', 406], ['/metadata', '_format=ttl', undefined, 406],
  ])('%s?%s with Accept %j is %d', (path, query, accept, status) => {
    const answer = ask(path, query, accept);
    expect(answer.status).toBe(status);
    if (status !== 200) expect(faultsInAll([answer.body])).toEqual([]);
  });
  it.each(['_count=x', '_count=-1', '_offset=1.5'])('refuses %s', (query) => { expect(ask('/ValueSet', query)).toMatchObject({ status: 400, body: { resourceType: 'OperationOutcome' } }); });
  it('refuses a parameter that it does not know', () => { expect(ask('/ValueSet', 'expansion=x')).toMatchObject({ status: 400 }); });
  it('answers a search with valid R4', () => { expect(faultsInAll([ask('/Library', '').body])).toEqual([]); });
});

describe('the package', () => {
  it('lists exactly its files and is the same every time', () => {
    const packed = fhirPackage(BASE);
    expect(fhirPackage(BASE).equals(packed)).toBe(true);
    const files = filesIn(gunzipSync(packed));
    expect(JSON.parse(files.get('package/package.json') ?? '')).toMatchObject({ name: 'org.gnen-cds.fhir', version: '1.0.0', fhirVersions: ['4.0.1'] });
    const listed = (folder: string): string[] => JSON.parse(files.get(`${folder}/.index.json`) ?? '').files.map((each: Loose) => `${folder}/${each['filename']}`);
    expect([...listed('package'), ...listed('package/example')].sort()).toEqual([...files.keys()].filter((name) => !/(package|\.index)\.json$/.test(name)).sort());
    for (const [name, text] of files) expect([name, typeof JSON.parse(text)]).toEqual([name, 'object']);
  });
});

function filesIn(tar: Buffer): Map<string, string> {
  const files = new Map<string, string>();
  for (let at = 0; tar[at] !== 0; ) {
    const name = tar.toString('utf8', at, at + 100).replace(/\0.*$/s, '');
    const size = Number.parseInt(tar.toString('ascii', at + 124, at + 135), 8);
    files.set(name, tar.toString('utf8', at + 512, at + 512 + size));
    at += 512 + Math.ceil(size / 512) * 512;
  }
  return files;
}
