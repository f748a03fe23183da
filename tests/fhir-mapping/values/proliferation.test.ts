import { readKi67Percent } from '../../../src/fhir-mapping/values/ki67';
import { readMitosesPerTenHpf } from '../../../src/fhir-mapping/values/mitoses';
import type { ValueReading } from '../../../src/fhir-mapping/values/reading';

/** An interval as a clinician would write it: `[2,5]`, `[0,3)`, `(20,∞)`, `~5`. */
function said(reading: ValueReading): string {
  if (reading.kind !== 'value') return reading.kind;
  const { low, high, lowOpen, highOpen, approximate } = reading.value;
  const body = low === high ? `${low}` : `${lowOpen ? '(' : '['}${low},${high === Infinity ? '∞' : high}${highOpen || high === Infinity ? ')' : ']'}`;
  return `${approximate ? '~' : ''}${body}${reading.unitUnverified ? ' unverified' : ''}`;
}
const quantity = (value: unknown, unit?: string, code?: string, comparator?: string) => ({ valueQuantity: { value, ...(unit === undefined ? {} : { unit }), ...(code === undefined ? {} : { code }), ...(comparator === undefined ? {} : { comparator }) } });
const part = (value: number, comparator?: string, unit?: string) => ({ value, ...(comparator === undefined ? {} : { comparator }), ...(unit === undefined ? {} : { unit }) });

describe('Ki-67 is read in percent', () => {
  test.each([
    ['25 % as a quantity', quantity(25, '%', '%'), '25'],
    ['unit text "percent"', quantity(3, 'percent'), '3'],
    ['unit % with the code /100', quantity(70, '%', '/100'), '70'],
    ['the code /100 alone', quantity(70, undefined, '/100'), '70'],
    ['unit % with the code 1', quantity(0.5, '%', '1'), '0.5'],
    ['the code {percent}', quantity(70, undefined, '{percent}'), '70'],
    ['no unit, above 1', quantity(15), '15'],
    ['no unit, exactly 1', quantity(1), 'unknown-unit'],
    ['no unit, a fraction', quantity(0.15), 'unknown-unit'],
    ['the code 1, a fraction', quantity(0.15, undefined, '1'), 'unknown-unit'],
    ['a unit that is none of a share', quantity(5, '/10 HPF'), 'unknown-unit'],
    ['a comparator without a unit text', quantity(3, undefined, '%', '<'), '[0,3)'],
    ['at least 20 %', quantity(20, '%', '%', '>='), '[20,∞)'],
    ['an unknown comparator', quantity(20, '%', '%', 'ad'), 'unreadable'],
    ['a number that came as a string', quantity('55', '%'), 'unreadable'],
    ['no number at all', quantity(undefined, '%'), 'unreadable'],
    ['above 100', quantity(101, '%'), 'invalid-value'],
    ['below 0', quantity(-1, '%'), 'invalid-value'],
    ['a range', { valueRange: { low: part(2, undefined, '%'), high: part(5, undefined, '%') } }, '[2,5]'],
    ['a range the wrong way round', { valueRange: { low: part(5, undefined, '%'), high: part(2, undefined, '%') } }, 'invalid-value'],
    ['an exact ratio', { valueRatio: { numerator: part(15), denominator: part(500) } }, '3'],
    ['a ratio with comparators', { valueRatio: { numerator: part(15, '<'), denominator: part(500) } }, 'unreadable'],
    ['a ratio over nothing', { valueRatio: { numerator: part(15), denominator: part(0) } }, 'unreadable'],
    ['an integer', { valueInteger: 15 }, '15'],
    ['two values that agree', { ...quantity(3, '%', '%', '>='), valueCodeableConcept: { text: '>=3%' } }, '[3,∞)'],
    ['two values that disagree', { ...quantity(3, '%'), valueCodeableConcept: { text: '>=10%' } }, 'unreadable'],
    ['a breast bin', { valueCodeableConcept: { text: 'Low' } }, 'unreadable'],
    ['a reason why there is none', { dataAbsentReason: { text: 'unknown' } }, 'absent'],
    ['nothing', null, 'absent'],
    ['a sentence', { valueString: 'Invasive tumour of the antrum, Ki-67 18% in hot spots' }, 'narrative'],
    ['a placeholder', { valueString: 'volgt' }, 'unreadable'],
  ])('%s', (_, holder, expected) => expect(said(readKi67Percent(holder))).toBe(expected));

  test.each([
    ['约5%', '~5'], ['3-5%', '[3,5]'], ['<1 %', '[0,1)'], ['＜3％', '[0,3)'], ['3～5%', '[3,5]'], ['>20', '(20,∞)'], ['1%-30%', '[1,30]'], ['%75', '75'], ['about 10%', '~10'], ['≥20 %', '[20,∞)'],
    ['<=2', '[0,2]'], ['低于3%', '[0,3)'], ['大于20%', '(20,∞)'], ['小于 2 %', '[0,2)'], ['20%以上', '[20,∞)'], ['不超过2%', '[0,2]'], ['5%左右', '~5'], ['2–5 %', '[2,5]'], ['2,5 %', '2.5'], ['less than 3 %', '[0,3)'],
    ['3至5%', '[3,5]'], ['5 to 10 %', '[5,10]'], ['-5%', 'invalid-value'], ['Ki-67约40%', '~40'], ['Ki-67阳性指数约30%', '~30'], ['Ki-67 labeling index: <5%', '[0,5)'], ['Ki67 %75', '75'],
    ['10³ %', 'unreadable'], ['1,200 %', 'unreadable'], ['0.5', 'unknown-unit'], ['5/10 HPF', 'unknown-unit'], ['', 'unreadable'], ['%', 'unreadable'], ['５％', '5'],
  ])('the text %s', (text, expected) => expect(said(readKi67Percent({ valueString: text }))).toBe(expected));

  test('a hostile text is left after its first characters', () => {
    expect(readKi67Percent({ valueString: '('.repeat(2_000_000) }).kind).toBe('narrative');
    expect(readKi67Percent({ valueString: '<'.repeat(79) }).kind).toBe('unreadable');
  });
});

