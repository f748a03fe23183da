/** Values and units as `POST /assess` sees them: each on both sides of its edges, through to the grade or the type. @see rules.md GR-1, GR-2, GR-5, TY-9; terminology.md section 5 */
import { NO_SITE_CODES } from '../../src/fhir-mapping';
import { assessBundle } from '../../src/hooks';
import { fact, gnet, ki67, loinc, observation, patient, percent, sct } from './records-of';

type Applicable = Extract<ReturnType<typeof assessBundle>, { applicable: true }>;
const assessed = (...resources: unknown[]): Applicable => {
  const assessment = assessBundle({ resourceType: 'Bundle', type: 'collection', entry: [patient, gnet, ...resources].map((resource) => ({ resource })) }, { asOf: '2026-11-22', language: 'en' }, { siteCodes: NO_SITE_CODES, gastrinUpperLimit: null });
  if (!assessment.applicable) throw new Error('a gastric NEN is on record in every case here');
  return assessment;
};
const well = observation('d', fact('differentiation'), { valueCodeableConcept: fact('well') });
const quantity = (value: number, unit?: string, code?: string, comparator?: string) => ({ valueQuantity: { value, ...(unit === undefined ? {} : { unit }), ...(code === undefined ? {} : { code }), ...(comparator === undefined ? {} : { comparator }) } });
const text = (valueString: string) => ({ valueString });
/** The grade, the candidates where it is open, or the reason why the value was rejected. */
function said({ grade, rejected, notices }: Applicable): string {
  const [first] = rejected;
  if (first !== undefined) return first.why;
  const verified = notices.some(({ code }) => code === 'mitoses-unit-unverified') ? ' unverified' : '';
  return `${grade.value ?? grade.candidates.join(' or ')}${grade.status === 'provisional' ? ' provisional' : ''}${verified}`;
}

describe('Ki-67, with a verified low mitotic count', () => {
  const low = observation('m', sct('406094009'), quantity(1, '/10HPF'));
  const graded = (value: Record<string, unknown>) => said(assessed(well, low, observation('k', loinc('29593-1'), value)));
  const edges: readonly [number, string][] = [[0, 'G1'], [2.9, 'G1'], [2.9999, 'G1'], [3, 'G2'], [20, 'G2'], [20.0001, 'G3'], [20.1, 'G3'], [100, 'G3'], [-0.1, 'invalid-value'], [100.1, 'invalid-value']];
  test.each(edges)('%d %%', (value, grade) => {
    expect(graded(percent(value))).toBe(grade);
    for (const unit of ['%', 'percent', 'Percent', '％']) expect(graded(quantity(value, unit))).toBe(grade);
    for (const code of ['%', '/100']) expect(graded(quantity(value, undefined, code))).toBe(grade);
    for (const code of ['1', '/100', '{Percentage}']) expect(graded(quantity(value, '%', code))).toBe(grade);
    if (value >= 0) expect(graded(text(`${value} %`))).toBe(grade);
  });
  test.each([[1, 'unknown-unit'], [0.15, 'unknown-unit'], [1.1, 'G1'], [15, 'G2']])('%d without a unit', (value, grade) => {
    expect(graded(quantity(value))).toBe(grade);
    expect(graded(text(String(value)))).toBe(grade);
  });
  test.each([
    ['<', 3, 'G1'], ['<=', 3, 'G1 or G2'], ['<', 5, 'G1 or G2'], ['<=', 20, 'G1 or G2'], ['<', 20.1, 'G1 or G2 or G3'], ['>', 20, 'G3'], ['>=', 20, 'G2 or G3'], ['>', 3, 'G2 or G3'], ['>', 2, 'G1 or G2 or G3'], ['>', 100, 'invalid-value'], ['<', 0, 'invalid-value'], ['~', 5, 'unreadable'],
  ])('%s%d %%', (comparator, value, grade) => {
    expect(graded(quantity(value, '%', '%', comparator))).toBe(grade);
    if (comparator !== '~' && value > 0) for (const sign of [comparator, comparator.replace('<=', '≤').replace('>=', '≥'), comparator.replace('<', '＜').replace('>', '＞')]) expect(graded(text(`${sign}${value}%`))).toBe(grade);
  });
  test.each([[3, 5, 'G2'], [2, 5, 'G1 or G2'], [2, 3, 'G1 or G2'], [3, 20, 'G2'], [20, 25, 'G2 or G3'], [21, 30, 'G3'], [0, 2, 'G1']])('%d to %d %%', (low, high, grade) => {
    expect(graded({ valueRange: { low: { value: low, unit: '%' }, high: { value: high, unit: '%' } } })).toBe(grade);
    for (const dash of ['-', '–', '—', '~', '～', '−', ' - ', '至', '到', ' to ']) expect(graded(text(`${low}${dash}${high}%`))).toBe(grade);
  });
  test.each([[15, 500, 'G2'], [14, 500, 'G1'], [100, 500, 'G2'], [101, 500, 'G3'], [600, 500, 'invalid-value']])('%d of %d cells', (numerator, denominator, grade) => {
    expect(graded({ valueRatio: { numerator: { value: numerator }, denominator: { value: denominator } } })).toBe(grade);
    expect(graded({ valueRatio: { numerator: { value: numerator, comparator: '>=' }, denominator: { value: denominator } } })).toBe('unreadable');
  });
  test.each([[2.5, 'G1'], [2.7, 'G1 or G2'], [3.2, 'G1 or G2'], [5, 'G2'], [17, 'G2'], [18, 'G2 or G3'], [22, 'G2 or G3'], [23, 'G3']])('about %d %%', (value, grade) => {
    for (const about of [`约${value}%`, `about ${value} %`, `~${value}%`, `${value}%左右`]) expect(graded(text(about))).toBe(grade);
  });
});

