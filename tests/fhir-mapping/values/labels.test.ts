/** Results that repeat their own name, or end in a sign that says nothing of the number. */
import { limitsOf } from '../../../src/fhir-mapping/values/limits';
import { readKi67Percent } from '../../../src/fhir-mapping/values/ki67';
import { readLengthMm } from '../../../src/fhir-mapping/values/lengths';
import { readMitosesPerTenHpf } from '../../../src/fhir-mapping/values/mitoses';
import type { ValueReading } from '../../../src/fhir-mapping/values/reading';

const said = (reading: ValueReading): string => {
  if (reading.kind !== 'value') return reading.kind;
  const { low, high, lowOpen, highOpen, approximate } = reading.value;
  return `${approximate ? 'about ' : ''}${low === high ? low : `${lowOpen ? '(' : '['}${low}, ${high}${highOpen ? ')' : ']'}`}`;
};
const text = (valueString: string) => ({ valueString });

describe('Ki-67', () => {
  test.each([
    ['15%', '15'], ['15%+', '15'], ['15% +', '15'], ['15%.', '15'], ['15%。', '15'], ['Ki-67（15%+）', '15'], ['Ki-67(+，约5%)', 'about 5'], ['Ki‑67 15%', '15'], ['5--10%', '[5, 10]'], ['２--５％', '[2, 5]'],
    ['热点区约20%', 'about 20'], ['Hot spot: 15 %', '15'], ['Ki-67阳性率为5%', '5'],
    ['局部约20%', 'narrative'], ['3+', 'unknown-unit'], ['+++', 'unreadable'], ['5% (previously 15%)', 'unreadable'], ['15% 2 10', 'unreadable'], ['5/10 HPF', 'unknown-unit'], ['15% mg', 'unknown-unit'],
  ])('"%s" is %s', (value, expected) => expect(said(readKi67Percent(text(value)))).toBe(expected));
});

describe('mitoses', () => {
  test.each([
    ['核分裂象 3/10HPF', '3'], ['核分裂象：1个/10HPF', '1'], ['核分裂象约3个/10HPF', 'about 3'], ['核分裂计数 2/2mm2', '2'], ['核分裂像<1/10HPF', '[0, 1)'], ['Mitotic count: 4/10 HPF', '4'], ['Mitotic rate 1 per mm2', '2'], ['Mitoses 1-2/10 HPF', '[1, 2]'],
    ['核分裂象罕见', 'unreadable'], ['核分裂象未见', 'unreadable'], ['Mitoses rare', 'unreadable'],
  ])('"%s" is %s', (value, expected) => expect(said(readMitosesPerTenHpf(text(value), true))).toBe(expected));
});

describe('sizes', () => {
  test.each([
    ['直径0.5cm', '5'], ['最大径约1.2cm', 'about 12'], ['肿瘤大小1.2×0.8cm', '12'], ['大小约1.2×0.8×0.5cm', 'about 12'], ['Largest diameter: 12 mm', '12'], ['Tumour size 0.6 x 1.2 cm', '12'],
    ['肿瘤大小不详', 'unreadable'], ['直径 12', 'unknown-unit'],
  ])('"%s" is %s mm', (value, expected) => expect(said(readLengthMm(text(value)))).toBe(expected));
});

describe('limits', () => {
  const limits = (range: string) => { const found = limitsOf({ referenceRange: [{ text: range }] }); return found === null ? null : [found.low, found.high]; };
  test.each([['28.00--185.00', [28, 185]], ['28--185 pg/mL', [28, 185]], ['0 - 100 pg/mL (fasting)', [null, 100]], ['<100 pg/mL（空腹）', [null, 100]], ['100 (see comment 2)', null]])('"%s" are %j', (range, expected) => expect(limits(range)).toEqual(expected));
});

describe('a count whose name holds the denominator', () => {
  const named = (text: string, more: object = { valueQuantity: { value: 10 } }) => readMitosesPerTenHpf({ code: { text }, ...more }, false);
  test.each([
    ['核分裂象（个/10HPF）', '10'], ['核分裂象（个/50HPF）', '2'], ['核分裂象/2mm²', '10'], ['Mitoses per mm2', '20'], ['Mitotic count per 10 high power fields', '10'], ['Mitoses / 50 HPF', '2'], ['核分裂计数（每10个高倍视野）', '10'],
  ])('"%s" without a unit is verified', (text, expected) => {
    expect(said(named(text))).toBe(expected);
    expect(named(text)).toMatchObject({ unitUnverified: false });
  });
  test('a unit beside the value stands before the name', () => expect(said(named('核分裂象（个/50HPF）', { valueQuantity: { value: 10, unit: '/10HPF' } }))).toBe('10'));
  test.each(['核分裂象', 'Mitotic count', 'Mitoses (HPF)'])('"%s" holds none', (text) => expect(named(text)).toMatchObject({ unitUnverified: true, value: { low: 10 } }));
});
