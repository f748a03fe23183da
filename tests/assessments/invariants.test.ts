/** What holds of every Assessment, whatever it is about: over all stories and all cases of this folder. */
import { assess, RULES } from '../../src/engine';
import { clinicalPictureFrom, NO_SITE_CODES } from '../../src/fhir-mapping';
import { assessBundle } from '../../src/hooks/assess-bundle';
import { assessmentSchema, type ApplicableAssessment } from '../../src/hooks/assessment-schema';
import { summaryCard } from '../../src/hooks/cards/summary';
import type { Language } from '../../src/hooks/wording';
import { stories } from '../fixtures/story-files';
import { aContext } from '../hooks/conclusions';
import { bundle, patient, type Resource } from './a-record';
import { APPLICABILITY } from './applicability.cases';
import { DIFFERENTIALS, IMMUNOHISTOCHEMISTRY, STAGES } from './differential-to-stage.cases';
import { AS_OF } from './expected';
import { GRADES } from './grade.cases';
import { TYPES } from './type.cases';
import { NAMED } from './what-is-named.cases';

interface Told { says: string; resources: Resource[]; asOf: string }
const DEPS = { siteCodes: NO_SITE_CODES, gastrinUpperLimit: null };

const TOLD: Told[] = [
  ...stories().map(([says, { asOf }, given]) => ({ says, asOf, resources: (given as { entry: { resource: Resource }[] }).entry.map(({ resource }) => resource) })),
  ...[APPLICABILITY, GRADES, TYPES, DIFFERENTIALS, IMMUNOHISTOCHEMISTRY, STAGES, NAMED].flat().map(([says, record, , asOf = AS_OF]) => ({
    says, asOf, resources: record.some(({ resourceType }) => resourceType === 'Patient') ? record : [patient(), ...record],
  })),
];

const assessed = ({ resources, asOf }: Told, language: Language = 'en') => assessBundle(bundle(resources), { asOf, language }, DEPS);
const PATIENTS: { told: Told; assessment: ApplicableAssessment }[] = TOLD.flatMap((told) => {
  const assessment = assessed(told);
  return assessment.applicable ? [{ told, assessment }] : [];
});

/** The patients of whom it does not hold, with what was found; empty when it holds of all. */
const exceptions = (found: (assessment: ApplicableAssessment, told: Told) => readonly string[]): string[] =>
  PATIENTS.flatMap(({ told, assessment }) => found(assessment, told).map((each) => `${told.says}: ${each}`));

/** What of the later is not behind the earlier by a key. */
const unsorted = <T>(list: readonly T[], key: (one: T) => string): string[] =>
  list.flatMap((one, index) => (index > 0 && key(list[index - 1]!) > key(one) ? [`${key(list[index - 1]!)} before ${key(one)}`] : []));
const repeated = (list: readonly string[]): string[] => list.filter((each, index) => list.indexOf(each) !== index);

/** Every rule that an assessment names, but for those of its newer notes. */
const namedIn = (a: ApplicableAssessment): string[] => [
  ...a.rules, ...a.neoplasm.rules, ...a.grade.rules, ...a.type.rules, ...a.stage.rules, ...a.surveillance.rules, ...(a.differential?.clues ?? []).map(({ rule }) => rule),
  ...[...a.recommendations, ...a.prognosis, ...a.missing, ...a.conflicts, ...a.notices].map(({ rule }) => rule),
];

function summaryOf({ resources, asOf }: Told, language: Language) {
  const mapped = clinicalPictureFrom(resources as Parameters<typeof clinicalPictureFrom>[0], { patientId: 'synthetic', asOf, siteCodes: NO_SITE_CODES, gastrinUpperLimit: null, ...ofThePatient(resources) });
  const conclusion = assess(mapped.picture, asOf);
  if (!conclusion.applicable) throw new Error('only patients with a conclusion are asked for a card');
  return summaryCard(aContext({ conclusion, mapped }, language));
}

