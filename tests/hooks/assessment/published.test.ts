import Ajv2020 from 'ajv/dist/2020';
import type { Conclusion } from '../../../src/engine';
import { assessmentJsonSchema, assessmentSchema } from '../../../src/hooks/assessment-schema';
import { published } from '../../../src/hooks/published';
import { aConclusion, aMapped } from '../conclusions';

const about = { patient: 'Patient/synthetic', asOf: '2026-11-22', language: 'en' as const };
const validate = new Ajv2020({ strict: false }).compile(assessmentJsonSchema());

describe('the published assessment', () => {
  test.each<[string, Conclusion]>([
    ['of a type I tumour', aConclusion()],
    ['of nothing known', aConclusion({
      neoplasm: { kind: 'undetermined', subtype: null, rules: [] }, grade: { value: null, status: 'missing', candidates: [], discordant: false, by: { ki67: null, mitoses: null }, rules: ['GR-4'] },
      differential: { favours: 'indeterminate', clues: [{ rule: 'DX-1', favours: 'NET G3', facts: ['lowGradeArea'] }], notDone: ['TP53'] },
      surveillance: { every: null, forYears: null, then: null, phase: null, tests: [], due: null, basis: 'missing', rules: ['SU-6'] },
    })],
    ['where it does not apply', { applicable: false, rules: ['AP-3'] }],
  ])('%s obeys its own schema, as zod and as JSON Schema', (_what, conclusion) => {
    const assessment = published(aMapped(), conclusion, about);
    expect(assessmentSchema.safeParse(assessment).error).toBeUndefined();
    expect(validate(assessment) ? [] : validate.errors).toEqual([]);
  });
  test('has the members of the contract and no others', () => {
    expect(Object.keys(published(aMapped(), aConclusion(), about))).toEqual([
      'applicable', 'rules', 'patient', 'asOf', 'neoplasm', 'grade', 'type', 'differential', 'stage', 'recommendations', 'surveillance', 'prognosis', 'missing', 'conflicts', 'notices', 'rejected', 'evidence', 'newerNotes', 'knowledge',
    ]);
    const assessment = published(aMapped(), aConclusion(), about);
    expect(assessmentSchema.safeParse({ ...assessment, extra: 1 }).success).toBe(false);
    expect(validate({ ...assessment, extra: 1 })).toBe(false);
  });
  test('says of a text match that it is one', () => {
    const mapped = aMapped({ evidence: [{ fact: 'ki67', value: '约5%', resource: 'Observation/1', date: null, textMatch: true }] });
    expect(published(mapped, aConclusion(), about)).toMatchObject({ evidence: [{ fact: 'ki67', value: '约5% (text match, to be confirmed)', resource: 'Observation/1', date: null }] });
  });
  test('gives each recommendation its sentence: what, how firmly, under what condition, and what the rule says', () => {
    const rec = { code: 'endoscopic-resection' as const, strength: 'recommended' as const, conditional: true, rule: 'M1-3', attribution: ['ENETS 2016'], newer: [], needs: ['size' as const], about: {} };
    const { recommendations } = published(aMapped(), aConclusion({ recommendations: [rec] }), about) as { recommendations: { text: string }[] };
    expect(recommendations[0]?.text).toMatch(/^Endoscopic resection \(EMR\/ESD\): recommended \(conditional, not known: size of the largest lesion\)\. \S/);
    expect(recommendations[0]).not.toHaveProperty('needs');
  });
  test('is the same to the byte for the same input', () => {
    expect(JSON.stringify(published(aMapped(), aConclusion(), about))).toBe(JSON.stringify(published(aMapped(), aConclusion(), about)));
  });
  test('has an address and a draft', () => {
    expect(assessmentJsonSchema()).toMatchObject({ $schema: 'https://json-schema.org/draft/2020-12/schema', $id: expect.stringContaining('assessment.json') });
  });
});
