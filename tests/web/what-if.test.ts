/** What-if makes a copy of the record with one answer changed: whatever the record, the new value is the one that counts, and the rest of it still does. */
import { NO_SITE_CODES } from '../../src/fhir-mapping';
import { assessBundle } from '../../src/hooks/browser';
import { changedBundle, EDITABLE, rulesIn, type WhatIfFact } from '../../src/web/assessment/what-if';
import type { ApplicableAssessment, Bundle } from '../../src/web/service';
import { stories } from '../fixtures/story-files';

const DEPS = { siteCodes: NO_SITE_CODES, gastrinUpperLimit: null };
const NUMBERS: Partial<Record<WhatIfFact, readonly string[]>> = { ki67: ['1', '12', '25'], mitoses: ['1', '30'], size: ['4', '25'] };
const facts = Object.keys(EDITABLE) as WhatIfFact[]; // sound: these are its keys

const assessed = (bundle: unknown, asOf: string): ApplicableAssessment | null => {
  const assessment = assessBundle(bundle, { asOf, language: 'en' }, DEPS);
  return assessment.applicable ? assessment : null;
};
const applicable = stories().flatMap(([name, { asOf }, bundle]) => { const before = assessed(bundle, asOf); return before === null ? [] : [{ name, asOf, bundle: bundle as Bundle, before }]; });
const patientOf = ({ patient }: ApplicableAssessment): string => patient?.replace('Patient/', '') ?? 'none';

test('there are records to try it on', () => expect(applicable.length).toBeGreaterThan(80));

describe.each(facts)('%s', (fact) => {
  const values = EDITABLE[fact].options ?? NUMBERS[fact] ?? [];
  test.each([...values, 'unknown'])('%s: in every story the rules still apply, and the change is what the fact says', (value) => {
    const wrong = applicable.flatMap(({ name, asOf, bundle, before }) => {
      const after = assessed(changedBundle(bundle, before, patientOf(before), { [fact]: value }), asOf);
      if (after === null) return [`${name}: the rules no longer apply`];
      const lost = [...new Set(before.evidence.map((line) => line.fact))].filter((each) => each !== fact && EDITABLE[fact].with?.includes(each) !== true && !after.evidence.some((line) => line.fact === each));
      const [line] = after.evidence.filter((each) => each.fact === fact && (each.resource.includes('what-if') || value !== 'unknown'));
      return [
        ...(value !== 'unknown' && line === undefined ? [`${name}: nothing says ${fact} any more`] : []),
        ...(lost.length > 0 ? [`${name}: ${lost.join(', ')} went with it`] : []),
      ];
    });
    expect(wrong).toEqual([]);
  });
});

test('the record itself is never touched', () => {
  for (const { bundle, before } of applicable) {
    const was = JSON.stringify(bundle);
    changedBundle(bundle, before, patientOf(before), { ki67: '25', 'background.gastrinoma': 'present', metastasis: 'M0' });
    expect(JSON.stringify(bundle)).toBe(was);
  }
});

test('what is no number changes nothing', () => {
  for (const { bundle, before } of applicable.slice(0, 5)) expect(changedBundle(bundle, before, 'p', { ki67: 'abc', size: '' })).toEqual(bundle);
});

test('rules are found wherever an assessment names them', () => {
  const [story] = applicable.filter(({ name }) => name === 'ki67-and-mitoses-disagree');
  expect(story === undefined ? [] : [...rulesIn(story.before)]).toEqual(expect.arrayContaining(['AP-1', 'GR-3']));
});
