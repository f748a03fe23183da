import { readGastrin } from '../../../src/fhir-mapping/values/gastrin';
import { readLab } from '../../../src/fhir-mapping/values/labs';
import { converted, ucumOf } from '../../../src/fhir-mapping/values/units';

const gastrin = (value: number, unit: string, range: object | null, more: object = {}) => ({ valueQuantity: { value, unit }, ...(range === null ? {} : { referenceRange: [range] }), ...more });
const upTo = (value: number, unit?: string) => ({ high: unit === undefined ? { value } : { value, unit } });
const flag = (code: string) => ({ interpretation: [{ coding: [{ code }] }] });

describe('gastrin is judged against its own limit (TY-9)', () => {
  test.each([
    ['above the limit', gastrin(850, 'pg/mL', upTo(100, 'pg/mL')), 'elevated'],
    ['the limit itself', gastrin(100, 'pg/mL', upTo(100, 'pg/mL')), 'normal'],
    ['just above', gastrin(100.1, 'pg/mL', upTo(100, 'pg/mL')), 'elevated'],
    ['pg/mL against ng/L', gastrin(850, 'pg/ml', upTo(100, 'ng/L')), 'elevated'],
    ['Pg/mL is not petagrams', gastrin(50, 'Pg/mL', upTo(100, 'pg/mL')), 'normal'],
    ['a range as text', gastrin(850, 'pg/mL', { text: '<100 pg/mL' }), 'elevated'],
    ['the limit itself as text', gastrin(100, 'pg/mL', { text: '<100 pg/mL' }), 'normal'],
    ['two ends as text', gastrin(60, 'pg/mL', { text: '13-115' }), 'normal'],
    ['an en dash', gastrin(160, 'pg/mL', { text: '0–100' }), 'elevated'],
    ['an interpretation without a range', gastrin(850, 'pg/mL', null, flag('HH')), 'elevated'],
    ['a normal interpretation', gastrin(85, 'pg/mL', null, flag('N')), 'normal'],
    ['range and interpretation that disagree', gastrin(85, 'pg/mL', upTo(100), flag('H')), 'unclassified'],
    ['nothing to judge by', gastrin(85, 'pg/mL', null), 'unclassified'],
    ['a word', { valueString: '升高' }, 'elevated'],
    ['a word of a concept', { valueCodeableConcept: { text: 'Elevated' } }, 'elevated'],
    ['a comparator wholly above', { valueQuantity: { value: 1000, unit: 'pg/mL', comparator: '>' }, referenceRange: [upTo(100, 'pg/mL')] }, 'elevated'],
    ['above the limit itself', { valueQuantity: { value: 100, unit: 'pg/mL', comparator: '>' }, referenceRange: [upTo(100, 'pg/mL')] }, 'elevated'],
    ['a comparator across the limit', { valueQuantity: { value: 50, unit: 'pg/mL', comparator: '>' }, referenceRange: [upTo(100, 'pg/mL')] }, 'unclassified'],
    ['moles far from the limit', gastrin(500, 'pmol/L', upTo(100, 'pg/mL')), 'elevated'],
    ['moles within the band of the two forms', gastrin(40, 'pmol/L', upTo(100, 'pg/mL')), 'unclassified'],
    ['another kind of unit', gastrin(40, 'U/L', upTo(100, 'pg/mL')), 'unclassified'],
  ])('%s', (_, result, expected) => expect(readGastrin(result, null)?.class).toBe(expected));

  test('the multiple of the limit and both texts are shown', () => expect(readGastrin(gastrin(850, 'pg/mL', upTo(100, 'pg/mL')), null)).toEqual({ class: 'elevated', value: '850 pg/mL', limit: '100 pg/mL', multiple: 8.5, notices: [], rejected: null }));
  test('a configured limit is named', () => expect(readGastrin(gastrin(850, 'pg/mL', null), { value: 100, unit: 'pg/mL' })).toMatchObject({ class: 'elevated', limit: '100 pg/mL', notices: ['gastrin-configured-limit'] }));
  test('a conversion between mass and moles is named', () => expect(readGastrin(gastrin(500, 'pmol/L', upTo(100, 'pg/mL')), null)?.notices).toEqual(['gastrin-converted-nominal']));
  test('a negative gastrin cannot be', () => expect(readGastrin(gastrin(-1, 'pg/mL', upTo(100)), null)?.rejected).toBe('invalid-value'));
  test('nothing at all is nothing', () => expect(readGastrin({}, null)).toBeNull());
});

describe('other laboratory results by their own limits', () => {
  test.each([
    ['a low vitamin B12', 'vitamin-b12', gastrin(150, 'pg/mL', { low: { value: 200, unit: 'pg/mL' }, high: { value: 900, unit: 'pg/mL' } }), 'low'],
    ['moles against mass', 'vitamin-b12', gastrin(100, 'pmol/L', { low: { value: 200, unit: 'pg/mL' }, high: { value: 900, unit: 'pg/mL' } }), 'low'],
    ['TSH in arbitrary units', 'tsh', gastrin(8, 'uIU/mL', { low: { value: 0.4, unit: 'mIU/L' }, high: { value: 4, unit: 'mIU/L' } }), 'high'],
    ['a flag alone', 'ferritin', gastrin(8, 'ug/L', null, flag('L')), 'low'],
    ['no limits', 'ferritin', gastrin(8, 'ug/L', null), 'unclassified'],
    ['a flag against the range', 'ferritin', gastrin(80, 'ug/L', { low: { value: 15 }, high: { value: 200 } }, flag('L')), 'unclassified'],
  ] as const)('%s', (_, lab, result, expected) => expect(readLab(result, lab)?.level).toBe(expected));
});

describe('units', () => {
  test.each([['pg/mL', 'pg/mL'], ['PG/ML', 'pg/mL'], ['pM', 'pmol/L'], ['mcg/L', 'ug/L'], ['µg/L', 'ug/L'], ['μg/L', 'ug/L'], ['mIU/L', 'm[IU]/L']])('%s is %s', (sent, expected) => expect(ucumOf(sent, null)).toBe(expected));
  test('gastrin-17: 100 pg/mL is 47.6599 pmol/L', () => expect(converted(100, 'pg/mL', 'pmol/L', { molecularWeight: 2098.2 })).toBe(47.6599));
  test('vitamin B12: 200 pg/mL is 147.561 pmol/L', () => expect(converted(200, 'pg/mL', 'pmol/L', { molecularWeight: 1355.37 })).toBe(147.561));
  test('units that the tables do not hold are asked of UCUM', () => expect(converted(1, 'kg/m3', 'g/L')).toBe(1));
  test.each([['U/L', 'ug/L'], ['/[HPF]', '/mm2'], ['nonsense', 'pg/mL'], ['pg/mL', 'pmol/L']])('%s in %s is refused', (from, to) => expect(converted(1, from, to)).toBeNull());
});
