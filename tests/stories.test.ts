/** Patients as a clinic meets them: each story's bundle gives the assessment the rules ask for. */
import { RULES } from '../src/engine';
import { NO_SITE_CODES } from '../src/fhir-mapping';
import { assessBundle } from '../src/hooks/assess-bundle';
import { type Absences, stories } from './fixtures/story-files';
import { differences, notFoundIn } from './fixtures/subset';

const DEPS = { siteCodes: NO_SITE_CODES, gastrinUpperLimit: null };
/** Members compared as "must be among". */
const LISTS = ['recommendations', 'missing', 'conflicts', 'notices', 'rejected', 'evidence', 'newerNotes', 'prognosis'];

type Assessed = Record<string, unknown>;
const assessed = (bundle: unknown, asOf: string, language: 'en' | 'zh-CN'): Assessed => ({ ...assessBundle(bundle, { asOf, language }, DEPS) });

function against(expect: Record<string, unknown>, got: Assessed): string[] {
  return Object.entries(expect).flatMap(([member, wanted]) => {
    if (member === 'absent') return presentThoughAbsent(wanted as Absences, got);
    if (LISTS.includes(member)) return notFoundIn(wanted as unknown[], got[member], member);
    // A surveillance rule is one of several that spoke.
    if (member === 'surveillance') {
      const { rules = [], ...rest } = wanted as { rules?: string[] };
      const part = got[member] as { rules?: string[] } | undefined;
      return [...differences(rest, part, member), ...notFoundIn(rules, part?.rules, 'surveillance.rules')];
    }
    if (member === 'rules') return notFoundIn(wanted as unknown[], got[member], member);
    if (member === 'differential' && typeof wanted === 'object' && wanted !== null && 'clues' in wanted) {
      const { clues, ...rest } = wanted as { clues: unknown[] };
      const part = got[member] as { clues?: unknown[] } | null;
      return [...differences(rest, part, member), ...notFoundIn(clues, part?.clues, 'differential.clues')];
    }
    return differences(wanted, got[member], member);
  });
}

function presentThoughAbsent(absent: Absences, got: Assessed): string[] {
  const of = (member: string): Record<string, unknown>[] => (got[member] ?? []) as Record<string, unknown>[];
  const found = (list: string[] | undefined, member: string, key: string): string[] =>
    (list ?? []).filter((each) => of(member).some((entry) => entry[key] === each)).map((each) => `${member}: ${each} must not be there`);
  return [
    ...found(absent.recommendations, 'recommendations', 'code'), ...found(absent.recommendationRules, 'recommendations', 'rule'),
    ...found(absent.notices, 'notices', 'code'), ...found(absent.conflicts, 'conflicts', 'rule'),
  ];
}

/** An assessment without its sentences: what must not depend on the language. */
const withoutWords = (assessment: Assessed): unknown =>
  JSON.parse(JSON.stringify(assessment, (key, value: unknown) => (['text', 'attribution', 'source', 'value', 'notDone', 'for'].includes(key) && typeof value !== 'number' && value !== null && !/^(G[123]|I{1,3})$/.test(String(value)) ? undefined : value)));

describe.each(stories())('%s', (_name, story, bundle) => {
  test(story.title, () => { expect(against(story.expect, assessed(bundle, story.asOf, 'en'))).toEqual([]); });

  test(story.titleZh, () => { expect(against(story.expect, assessed(bundle, story.asOf, 'zh-CN'))).toEqual([]); });

  test('only the words depend on the language', () => {
    expect(withoutWords(assessed(bundle, story.asOf, 'zh-CN'))).toEqual(withoutWords(assessed(bundle, story.asOf, 'en')));
  });

  test('the order of the bundle does not matter', () => {
    const given = bundle as { entry: unknown[] };
    const turned = { ...given, entry: [...given.entry].reverse() };
    expect(JSON.stringify(assessed(turned, story.asOf, 'en'))).toBe(JSON.stringify(assessed(bundle, story.asOf, 'en')));
  });
});

test('every rule of sections 2 to 11 has a story', () => {
  const told = new Set(stories().flatMap(([, story]) => story.rules));
  expect(RULES.map(({ id }) => id).filter((id) => !id.startsWith('OR-') && !told.has(id))).toEqual([]);
});

test('a story that wants something else fails with what was wanted and what came', () => {
  expect(against({ grade: { value: 'G3' } }, { grade: { value: 'G1' } })).toEqual(['grade.value: wanted "G3", got "G1"']);
  expect(against({ applicable: true, absent: { notices: ['never-stop-ppi'] } }, { applicable: true, notices: [{ code: 'never-stop-ppi' }] })).toEqual(['notices: never-stop-ppi must not be there']);
});