function ofThePatient(resources: readonly Resource[]): { patientId?: string } {
  const id = resources.find(({ resourceType }) => resourceType === 'Patient')?.['id'];
  return typeof id === 'string' ? { patientId: id } : {};
}

const plain = (markdown: string): string => markdown.replaceAll('\\', '');

test('the published schema holds', () => {
  expect(TOLD.flatMap((told) => { const { error } = assessmentSchema.safeParse(assessed(told)); return error === undefined ? [] : [`${told.says}: ${error.message}`]; })).toEqual([]);
});

test('the order of the input shows nowhere', () => {
  const turned = (told: Told): Told => {
    const half = Math.ceil(told.resources.length / 2);
    return { ...told, resources: [...told.resources.slice(half), ...told.resources.slice(0, half).reverse()] };
  };
  expect(TOLD.filter((told) => JSON.stringify(assessed(turned(told))) !== JSON.stringify(assessed(told))).map(({ says }) => says)).toEqual([]);
});

test.each(['en', 'zh-CN'] as const)('every notice, contradiction and missing fact is in the card too: %s', (language) => {
  expect(exceptions((_, told) => {
    const a = assessed(told, language);
    if (!a.applicable) return [];
    const { detail = '' } = summaryOf(told, language);
    const lines = plain(detail).split('\n');
    const { words } = aContext({}, language);
    return [
      ...[...a.notices, ...a.conflicts].filter(({ text, rule }) => !lines.some((line) => line.includes(plain(text)) && line.includes(rule))).map(({ text }) => text),
      ...a.missing.filter(({ fact, rule }) => !lines.some((line) => line.includes(words.codes.facts[fact]) && line.includes(rule))).map(({ fact, rule }) => `${fact} ${rule}`),
    ];
  })).toEqual([]);
});

test('the card names every rule that the assessment names', () => {
  expect(exceptions((a, told) => {
    const rules = (summaryOf(told, 'en').extension as { 'org.gnen-cds.rules': string[] })['org.gnen-cds.rules'];
    return [...new Set(namedIn(a))].filter((rule) => !rules.includes(rule));
  })).toEqual([]);
});

test('a value is never without its rule', () => {
  expect(exceptions((a) => [
    ...(a.neoplasm.rules.length === 0 ? ['neoplasm'] : []), ...(a.grade.rules.length === 0 ? ['grade'] : []), ...(a.type.status !== 'not-applicable' && a.type.rules.length === 0 ? ['type'] : []),
    ...([a.stage.t, a.stage.n, a.stage.m, a.stage.group, a.stage.depth].some((value) => value !== null) && a.stage.rules.length === 0 ? ['stage'] : []), ...(a.surveillance.rules.length === 0 ? ['surveillance'] : []),
  ])).toEqual([]);
});

test('only rules of the rulebook are named, and no part names one twice', () => {
  const known = new Set(RULES.map(({ id }) => id));
  expect(exceptions((a) => [
    ...namedIn(a).filter((rule) => !known.has(rule)),
    ...[a.rules, a.neoplasm.rules, a.grade.rules, a.type.rules, a.stage.rules, a.surveillance.rules].flatMap(repeated),
  ])).toEqual([]);
});

test('lists are sorted and hold nothing twice', () => {
  const rank = new Map(RULES.map(({ id }, index) => [id, String(index).padStart(4, '0')]));
  const order = (rule: string): string => rank.get(rule) ?? rule;
  expect(exceptions((a) => [
    ...unsorted(a.recommendations, ({ rule }) => order(rule)), ...repeated(a.recommendations.map(({ rule, code }) => `${rule} ${code}`)),
    ...unsorted(a.missing, ({ fact, rule }) => `${fact} ${order(rule)}`), ...repeated(a.missing.map(({ fact, rule }) => `${fact} ${rule}`)), ...a.missing.flatMap((one) => unsorted(one.for, (each) => each)),
    ...unsorted(a.conflicts, ({ facts }) => facts.join(' ')), ...unsorted(a.notices, ({ facts }) => facts.join(' ')), ...repeated(a.notices.map(({ code, text }) => `${code} ${text}`)),
    ...unsorted(a.evidence, ({ fact, date, resource }) => `${fact} ${date ?? ''} ${resource}`),
    ...unsorted(a.rejected, ({ resource }) => resource), ...repeated(a.rejected.map(({ resource, why }) => `${resource} ${why}`)),
  ])).toEqual([]);
});

