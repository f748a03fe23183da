import { DRUGS } from '../../../src/engine';
import { shippedTerminology } from '../../../src/fhir-mapping';
import { conceptOf, meaningOf } from '../../../src/fhir-mapping/terminology';
import { CODES, FACT_CODES, SYSTEMS } from '../../../src/fhir-mapping/terminology/code-lists';

interface Set { url: string; compose: { include: { system: string; concept: { code: string }[] }[] } }
const sets = shippedTerminology().filter(({ resourceType }) => resourceType === 'ValueSet') as unknown as Set[];

test('the list of codes and the value sets say the same', () => {
  const fromSets = sets.flatMap(({ url, compose }) => compose.include.flatMap(({ system, concept }) => concept.map(({ code }) => `${url.split('/').pop()} ${system} ${code}`))).sort();
  const fromLists = Object.entries(CODES).flatMap(([name, bySystem]) => Object.entries(bySystem).flatMap(([system, codes]) => codes.split(' ').map((code: string) => `${name} ${SYSTEMS[Number(system)]} ${code}`))).sort();
  expect(fromLists).toEqual(fromSets);
});

test('the CodeSystem holds every fact', () => {
  const facts = shippedTerminology().find(({ resourceType }) => resourceType === 'CodeSystem') as unknown as { concept: { code: string }[] };
  expect(facts.concept.map(({ code }) => code)).toEqual(expect.arrayContaining([...FACT_CODES]));
});

test('no code means two things', () => {
  const all = sets.flatMap(({ compose }) => compose.include.flatMap(({ system, concept }) => concept.map(({ code }) => `${system} ${code}`)));
  expect(all.length).toBe(new globalThis.Set(all).size);
});

test.each(DRUGS)('the drug %s has a value set', (drug) => expect(Object.keys(CODES)).toContain(`drug-${drug}`));

const digits = (text: string): number[] => [...text].reverse().map(Number);
/** LOINC's mod-10 check digit. */
const luhn = (code: string): boolean => { const [number = '', check = ''] = code.split('-'); const sum = digits(number).reduce((total, digit, at) => total + (at % 2 === 0 ? [0, 2, 4, 6, 8, 1, 3, 5, 7, 9][digit] ?? 0 : digit), 0); return (10 - (sum % 10)) % 10 === Number(check); };
const D = [[0, 1, 2, 3, 4, 5, 6, 7, 8, 9], [1, 2, 3, 4, 0, 6, 7, 8, 9, 5], [2, 3, 4, 0, 1, 7, 8, 9, 5, 6], [3, 4, 0, 1, 2, 8, 9, 5, 6, 7], [4, 0, 1, 2, 3, 9, 5, 6, 7, 8], [5, 9, 8, 7, 6, 0, 4, 3, 2, 1], [6, 5, 9, 8, 7, 1, 0, 4, 3, 2], [7, 6, 5, 9, 8, 2, 1, 0, 4, 3], [8, 7, 6, 5, 9, 3, 2, 1, 0, 4], [9, 8, 7, 6, 5, 4, 3, 2, 1, 0]];
const P = [[0, 1, 2, 3, 4, 5, 6, 7, 8, 9], [1, 5, 7, 6, 2, 8, 3, 0, 9, 4], [5, 8, 0, 3, 7, 9, 6, 1, 4, 2], [8, 9, 1, 6, 0, 4, 3, 5, 2, 7], [9, 4, 5, 3, 1, 2, 6, 8, 7, 0], [4, 2, 8, 6, 5, 7, 3, 9, 0, 1], [2, 7, 9, 3, 8, 0, 6, 4, 1, 5], [7, 0, 4, 6, 9, 1, 3, 2, 5, 8]];
/** Verhoeff's check digit, which SNOMED CT uses. */
const verhoeff = (code: string): boolean => digits(code).reduce((check, digit, at) => D[check]?.[P[at % 8]?.[digit] ?? 0] ?? 0, 0) === 0;

test('every LOINC and SNOMED CT code has its check digit', () => {
  const of = (system: string): string[] => sets.flatMap(({ compose }) => compose.include.filter((part) => part.system === system).flatMap(({ concept }) => concept.map(({ code }) => code)));
  expect(of('http://loinc.org').filter((code) => /^\d/.test(code) && !luhn(code))).toEqual([]);
  expect(of('http://snomed.info/sct').filter((code) => !verhoeff(code))).toEqual([]);
  expect([luhn('14716-1'), luhn('5140-4'), verhoeff('43210008'), verhoeff('32050005')]).toEqual([false, false, false, false]);
});

test.each([['http://loinc.org', '14716-1'], ['http://loinc.org', '5140-4'], ['http://loinc.org', '70169-8'], ['http://snomed.info/sct', '43210008'], ['http://snomed.info/sct', '32050005'], ['http://www.nlm.nih.gov/research/umls/rxnorm', '11248'], ['http://snomed.info/sct', '447793000'], ['http://snomed.info/sct', '16915004']])('%s %s means nothing here', (system, code) => {
  expect(meaningOf(system, code)).toBeUndefined();
  expect(conceptOf(system, code)).toBeUndefined();
});