describe('mitoses are read per 10 HPF', () => {
  test.each([
    [5, '/10HPF', undefined, '5'], [5, '/10 HPF', undefined, '5'], [5, '个/10HPF', undefined, '5'], [5, 'per 10 HPF', undefined, '5'], [5, '/2mm2', undefined, '5'], [5, '/2 mm²', undefined, '5'], [5, '/mm2', '/mm2', '10'], [0.4, '/HPF', undefined, '4'],
    [0.4, undefined, '/[HPF]', '4'], [10, '/50 HPF', undefined, '2'], [4, 'per 10 HPF', '{HPF}', '4'], [5, undefined, '/(10.[HPF])', '5'], [5, undefined, '{#}/(10.[HPF])', '5'], [5, undefined, '{mitoses}/(2.mm2)', '5'], [5, undefined, '{mitoses}/2.mm2', '5'],
    [5, undefined, '/10[HPF]', '5'], [5, '/10个高倍视野', undefined, '5'], [5, undefined, undefined, '5 unverified'], [5, undefined, '1', '5 unverified'], [5, undefined, '{HPF}', '5 unverified'], [5, '%', '%', 'unknown-unit'], [-1, '/10HPF', undefined, 'invalid-value'],
  ])('%s %s (%s)', (value, unit, code, expected) => expect(said(readMitosesPerTenHpf(quantity(value, unit, code), false))).toBe(expected));

  test.each([
    [15, undefined, undefined, '15'], [15, undefined, '/[HPF]', '15 unverified'], [15, '/HPF', undefined, '15 unverified'], [15, '/mm2', undefined, '30'], [15, '/50 HPF', undefined, '3'], [15, '/10 HPF', undefined, '15'],
  ])('under the code whose name holds the denominator: %s %s (%s)', (value, unit, code, expected) => expect(said(readMitosesPerTenHpf(quantity(value, unit, code), true))).toBe(expected));

  test.each([['5个/10HPF', '5'], ['2-3/10 HPF', '[2,3]'], ['<2/10HPF', '[0,2)'], ['<2个/10HPF', '[0,2)'], ['>20', '(20,∞) unverified'], ['3 per 10 HPF', '3'], ['约5个/10HPF', '~5'], ['5/50HPF', '1']])('the text %s', (text, expected) =>
    expect(said(readMitosesPerTenHpf({ valueString: text }, false))).toBe(expected));
  test('a ratio of mitoses to fields', () => expect(said(readMitosesPerTenHpf({ valueRatio: { numerator: part(10), denominator: { value: 50, unit: 'HPF' } } }, false))).toBe('2'));
});
