/** Units as they are sent, row by row as terminology.md section 5 lists them. */
import { readGastrin } from '../../../src/fhir-mapping/values/gastrin';
import { readKi67Percent } from '../../../src/fhir-mapping/values/ki67';
import { readLab } from '../../../src/fhir-mapping/values/labs';
import { readLengthMm } from '../../../src/fhir-mapping/values/lengths';
import { readMitosesPerTenHpf } from '../../../src/fhir-mapping/values/mitoses';
import type { ValueReading } from '../../../src/fhir-mapping/values/reading';
import { converted } from '../../../src/fhir-mapping/values/units';

const quantity = (value: number, unit?: string, code?: string) => ({ valueQuantity: { value, unit, code } });
const number = (reading: ValueReading): string => (reading.kind === 'value' ? `${reading.value.low}${reading.unitUnverified ? ' unverified' : ''}` : reading.kind);
/** Gastrin of 150 against a limit of 100 pg/mL. */
const gastrin = (unit: string, value = 150) => readGastrin({ ...quantity(value, unit), referenceRange: [{ high: { value: 100, unit: 'pg/mL' } }] }, null);

describe('gastrin', () => {
  test.each([['pg/mL', 'elevated'], ['pg/ml', 'elevated'], ['ng/L', 'elevated'], ['ng/l', 'elevated'], ['Pg/mL', 'elevated'], ['PG/ML', 'elevated'], ['pmol/L', 'elevated'], ['fmol/mL', 'elevated'], ['pM', 'elevated'], ['pmol/l', 'elevated']])('150 %s', (unit, expected) => expect(gastrin(unit)?.class).toBe(expected));
  test('petagrams are not meant', () => expect(gastrin('Pg/mL', 50)?.class).toBe('normal'));
  test.each([[100, 'elevated'], [40, 'unclassified'], [20, 'normal']])('%i pmol/L against 100 pg/mL: the limit is crossed only where gastrin-17 and gastrin-34 agree', (value, expected) => expect(gastrin('pmol/L', value)?.class).toBe(expected));
  test('1 pg/mL is 0.4766 pmol/L', () => expect(converted(1, 'pg/mL', 'pmol/L', { molecularWeight: 2098.2 })).toBeCloseTo(0.4766, 4));
  test('1 pmol/L is 2.098 pg/mL', () => expect(converted(1, 'pmol/L', 'pg/mL', { molecularWeight: 2098.2 })).toBeCloseTo(2.098, 3));
  test('a conversion leaves no noise behind', () => expect(converted(1000, 'ng/L', 'pg/mL')).toBe(1000));
});

describe('Ki-67', () => {
  test.each([['%', '%', '70'], ['%', '/100', '70'], [undefined, '/100', '70'], ['percent', undefined, '70'], ['%', '{Percentage}', '70'], [undefined, '{percent}', '70'], ['%', '1', '70']])('70 %s (%s)', (unit, code, expected) => expect(number(readKi67Percent(quantity(70, unit, code)))).toBe(expected));
  test('0.7 with the code 1 is asked for, not guessed', () => expect(number(readKi67Percent(quantity(0.7, undefined, '1')))).toBe('unknown-unit'));
});

describe('mitoses', () => {
  test.each([
    ['/mm2', undefined, '10'], [undefined, '/(2.mm2)', '5'], [undefined, '{mitoses}/(2.mm2)', '5'], [undefined, '{mitoses}/2.mm2', '5'], [undefined, '/(10.[HPF])', '5'], [undefined, '{#}/(10.[HPF])', '5'], [undefined, '/[HPF]', '50'],
    ['/10 HPF', undefined, '5'], ['per 10 HPF', undefined, '5'], [undefined, '/10[HPF]', '5'], ['/2mm2', undefined, '5'], ['/HPF', undefined, '50'], ['per 10 HPF', '{HPF}', '5'], [undefined, '{HPF}', '5 unverified'], ['个/10HPF', undefined, '5'], ['/10HPF', undefined, '5'],
  ])('5 %s (%s)', (unit, code, expected) => expect(number(readMitosesPerTenHpf(quantity(5, unit, code), false))).toBe(expected));
  test('a bare /[HPF] under the code that says "per 10 HPF" is already per 10 HPF, flagged', () => expect(number(readMitosesPerTenHpf(quantity(15, undefined, '/[HPF]'), true))).toBe('15 unverified'));
});

test.each([['mm', '12'], ['MM', '12'], ['毫米', '12'], ['cm', '120'], ['CM', '120']])('a size of 12 %s', (unit, expected) => expect(number(readLengthMm(quantity(12, unit)))).toBe(expected));

describe('other results', () => {
  const against = (lab: 'tsh' | 'cga' | 'nse' | 'ferritin' | 'iron' | 'vitamin-b12', value: number, unit: string, high: number, limitUnit: string) => readLab({ ...quantity(value, unit), referenceRange: [{ low: { value: 0.1, unit: limitUnit }, high: { value: high, unit: limitUnit } }] }, lab)?.level;
  test.each([['mIU/L'], ['uIU/mL'], ['m[IU]/L'], ['u[IU]/mL'], ['mU/L'], ['µIU/mL']])('TSH of 8 %s against 4 mIU/L', (unit) => expect(against('tsh', 8, unit, 4, 'mIU/L')).toBe('high'));
  test.each([['µg/L'], ['μg/L'], ['mcg/L'], ['ng/mL'], ['ug/L']])('ferritin of 500 %s against 300 ug/L', (unit) => expect(against('ferritin', 500, unit, 300, 'ug/L')).toBe('high'));
  test('chromogranin A in units is not compared with micrograms', () => expect(against('cga', 500, 'U/L', 100, 'ug/L')).toBe('unclassified'));
  test('vitamin B12: 200 pg/mL is 147.6 pmol/L', () => expect(converted(200, 'pg/mL', 'pmol/L', { molecularWeight: 1355.37 })).toBeCloseTo(147.6, 1));
  test('iron in micrograms against moles', () => expect(against('iron', 200, 'ug/dL', 28, 'umol/L')).toBe('high'));
  test('a unit that is none is not compared', () => expect(against('nse', 50, 'units', 16, 'ug/L')).toBe('unclassified'));
});

test('no unit, however it is written, is printed: it may hold what a patient was told', () => {
  const printed = jest.spyOn(console, 'log').mockImplementation(() => undefined);
  const pieces = ['pg/mL (fasting)', 'see Mr Example', '{a}b(mol)', '(mol){a}b', '{x}(m){y}z', '((', '))', '1/(', '{', '}', '{{a}}', '10*', '[IU', 'm[', '单位', 'mol//L', '.m', '/', '-', 'x'.repeat(60), '%%', 'g.(m', 'g)(m', '{a}(g)', '(g)2{b}'];
  for (const from of pieces) {
    converted(1, from, 'pg/mL');
    converted(1, 'pg/mL', from);
    for (const to of pieces) converted(1, from, to);
  }
  expect(printed).not.toHaveBeenCalled();
  printed.mockRestore();
});