describe('mitoses, with a low Ki-67', () => {
  const graded = (value: Record<string, unknown>, code: unknown = sct('406094009')) => said(assessed(well, ki67('k', 2), observation('m', code, value)));
  const AREAS: readonly (readonly [number, readonly string[]])[] = [
    [1, ['/10HPF', '/10 HPF', 'per 10 HPF', '/10[HPF]', '个/10HPF', '/(10.[HPF])', '{#}/(10.[HPF])', '/10个高倍视野', '/2mm2', '/2 mm²', '/(2.mm2)', '{mitoses}/(2.mm2)', '{mitoses}/2.mm2', '个/2mm²']],
    [2, ['/mm2', '/mm²', '个/mm2']], [0.2, ['/50HPF', '/50 HPF', '/(50.[HPF])', '个/50HPF']], [0.5, ['/20HPF']], [0.4, ['/5 mm2']],
  ];
  test.each(AREAS.flatMap(([factor, units]) => units.map((unit) => [unit, factor] as const)))('counted %s', (unit, factor) => {
    for (const [perTen, grade] of [[0, 'G1'], [1.8, 'G1'], [2, 'G2'], [20, 'G2'], [22, 'G3']] as const) {
      expect(graded(quantity(Number((perTen / factor).toFixed(6)), unit))).toBe(grade);
      expect(graded(quantity(Number((perTen / factor).toFixed(6)), undefined, unit))).toBe(grade);
    }
    expect(graded(quantity(-1, unit))).toBe('invalid-value');
  });
  test('the code whose name holds the denominator needs no unit, and a bare field under it is unverified', () => {
    expect([1, 2, 21].map((count) => graded(quantity(count)))).toEqual(['G1', 'G2', 'G3']);
    expect([1, 1.9, 2.4, 5, 19, 15].map((count) => graded(quantity(count, '/HPF')))).toEqual(['G1 unverified', 'G1 provisional unverified', 'G2 provisional unverified', 'G2 unverified', 'G2 provisional unverified', 'G2 unverified']);
  });
  test('named in words, a count without a denominator is unverified and one per field counts tenfold', () => {
    expect(graded(quantity(5), { text: '核分裂象' })).toBe('G2 provisional unverified');
    expect(graded(quantity(0.1, '/HPF'), { text: '核分裂象' })).toBe('G1 provisional');
    expect(graded(quantity(2.1, '/HPF'), { text: '核分裂象' })).toBe('G3 provisional');
  });
  test.each(['%', '/mL', 'mm'])('%s is no area', (unit) => expect(graded(quantity(2, unit))).toBe('unknown-unit'));
});

describe('gastrin, with an atrophic gastritis', () => {
  const gastritis = { ...gnet, id: 'ag', code: sct('84568007') };
  const judged = (value: Record<string, unknown>, more: Record<string, unknown> = {}) => {
    const { type, conflicts } = assessed(gastritis, observation('g', loinc('2333-3'), value, more));
    return type.status === 'established' ? 'elevated' : conflicts.some(({ rule }) => rule === 'TY-6') ? 'normal' : 'unclassified';
  };
  const upTo = (value: number, unit = 'pg/mL') => ({ referenceRange: [{ high: { value, unit } }] });
  test.each(['pg/mL', 'pg/ml', 'Pg/mL', 'PG/ML', 'ng/L', 'ng/l'])('in %s the limit itself is normal', (unit) => {
    expect([99, 100, 100.1].map((value) => judged(quantity(value, unit), upTo(100)))).toEqual(['normal', 'normal', 'elevated']);
  });
  test.each(['pmol/L', 'pmol/l', 'pM', 'fmol/mL'])('in %s too', (unit) => {
    expect([50, 50.1].map((value) => judged(quantity(value, unit), upTo(50, 'pmol/L')))).toEqual(['normal', 'elevated']);
    expect([20, 30, 60].map((value) => judged(quantity(value, unit), upTo(100)))).toEqual(['normal', 'unclassified', 'elevated']);
  });
  test.each(['<100 pg/mL', '≤100', '0-100', '13–100 pg/mL', '＜100pg/ml', '参考范围: 28-100 pg/ml', '28.00--100.00', 'up to 100 pg/mL', '0 - 100 pg/mL (fasting)'])('the range "%s" is read', (range) => {
    expect([100, 101].map((value) => judged(quantity(value, 'pg/mL'), { referenceRange: [{ text: range }] }))).toEqual(['normal', 'elevated']);
  });
  test.each([['H', 'elevated'], ['HH', 'elevated'], ['N', 'normal'], ['L', 'normal'], ['A', 'unclassified']])('interpreted %s', (code, expected) => expect(judged(quantity(500, 'pg/mL'), { interpretation: [{ coding: [{ code }] }] })).toBe(expected));
  test.each([['elevated', 'elevated'], ['升高', 'elevated'], ['明显升高', 'elevated'], ['正常', 'normal'], ['Positive', 'unclassified']])('in the word %s', (word, expected) => expect(judged(text(word))).toBe(expected));
  test('a comparator counts only on one side, and range and interpretation that disagree settle nothing', () => {
    expect([['>', 1000], ['>', 100], ['>=', 100], ['>', 50], ['<', 10], ['<=', 100], ['<', 120]].map(([sign, value]) => judged(quantity(value as number, 'pg/mL', undefined, sign as string), upTo(100)))).toEqual(['elevated', 'elevated', 'unclassified', 'unclassified', 'normal', 'normal', 'unclassified']);
    expect(judged(quantity(500, 'pg/mL'), { ...upTo(100), interpretation: [{ coding: [{ code: 'N' }] }] })).toBe('unclassified');
    expect(judged(quantity(500, 'pg/mL'))).toBe('unclassified');
  });
});
