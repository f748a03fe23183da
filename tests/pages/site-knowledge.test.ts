/** What the pages are told of a site's ConceptMaps reads the same as the maps themselves, and holds nothing else of them. */
import { siteCodesFrom } from '../../src/fhir-mapping';
import { reducedConceptMap } from '../../src/pages';

const LAB = 'https://lab.example.org';
const aMap = (element: Record<string, unknown>, more: Record<string, unknown> = {}): Record<string, unknown> => ({
  resourceType: 'ConceptMap', id: 'local', url: 'https://hospital.example.org/maps/local', title: 'Ours', publisher: 'The laboratory', contact: [{ name: 'Somebody' }], description: 'Not for the public.',
  group: [{ source: LAB, target: 'http://loinc.org', element: [{ code: 'X', display: 'Our name for it', ...element }], unmapped: { mode: 'fixed' } }], ...more,
});

test.each<[string, Record<string, unknown>]>([
  ['equivalent', aMap({ target: [{ code: '2333-3', equivalence: 'equivalent', comment: 'agreed' }] })],
  ['without an equivalence', aMap({ target: [{ code: '2333-3' }] })],
  ['wider, and one that is none', aMap({ target: [{ code: '2333-3', equivalence: 'wider' }, { code: '1-8', equivalence: 'unmatched' }, { equivalence: 'disjoint' }] })],
  ['several targets, in their order', aMap({ target: [{ code: '29593-1' }, { code: '2333-3' }] })],
  ['no target', aMap({})],
])('%s', (_what, map) => {
  const [whole, reduced] = [siteCodesFrom([map]), siteCodesFrom([reducedConceptMap(map)])];
  expect(reduced.size).toBe(whole.size);
  expect(reduced.standardOf(LAB, 'X')).toEqual(whole.standardOf(LAB, 'X'));
});

test('of names, contacts, comments and descriptions nothing is left', () => {
  expect(JSON.stringify(reducedConceptMap(aMap({ target: [{ code: '2333-3', comment: 'agreed', display: 'Gastrin' }] })))).toBe(
    `{"resourceType":"ConceptMap","group":[{"source":"${LAB}","target":"http://loinc.org","element":[{"code":"X","target":[{"code":"2333-3"}]}]}]}`);
});