test('a conditional recommendation has its missing fact, for its code and by its rule', () => {
  // M2-3 is conditional because the review gives no thresholds, whatever is known.
  const isAskedFor = (a: ApplicableAssessment, rule: string, code: string): boolean => a.missing.some((one) => one.rule === rule && one.for.includes(code));
  expect(exceptions((a) => a.recommendations.filter(({ conditional, code, rule }) => conditional && rule !== 'M2-3' && !isAskedFor(a, rule, code)).map(({ code, rule }) => `${rule} ${code}`))).toEqual([]);
});

test('a newer note stands beside a rule that is shown', () => {
  expect(exceptions((a) => a.newerNotes.filter(({ beside }) => !namedIn(a).includes(beside)).map(({ id, beside }) => `${id} ${beside}`))).toEqual([]);
});

test('grade, status and candidates agree', () => {
  const CANDIDATES: Record<string, (a: ApplicableAssessment['grade']) => boolean> = {
    established: ({ value, candidates }) => value !== null && candidates.join() === value,
    provisional: ({ value, candidates }) => value !== null && candidates.join() === ['G1', 'G2', 'G3'].filter((each) => each >= value).join(),
    indeterminate: ({ value, candidates }) => value === null && candidates.length > 0,
    'as-reported': ({ value, candidates }) => value !== null && candidates.includes(value),
    contradictory: ({ value, candidates }) => value === null && candidates.length === 0,
    'not-graded': ({ value, candidates }) => value === null && candidates.length === 0,
    missing: ({ value, candidates }) => value === null && candidates.length === 3,
  };
  expect(exceptions(({ grade }) => (CANDIDATES[grade.status]?.(grade) === true ? [] : [JSON.stringify(grade)]))).toEqual([]);
  expect(exceptions(({ neoplasm, grade, type }) => [
    ...(neoplasm.kind === 'NEC' && grade.status !== 'not-graded' ? ['a NEC is not graded'] : []), ...(neoplasm.kind === 'NET-or-NEC' && grade.candidates.join() !== 'G3' ? ['NET-or-NEC is at the G3 level'] : []),
    ...((neoplasm.kind === 'NEC' || neoplasm.kind === 'MiNEN') !== (type.status === 'not-applicable') ? ['only NEC and MiNEN have no type'] : []),
    ...(type.value !== null && neoplasm.kind !== 'NET' && type.status !== 'provisional' ? ['provisional at most'] : []),
  ])).toEqual([]);
});

test('what is rejected is no evidence', () => {
  // A refuted background is rejected as a presence and is the record of absence.
  const never = ['entered-in-error', 'cancelled', 'other-patient', 'invalid-value', 'unknown-unit', 'after-as-of'];
  const isOut = (a: ApplicableAssessment, reference: string): boolean => a.rejected.some(({ resource, why }) => resource === reference && never.includes(why));
  expect(exceptions((a) => a.evidence.filter(({ resource }) => isOut(a, resource)).map(({ fact, resource }) => `${fact} ${resource}`))).toEqual([]);
});

test('of a record that the service says nothing about it leaves everything else out', () => {
  const silent = TOLD.map((told) => assessed(told)).filter(({ applicable }) => !applicable);
  expect(silent.length).toBeGreaterThan(10);
  for (const assessment of silent) {
    expect(Object.keys(assessment)).toEqual(['applicable', 'rules', 'patient', 'asOf', 'rejected', 'knowledge']);
    expect(['AP-1', 'AP-2', 'AP-3']).toContain(assessment.rules.join());
  }
});
