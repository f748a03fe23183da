import { dateWindowOf } from '../../../src/fhir-mapping/values/dates';
import { readCount } from '../../../src/fhir-mapping/values/counts';
import { readLengthMm } from '../../../src/fhir-mapping/values/lengths';
import { polarityOf } from '../../../src/fhir-mapping/observations/fact-values';
import { stageGroupIn } from '../../../src/fhir-mapping/observations/stage-words';
import { tnmOf } from '../../../src/fhir-mapping/values/tnm';

test.each([
  ['2024', '2024-01-01 2024-12-31'], ['2024-02', '2024-02-01 2024-02-29'], ['2026-02', '2026-02-01 2026-02-28'], ['2026-05-01', '2026-05-01 2026-05-01'], ['2026-05-01T23:30:00-05:00', '2026-05-02 2026-05-02'], ['2026-01-01T00:30:00+08:00', '2025-12-31 2025-12-31'],
  ['2026-05-01T10:00:00Z', '2026-05-01 2026-05-01'], ['2026-02-30', ''], ['2026-13', ''], ['2025-02-29', ''], ['2026-05-01T25:00:00Z', ''], ['soon', ''], [20260501, ''], ['2026-05-01Tmorning', ''],
])('the date %s', (text, expected) => {
  const window = dateWindowOf(text);
  expect(window === null ? '' : `${window.first} ${window.last}`).toBe(expected);
});

test.each([
  ['T2', 'T2 - -'], ['pT1b', 'T1 - -'], ['N1a', '- N1 -'], ['M0', '- - M0'], ['cT2 (AJCC8)', 'T2 - -'], ['cT2N0M0', 'T2 N0 M0'], ['ypT3N2M1', 'T3 N1 M1'], ['T1aN0M0', 'T1 N0 M0'], ['pT1b pN0 cM0', 'T1 N0 M0'], ['T4b category', 'T4 - -'], ['cN3b', '- N1 -'], ['pM1a', '- - M1'],
  ['TX', '- - -'], ['T1 or T2', '- - -'], ['Ki-67 2 %', '- - -'], ['CT2', 'T2 - -'], ['unit1', '- - -'], ['T12', '- - -'], ['', '- - -'],
])('the categories of %s', (text, expected) => {
  const { t, n, m } = tnmOf(text);
  expect([t, n, m].map((category) => category ?? '-').join(' ')).toBe(expected);
});

test.each([['IIA', 'II'], ['Stage III', 'III'], ['stage group IVB', 'IV'], ['ⅡB期', 'II'], ['III期', 'III'], ['1', 'I'], ['AJCC Stage IIIB', 'III'], ['IIIA (AJCC 8)', 'III'], ['American Joint Committee on Cancer stage IIA (qualifier value)', 'II'], ['ypII', 'II'], ['in situ', null], ['V', null], ['no stage II disease', null]])('the stage group of %s', (text, expected) => expect(stageGroupIn([text])).toBe(expected));

test.each([
  [{ valueQuantity: { value: 12, unit: 'mm' } }, '12'], [{ valueQuantity: { value: 1.2, unit: 'cm' } }, '12'], [{ valueQuantity: { value: 12, unit: 'MM' } }, '12'], [{ valueString: '1.5厘米' }, '15'], [{ valueString: '8毫米' }, '8'], [{ valueString: '1.2×0.8×0.5cm' }, '12'],
  [{ valueQuantity: { value: 12 } }, 'unknown-unit'], [{ valueQuantity: { value: 0, unit: 'mm' } }, 'invalid-value'], [{ valueQuantity: { value: -3, unit: 'mm' } }, 'invalid-value'], [{ valueQuantity: { value: 3, unit: '%' } }, 'unknown-unit'],
])('the size %j in mm', (holder, expected) => {
  const reading = readLengthMm(holder);
  expect(reading.kind === 'value' ? String(reading.value.high) : reading.kind).toBe(expected);
});

test.each([[{ valueInteger: 3 }, '3'], [{ valueQuantity: { value: 3, code: '{#}' } }, '3'], [{ valueString: '3个' }, '3'], [{ valueQuantity: { value: 2.5 } }, 'invalid-value'], [{ valueInteger: -1 }, 'invalid-value'], [{ valueQuantity: { value: 3, unit: 'mm' } }, 'unknown-unit']])('the count %j', (holder, expected) => {
  const reading = readCount(holder);
  expect(reading.kind === 'value' ? String(reading.value.low) : reading.kind).toBe(expected);
});

test.each([
  [{ valueBoolean: true }, 'positive'], [{ valueCodeableConcept: { coding: [{ code: '10828004' }] } }, 'positive'], [{ valueCodeableConcept: { coding: [{ code: '260385009' }] } }, 'negative'], [{ valueCodeableConcept: { coding: [{ code: '2667000' }] } }, 'negative'], [{ valueString: '阳性' }, 'positive'],
  [{ valueString: '未见' }, 'negative'], [{ valueCodeableConcept: { coding: [{ code: '10828004', display: 'Negative' }] } }, null], [{ valueString: 'equivocal' }, null], [{ valueString: '(+)' }, 'positive'],
])('positive or negative: %j', (holder, expected) => expect(polarityOf(holder as Record<string, unknown>)).toBe(expected));

